"""When the database is away: words that need nothing from it, nothing typed is lost, and a log that fills no disk."""

import psycopg
import pytest
from sqlalchemy import event, text

from portal import engine
from portal.db import db
from tests.support.away import Timers, lines, on_port, remove, rename, replace_by_nonsense, visited

NOTE = "Samen de brief van de gemeente gelezen."
TOPIC = {"name": NOTE, "name_en": ""}
AWAY = "Wegwijs kan nu niet bij de gegevens."
on_sqlite = pytest.mark.one_database("sqlite")
on_postgresql = pytest.mark.one_database("postgresql")


@pytest.fixture
def timers(monkeypatch):
    return Timers(monkeypatch)


@pytest.fixture
def own(backend, tmp_path, timers):
    return visited(tmp_path, backend.template)


@on_sqlite
@pytest.mark.parametrize("lose", [remove, rename, replace_by_nonsense])
def test_a_file_that_is_away_is_said_in_words_that_need_nothing_from_it(own, lose, capsys, timers):
    lose(own)
    page = own.visitor.page("/meldingen", status=503)
    assert page.response.headers["Retry-After"] == "30"
    assert page.root.all("html")[0].get("lang") == "en"
    assert page.all("nav") == []
    sent = own.visitor.send("/meldingen/gelezen", {"kept": NOTE}, status=503)
    assert sent.form().fields["kept"] == [NOTE]
    assert sent.text.count(NOTE) == 1
    assert (own.path.exists(), own.path.exists() and own.path.stat().st_size) != (True, 0), "made anew, and empty"
    for _each in range(20):
        own.visitor.page("/meldingen", status=503)
    timers.a_minute_later()
    timers.a_minute_later()
    assert [line["requests"] for line in lines(capsys)] == [1, 21]


@on_sqlite
@pytest.mark.parametrize(("site", "shown"), [("same-origin", True), ("cross-site", False)])
def test_what_was_typed_is_there_to_read_when_the_browser_says_that_a_page_of_ours_sent_it(own, site, shown):
    own.path.rename(own.path.with_name("elsewhere"))
    headers = {"Sec-Fetch-Site": site}
    sent = own.visitor.page("/meldingen/gelezen", method="POST", data={"kept": NOTE}, status=503, headers=headers)
    assert (NOTE in sent.text) is shown


@on_sqlite
def test_when_the_file_is_back_the_button_sends_it_again(own):
    own.path.rename(own.path.with_name("elsewhere"))
    sent = own.visitor.send("/meldingen/gelezen", {"kept": NOTE}, status=503)
    own.path.with_name("elsewhere").rename(own.path)
    assert sent.form().submit().status == 303


@on_sqlite
@pytest.mark.parametrize("pragma", ["query_only = ON", "max_page_count = 1"])
def test_where_nothing_can_be_written_what_was_typed_is_on_the_page(own, pragma, capsys):
    """Read-only, and full."""
    with own.app.app_context():
        event.listen(db.engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))
        db.engine.dispose()
    for number in range(200):  # what still fits is stored
        page = own.visitor.send("/beheer/onderwerpen/nieuw", {**TOPIC, "name": f"{NOTE} {number}"})
        if page.status == 503:
            break
    assert page.form().fields["name"] == [f"{NOTE} {number}"]
    assert lines(capsys)[0]["code"] in ("SQLITE_READONLY", "SQLITE_FULL")


@on_sqlite
def test_what_a_foreign_page_sent_is_not_held_out_to_be_confirmed(own):
    remove(own)
    page = own.visitor.page("/meldingen/gelezen", method="POST", data={"kept": NOTE}, status=503)
    assert NOTE not in page.html


@on_sqlite
def test_a_password_and_a_file_are_not_said_to_be_there_still(own):
    remove(own)
    visitor = own.app.test_client()
    page = visitor.send("/inloggen", {"email": "v@example.org", "password": "geheim woord"}, status=503)
    assert "geheim" not in page.html
    assert [form for form in page.all("form") if form.inside("main")] == []


@on_sqlite
def test_a_restored_file_is_used_at_once_and_the_removed_one_no_more(own):
    kept = own.backup()
    own.add("Team Later")
    own.visitor.page("/meldingen")
    kept.replace(own.path)
    with own.app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM location")) == 0


@on_postgresql
def test_a_server_that_refuses_is_answered_and_counted(backend, timers, capsys):
    portal = on_port(1)
    visitor = portal.test_client()
    with visitor.session_transaction() as session:
        session.update({"_user_id": "1.1", "_fresh": True, "csrf_token": "x" * 40})
    assert AWAY in visitor.page("/meldingen", status=503).text
    page = visitor.send("/meldingen/gelezen", {"kept": NOTE}, status=503)
    assert page.form().fields["kept"] == [NOTE]
    assert [line["requests"] for line in lines(capsys)] == [1]
    assert portal.test_client().get("/healthz").json["database"] == "away"


@on_postgresql
def test_a_server_that_falls_silent_is_given_up(app, monkeypatch):
    """Where nobody listens any more: the statement waits for what another holds, which no answer ends."""
    monkeypatch.setattr(engine.PatientConnection, "patience", 0.01)
    db.session.remove()
    db.engine.dispose()
    with pytest.raises(Exception, match="the server is silent") as caught:
        db.session.execute(text("SELECT pg_sleep(30)"))
    assert engine.is_away(caught.value)
    db.session.remove()


@on_postgresql
def test_a_connection_that_is_cut_in_the_middle_loses_nothing_typed(app, backend, make, sign_in, timers, capsys):
    admin = sign_in(make.admin())
    admin.page("/beheer/onderwerpen")
    cut = []

    def cut_off(connection, _cursor, statement, *_others):
        if "INSERT INTO topic" in statement and not cut:
            cut.append(connection.connection.driver_connection.info.backend_pid)
            with psycopg.connect(backend.current_url.replace("+psycopg", "")) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", cut)

    event.listen(db.engine, "before_cursor_execute", cut_off)
    try:
        page = admin.send("/beheer/onderwerpen/nieuw", TOPIC, status=503)
    finally:
        event.remove(db.engine, "before_cursor_execute", cut_off)
    assert cut
    assert page.form().fields["name"] == [NOTE]
    assert lines(capsys)[0]["requests"] == 1
