from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self) -> None:
        from learning import notices  # noqa: F401 - gives its kinds their words
        from learning.search.flow_kinds import register_flow
        from learning.search.library import register_library

        register_library()
        register_flow()
