from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        from common.sockets import topic
        from people.groups import notices, queries  # noqa: F401 - notices gives its kinds their words
        from people.organisations import notices as _of_organisations  # noqa: F401
        from people.privacy import accounts, told  # noqa: F401 - what is stored about people
        from people.privacy import notices as _of_privacy  # noqa: F401
        from people.roles import notices as _of_roles  # noqa: F401
        from people.sign_in import events

        # Each app to the right says in its own `privacy` module what it stores about people.
        autodiscover_modules("privacy")
        topic("group", queries.may_watch)
        events.listen()
