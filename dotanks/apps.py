from django.apps import AppConfig


class DotanksConfig(AppConfig):
    name = "dotanks"

    def ready(self) -> None:
        from common.sockets import topic
        from dotanks import batch_queries, notices, queries, rules  # noqa: F401 - notices gives its kinds their words
        from dotanks.live import rooms
        from ideas.conversation.mentions import also_mentionable

        also_mentionable(queries.team_seen_by)
        topic("dotank", queries.may_see)
        topic("batch", batch_queries.may_see)
        rooms.register("dotank", rules.room_abilities)
