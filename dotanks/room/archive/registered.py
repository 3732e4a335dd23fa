"""The parts that every room has, in the order in which they come in: what others point to comes first."""

from dotanks.room.archive import boards, chat, deciding, document, margin, pictures, sessions
from dotanks.room.archive.parts import part

part("pictures", 10, pictures.write, pictures.read)
part("boards", 20, boards.write, boards.read)
part("decisions", 30, deciding.write, deciding.read)
part("sessions", 40, sessions.write, sessions.read)
part("chat", 50, chat.write, chat.read)
# The document last but for its comments: whoever types waits while it is written.
part("document", 80, document.write, document.read)
part("comments", 90, margin.write, margin.read)
