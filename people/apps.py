from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from common.sockets import topic
        from people.groups import notices, queries  # noqa: F401 - notices gives its kinds their words
        from people.organisations import notices as _of_organisations  # noqa: F401
        from people.roles import notices as _of_roles  # noqa: F401
        from people.sign_in import events

        topic("group", queries.may_watch)
        events.listen()
