"""Boards: sticky notes, alone or together, in free space, in lanes or between two axes."""
