"""How gunicorn serves intake. Read by `bin/run`; the environment gives PORT and WEB_CONCURRENCY."""

import gc
import logging
import os
import traceback
from pathlib import Path
from typing import Any

import click
from gunicorn.glogging import Logger

from intake.forms.decoding import warm as warm_decoders
from intake.pdf import warm
from intake.ticking import start_clock

port = os.environ.get("PORT", "8000")
SECONDS_BETWEEN_LOOKS = 5


def without_the_request(record: logging.LogRecord) -> bool:
    """Keep addresses, paths and what people wrote out of the log.

    An exception becomes its type and the place in the code; a request that gunicorn itself
    refuses is only counted. Everything else passes as it is.
    """
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        record.msg, record.args = failure_in_short(record.exc_info[1]), ()
        record.exc_info = record.exc_text = None
    elif str(record.msg).startswith("Invalid request from"):
        record.msg, record.args = "A malformed request was refused.", ()
    return True


def failure_in_short(error: BaseException) -> str:
    """Return the type of the exception and the line of code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"{type(error).__name__} at {place}"


class ReticentLogger(Logger):
    """gunicorn's logger, but what it writes names no request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.addFilter(without_the_request)


def when_ready(server: Any) -> None:
    """Load what PDFs need, then leave all of it to be shared by the workers."""
    warm()
    warm_decoders()
    gc.collect()
    gc.freeze()
    start_clock(server.app.wsgi(), lambda: let_go_of(server.LISTENERS))
    click.echo(f"intake is ready at http://127.0.0.1:{port}/ (Ctrl-C stops it)")


def post_fork(server: Any, worker: Any) -> None:
    """Look up every few seconds, however long a request may take.

    A worker that waits sees only then that its server is gone, and lets go of the port.
    """
    worker.timeout = min(worker.timeout, SECONDS_BETWEEN_LOOKS)


def let_go_of(listeners: Any) -> None:
    """In the clock's process: it serves nobody, and must not keep the port taken."""
    for listener in listeners:
        os.close(listener.sock.fileno())


bind = f"127.0.0.1:{port}"
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
preload_app = True
if Path("/dev/shm").is_dir():
    worker_tmp_dir = "/dev/shm"

# A worker reads what a phone sends: 10 MB at half a megabit a second take 160 seconds.
timeout = 180
graceful_timeout = 30

limit_request_line = 2048
limit_request_fields = 64
limit_request_field_size = 8190

# Which proxy is trusted is decided by the app's own setting, never by gunicorn's default.
forwarded_allow_ips = ""
control_socket_disable = True

accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = ReticentLogger
