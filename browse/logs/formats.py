"""How lines of the log are written: as text for a terminal, as JSON for a machine."""

from typing import Any

from pythonjsonlogger.json import JsonFormatter

FORMATS = ("plain", "json")
_RENAMED = {"levelname": "level", "name": "logger"}
_OF_EACH = ("levelname", "name", "message", "request_id")
_OF_A_REQUEST = ("method", "path", "parameters", "status", "milliseconds")
_WRITTEN = {"time", *_RENAMED.values(), *_OF_EACH, *_OF_A_REQUEST, "exc_info", "stack_info"}


class JsonLines(JsonFormatter):
    """A record as one line of JSON, with the fields named above and no others.

    What else code hands over stays out: Django hands over the request itself, whose text has in it
    what somebody has searched for.
    """

    def __init__(self) -> None:
        super().__init__(
            list(_OF_EACH), rename_fields=_RENAMED, timestamp="time", json_ensure_ascii=False
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Only what is written."""
        return {name: value for name, value in log_data.items() if name in _WRITTEN}


def configuration(form: str) -> dict[str, Any]:
    """What `logging.config.dictConfig` takes, for one of FORMATS; for Django and for gunicorn.

    Requests have lines of their own in JSON only: a terminal is for what somebody has to do.
    """
    as_json = form == "json"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "browse.logs.current.WithRequestId"},
            "discreet": {"()": "browse.logs.discreet.Discreet"},
        },
        "formatters": {
            "plain": {
                "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
                "style": "{",
            },
            "json": {"()": "browse.logs.formats.JsonLines"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["request_id", "discreet"],
            }
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},  # once, by the root
            "portal.access": {"level": "INFO" if as_json else "WARNING"},
            # beside a line for each request, one more for each 404 says nothing new
            "django.request": {"level": "ERROR" if as_json else "WARNING"},
            "gunicorn.error": {"handlers": [], "level": "INFO", "propagate": True},
            # gunicorn warns of each HEAD request: Django leaves it to the server to drop the body
            "gunicorn.http.wsgi": {"level": "ERROR"},
            "axes": {"level": "WARNING"},  # of who signs in, the desk tells itself
        },
    }
