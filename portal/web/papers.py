"""A PDF as the answer to a request."""

from flask import Response


def paper(body: bytes, name: str) -> Response:
    """The PDF to save or print, under a file name that says nothing about anybody."""
    response = Response(body, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
