"""What is stored of people who work together in a room."""

from dotanks.room.attachments import privacy as _of_attachments  # noqa: F401 - each puts its tables on the list
from dotanks.room.boards import privacy as _of_boards  # noqa: F401
from dotanks.room.chat import privacy as _of_chat  # noqa: F401
from dotanks.room.deciding import privacy as _of_deciding  # noqa: F401
from dotanks.room.margin import privacy as _of_margin  # noqa: F401
from dotanks.room.sessions import privacy as _of_sessions  # noqa: F401
