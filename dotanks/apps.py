from django.apps import AppConfig


class DotanksConfig(AppConfig):
    name = "dotanks"

    def ready(self) -> None:
        from common.sockets import topic
        from dotanks import archived_versions, batch_queries, notices, queries, rules  # noqa: F401 - notices gives its kinds their words
        from dotanks.beside import notices as beside_notices  # noqa: F401 - gives its kinds their words
        from dotanks.calls import notices as calls_notices  # noqa: F401 - the same
        from dotanks.hours import notices as hours_notices  # noqa: F401 - the same
        from dotanks.live import rooms
        from dotanks.room import owners
        from dotanks.room.archive.parts import part
        from dotanks.room.attachments.queries import also_shown
        from ideas.conversation.mentions import also_mentionable

        also_mentionable(queries.team_seen_by)
        topic("dotank", queries.may_see)
        topic("batch", batch_queries.may_see)
        rooms.register("dotank", rules.room_abilities)
        also_shown(queries.reads_version_with)
        part("versions", 60, archived_versions.write, archived_versions.read)
        owners.owned("dotank", people=queries.people_in_room, about=queries.room_shown)
