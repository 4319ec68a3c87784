"""What the logs tell, and what they keep to themselves."""

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from portal.db import db
from portal.organisation.models import Municipality
from portal.web import logs


def test_an_unexpected_error_is_logged_without_what_somebody_typed(app: Flask, capsys: pytest.CaptureFixture[str]):
    with app.test_request_context("/welkom/geheim-adres?q=111222333"):
        try:
            int("BSN 111222333 van Nadia")
        except ValueError as error:
            logs.broken(error)
    line = capsys.readouterr().err
    assert '"error": "ValueError"' in line
    assert "111222333" not in line
    assert "Nadia" not in line
    assert "geheim-adres" not in line


def test_an_error_of_the_database_does_not_repeat_the_values(app: Flask):
    db.session.add_all([Municipality(name="Nadia Shami"), Municipality(name="Nadia Shami")])
    with pytest.raises(IntegrityError) as caught:
        db.session.flush()
    assert "hidden due to hide_parameters" in str(caught.value)
