"""What a person offers beyond their skills: when they are free, and with whom they would rather not work."""
