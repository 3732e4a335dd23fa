from django.apps import AppConfig


class ExperimentsConfig(AppConfig):
    name = "experiments"

    def ready(self) -> None:
        from common.sockets import topic
        from dotanks.rules import also_answered, also_reads, also_rests
        from experiments import notices, queries  # noqa: F401 - notices gives its kinds their words
        from experiments.chain import rights
        from experiments.running import notices as _running  # noqa: F401

        also_answered(rights.is_answered)
        also_reads(rights.reads)
        also_rests(queries.has_started)
        topic("pilot", queries.may_see)
