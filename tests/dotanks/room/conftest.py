"""What tests of work in a room share."""

from tests.ideas.conftest import own_folder

__all__ = ["own_folder"]
