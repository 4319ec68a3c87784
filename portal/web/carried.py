"""The texts of a form that could not be stored: they go with the answer, so that nothing typed is lost."""

from flask import g, request

RESUME_EMAIL = "_resume_email"
RESUME_PASSWORD = "_resume_password"  # noqa: S105 - the name of a field
_OWN = {RESUME_EMAIL, RESUME_PASSWORD, "csrf_token"}


def carried_fields() -> list[tuple[str, str]]:
    """The sent form as hidden fields; never a password."""
    return [
        (name, value)
        for name, values in request.form.lists()
        if name not in _OWN and "password" not in name
        for value in values
    ]


def is_carried_whole() -> bool:
    """Whether the carried fields are all that was sent: a password is not carried, nor is a file."""
    return not request.files and not any("password" in name for name in request.form)


def typed_texts(ours: bool = False) -> list[str]:
    """The texts somebody typed in a page of ours, to be read and copied; nothing of another site's. `ours`: the caller
    knows already that a page of ours sent it."""
    if request.method != "POST" or not (ours or g.get("csrf_valid", False)):
        return []
    return [value.strip() for _name, value in carried_fields() if " " in value.strip()]
