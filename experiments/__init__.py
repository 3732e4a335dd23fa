"""Stages 3 and 4: the manager's sign-off, and the pilot that it permits."""
