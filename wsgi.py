"""The application for a WSGI server: `gunicorn wsgi:app`."""

import gc
import sys

from portal import Misconfigured, create_app

# The status by which gunicorn's workers say that trying again makes no sense; with any other the
# server would start them again for ever.
DOES_NOT_START = 3

# What the application is made of stays to the end. Looking through it for rubbish while it grows makes starting a
# quarter longer (docs/performance.md).
gc.disable()
try:
    app = create_app()
except Misconfigured as why:
    sys.stderr.write(f"Wegwijs does not start: {' '.join(str(why).split())}\n")
    sys.exit(DOES_NOT_START)
gc.freeze()
# A page leaves next to nothing that only this finds; every third page stopped all threads for it.
gc.set_threshold(10_000)
gc.enable()
