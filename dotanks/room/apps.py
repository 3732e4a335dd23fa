from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "dotanks.room"
    label = "room"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from common import files
        from common.sockets import topic
        from dotanks.live import access, rooms
        from dotanks.room import entering
        from dotanks.room.archive import registered as _of_archive  # noqa: F401 - names the parts of every room
        from dotanks.room.attachments.queries import is_used
        from dotanks.room.boards import for_record as of_boards
        from dotanks.room.boards import kinds, queries
        from dotanks.room.chat import notices as _of_chat  # noqa: F401 - each gives its kinds their words
        from dotanks.room.deciding import for_record as of_deciding
        from dotanks.room.deciding import notices as _of_deciding  # noqa: F401
        from dotanks.room.margin import notices as _of_margin  # noqa: F401
        from dotanks.room.sessions import notices as _of_sessions  # noqa: F401
        from dotanks.room.sessions.collecting import collects

        topic("room", entering.may_watch)
        files.used_where(is_used)
        for kind in kinds.KINDS.values():
            rooms.register(kinds.room_kind(kind.id), queries.abilities, shape=kinds.shape_of(kind))
        access.rooms_within(queries.live_rooms_in)
        collects("boards", _("On the boards"), of_boards.lines)
        collects("votes", _("Votes"), of_deciding.votes)
        collects("decisions", _("What was decided"), of_deciding.decided)
