"""What people do together in a room besides typing: board, chat, decisions, sessions, comments, versions.

It knows rooms and people, and nothing of Do Tanks: whoever owns a room says who may do what in it (live/kinds.py).
"""
