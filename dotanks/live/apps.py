from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "dotanks.live"
    label = "live"

    def ready(self) -> None:
        from common.push import when_rights_change
        from dotanks.live import access

        when_rights_change(access.session_ended)
