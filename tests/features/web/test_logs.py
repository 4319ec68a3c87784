"""The logs: the facts they tell, and those they leave out."""

import json
import logging

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from portal import serving
from portal.db import db
from portal.organisation.models import Municipality
from portal.refusals import Refused
from portal.web import logs
from portal.work import unit_of_work


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


@pytest.mark.each_database
def test_an_error_names_the_lines_of_the_portal_and_the_constraint(app: Flask, make, capsys):
    act = make.act(make.admin())
    with pytest.raises(Refused) as caught, unit_of_work(act) as work:
        work.add(Municipality(name="Nadia"))
        work.add(Municipality(name="Nadia"))
    with app.test_request_context("/"):
        logs.broken(caught.value.__cause__)
    line = json.loads(capsys.readouterr().err)
    assert [place for place in line["at"] if place.startswith("portal/work.py:")]
    assert line["at"][-1].startswith(("sqlalchemy/", "psycopg/"))
    assert (line["constraint"], line["code"]) in [
        ("municipality.name", "SQLITE_CONSTRAINT_UNIQUE"),
        ("uq_municipality_name", "23505"),
    ]
    assert "Nadia" not in json.dumps(line)


def test_a_line_that_cannot_be_written_breaks_nothing(app: Flask, monkeypatch):
    class Full:
        def write(self, _text):
            raise OSError(28, "No space left on device")

        flush = write

    monkeypatch.setattr("sys.stderr", Full())
    logs.log.info("request")


@pytest.mark.parametrize("name", ["gunicorn.access", "gunicorn.error", "werkzeug"])
@pytest.mark.parametrize(
    ("line", "values", "kept"),
    [
        ("%s - %s", ("127.0.0.1", "GET /agenda/geheim-adres.ics HTTP/1.1"), "127.0.0.1 - GET /agenda/… HTTP/1.1"),
        ("Error handling request %s", ("/welkom/geheim-adres?x=1",), "Error handling request /welkom/…?x=1"),
        ('"Referer: https://wegwijs.example.org/agenda/geheim-adres.ics"', (), "wegwijs.example.org/agenda/…"),
        ("%s", ("GET /agenda HTTP/1.1",), "GET /agenda HTTP/1.1"),
        ("100% of %(x)s", (), "100% of %(x)s"),
    ],
)
def test_the_log_of_a_server_names_no_address_that_is_a_secret(app: Flask, caplog, name, line, values, kept):
    serving.on_starting(None)
    logger = logging.getLogger(name)
    logger.addHandler(caplog.handler)
    try:
        logger.error(line, *values)
    finally:
        logger.removeHandler(caplog.handler)

    (said,) = {record.getMessage() for record in caplog.records}
    assert kept in said
    assert "geheim-adres" not in said
