"""One structured line an event; the person is never in it, only what was asked and a reference."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

KEYS_IN_LINKS = re.compile(r"(/accounts/(?:password/reset/key|confirm-email)/).*")

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    # What is said with `extra` belongs to the line: the reference of a failure, the reason of a refusal.
    structlog.stdlib.ExtraAdder(),
]


def without_persons(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what could point at a person: address, browser, what was searched for, and keys in mailed links."""
    for name in ("ip", "user_agent", "user_id"):
        line.pop(name, None)
    if asked := line.get("request"):
        line["request"] = KEYS_IN_LINKS.sub(r"\1…", str(asked).partition("?")[0])
    return line


def logging_for(log_format: str) -> dict[str, Any]:
    """Logging settings: `json` for machines, `console` for a person at a screen."""
    structlog.configure(
        processors=[
            *SHARED,
            structlog.processors.format_exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    # Plain tracebacks: rich ones print local variables, which may be personal and can take minutes.
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    renderer = structlog.processors.JSONRenderer() if log_format == "json" else console
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_persons,
                    renderer,
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "INFO" if log_format == "json" else "WARNING"},
        "loggers": {"django.server": {"handlers": ["console"], "propagate": False}},
    }
