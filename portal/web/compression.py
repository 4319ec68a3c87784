"""Pages made per request travel compressed, at levels that cost less than they save on a slow phone. BREACH: the length
could tell the CSRF token, the only secret in a page, so it is masked anew on each page (`tokens.py`)."""

import gzip

import brotli
from flask import Flask, Response, request

SMALLEST = 500  # bytes; below this compression only costs time
KINDS = frozenset({"text/html", "application/json", "text/csv", "text/plain"})


def init_compression(app: Flask) -> None:
    """Compress answers for browsers that ask for it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in KINDS or response.direct_passthrough or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code in (204, 304) or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < SMALLEST:
        return response
    accepted = request.accept_encodings
    if accepted["br"] > 0:
        response.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=4))
        response.headers["Content-Encoding"] = "br"
    elif accepted["gzip"] > 0:
        response.set_data(gzip.compress(body, compresslevel=1, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
