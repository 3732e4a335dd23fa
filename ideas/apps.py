from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from common import files
        from common.sockets import topic
        from ideas import notices, queries  # noqa: F401 - notices gives its kinds their words
        from ideas.attachments.queries import is_used
        from ideas.backing import notices as of_backing  # noqa: F401
        from ideas.conversation import notices as of_conversation  # noqa: F401
        from ideas.peers import notices as of_peers  # noqa: F401
        from ideas.peers import queries as peers

        topic("problem", queries.may_see)
        topic("peers", peers.may_watch)
        files.used_where(is_used)
