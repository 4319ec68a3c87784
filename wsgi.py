"""The application for a WSGI server: `gunicorn wsgi:app`."""

import sys

from portal import Misconfigured, create_app

# The status by which gunicorn's workers say that trying again makes no sense; with any other the
# server would start them again for ever.
DOES_NOT_START = 3

try:
    app = create_app()
except Misconfigured as why:
    sys.stderr.write(f"Wegwijs does not start: {' '.join(str(why).split())}\n")
    sys.exit(DOES_NOT_START)
