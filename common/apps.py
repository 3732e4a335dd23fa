from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "common"

    def ready(self) -> None:
        from common import kept_until  # noqa: F401 - says how long its own rows are kept
