"""What is kept of the work in a room."""

from dotanks.room.models.attachments import RoomAttachment
from dotanks.room.models.boards import Board
from dotanks.room.models.chat import Message, MessageMention, ReadUpTo
from dotanks.room.models.deciding import Ballot, Box, Decision, Poll, PollOption, Voter
from dotanks.room.models.lessons import KeptForLesson
from dotanks.room.models.margin import MarginComment, MarginMention, MarginThread
from dotanks.room.models.sessions import AgendaItem, Attendance, Entry, Session, SessionRecord, SessionTask

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "Board",
    "Box",
    "Decision",
    "Entry",
    "KeptForLesson",
    "MarginComment",
    "MarginMention",
    "MarginThread",
    "Message",
    "MessageMention",
    "Poll",
    "PollOption",
    "ReadUpTo",
    "RoomAttachment",
    "Session",
    "SessionRecord",
    "SessionTask",
    "Voter",
]
