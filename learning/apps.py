from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"

    def ready(self) -> None:
        from dotanks.room.sessions.for_lesson import when_kept_for_lesson
        from learning import actions, notices  # noqa: F401 - gives its kinds their words
        from learning.search.flow_kinds import register_flow
        from learning.search.library import register_library

        when_kept_for_lesson(actions.add_session_note)
        register_library()
        register_flow()
