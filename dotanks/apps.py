from django.apps import AppConfig


class DotanksConfig(AppConfig):
    name = "dotanks"

    def ready(self) -> None:
        from common.sockets import topic
        from dotanks import batch_queries, notices, queries, rules  # noqa: F401 - notices gives its kinds their words
        from dotanks.beside import notices as beside_notices  # noqa: F401 - gives its kinds their words
        from dotanks.calls import notices as calls_notices  # noqa: F401 - the same
        from dotanks.hours import notices as hours_notices  # noqa: F401 - the same
        from dotanks.live import rooms
        from ideas.conversation.mentions import also_mentionable

        also_mentionable(queries.team_seen_by)
        topic("dotank", queries.may_see)
        topic("batch", batch_queries.may_see)
        rooms.register("dotank", rules.room_abilities)
