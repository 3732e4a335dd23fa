from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from common.sockets import topic
        from people.groups import notices, queries  # noqa: F401 - notices gives its kinds their words

        topic("group", queries.may_watch)
