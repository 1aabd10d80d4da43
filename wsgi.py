"""The application for gunicorn and for `flask --app wsgi`."""

import sys

from intake import CannotStart, create_app
from intake.commands import register

try:
    app = create_app()
except CannotStart as problem:
    sys.stderr.write(f"{problem}\n")
    sys.exit(2)
register(app)
