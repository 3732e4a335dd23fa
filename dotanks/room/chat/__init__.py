"""The chat of a room: plain words, kept, searched and taken along."""
