from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "dotanks.live"
    label = "live"
