"""Who: persons, organisations, roles, what they can do, and the notices they are promised."""
