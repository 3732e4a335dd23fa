from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from common.sockets import topic
        from ideas import notices, queries  # noqa: F401 - notices gives its kinds their words
        from ideas.conversation import notices as of_conversation  # noqa: F401

        topic("problem", queries.may_see)
