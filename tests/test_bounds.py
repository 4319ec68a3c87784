"""Nothing that is sent is read before its size is known: a body by its route, a text by its field."""

import io
from contextlib import suppress

import pytest
from wtforms import DecimalField, FieldList, HiddenField, IntegerField, StringField
from wtforms.validators import AnyOf, NumberRange, Regexp

from portal.handovers.beginning.forms import MOST_ROWS, ContentForm
from portal.web import forms
from portal.web.incoming import FORM_BYTES, LONGEST_QUERY, MOST_FIELDS, STRANGERS_BYTES
from portal.web.limits import MOST, is_read
from tests.support.asking import Reached, one_world, send, visitor
from tests.support.every_form import checks, declared, every_form, longest
from tests.support.page_rules import CSRF_FIELD
from tests.support.world import routes
from tests.test_hostile_input import offered, open_to  # noqa: F401 - a fixture

clock, app, make, world, stopped = one_world()
pytestmark = pytest.mark.one_database
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", "text/plain")
# A letter of four bytes in UTF-8, each of them three signs in a body.
WIDEST = 12
A_CHOICE = 20


class Unread(io.RawIOBase):
    """A body of which nobody may read anything."""

    def readable(self):
        return True

    def readinto(self, _buffer):
        raise AssertionError("the body was read before its size was looked at")


def posts(app, world):
    """(address, whether strangers may send there) of every route that takes something."""
    for method, rule in routes(app):
        if method == "POST":
            address = app.url_map.bind("localhost").build(rule.endpoint, world.values_for(rule), method)
            yield address, getattr(app.view_functions[rule.endpoint], "is_public", False)


@pytest.mark.parametrize("who", ["stranger", "volunteer", "coordinator"])
def test_no_body_is_read_that_is_too_large_for_its_route(app, world, clock, who):
    client, files = visitor(app, world, clock, who), []
    for address, public in posts(app, world):
        for kind in KINDS:
            size = STRANGERS_BYTES + 1 if public else FORM_BYTES + 1
            large = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": kind, "wsgi.input": Unread()}
            try:
                answer = client.open(address, method="POST", environ_overrides=large)
            except AssertionError:
                files.append(address)
                break
            assert answer.status_code in (413, 303), (address, kind, answer.status_code)
    assert files == (["/importeren"] if who == "coordinator" else [])


def test_a_body_that_says_nothing_of_its_size_is_not_read(app, world, client):
    for address, _public in posts(app, world):
        endless = {"wsgi.input": Unread(), "wsgi.input_terminated": True, "CONTENT_TYPE": KINDS[0]}
        endless |= {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
        answer = client.open(address, method="POST", environ_overrides=endless)
        assert answer.status_code == 411, address


def test_whose_session_ended_before_the_file_was_sent_signs_in_and_chooses_it_again(client):
    answer = client.open("/importeren", method="POST", data={"file": (io.BytesIO(b"x" * FORM_BYTES), "lijst.csv")})
    assert (answer.status_code, answer.location) == (303, "/inloggen?next=/importeren")
    assert "kies het bestand nog een keer" in client.page("/inloggen").text


def test_more_fields_than_any_page_has_are_refused(client):
    for size, status in ((MOST_FIELDS - 1, 200), (MOST_FIELDS, 413)):
        body = "&".join([f"{CSRF_FIELD}={client.csrf_token()}", *["a="] * size])
        answer = client.open("/inloggen", method="POST", data=body, content_type=KINDS[0])
        assert (answer.status_code == 413) == (status == 413), size


@pytest.mark.parametrize("name", ["é", "a" * 81, "needs-²-topic", "", "a b", "a\tb"])
def test_a_field_of_a_name_that_no_page_has_is_refused(client, name):
    assert client.open("/inloggen", method="POST", data={name: "x"}).status_code == 400
    file = {name: (io.BytesIO(b"x"), "x.csv")}
    assert client.open("/inloggen", method="POST", data=file).status_code == 400


def test_an_address_longer_than_a_server_takes_is_refused(client):
    assert client.open("/inloggen?next=" + "a" * (LONGEST_QUERY - 5)).status_code == 200
    assert client.open("/inloggen?next=" + "a" * (LONGEST_QUERY - 4)).status_code == 414


def test_every_text_says_how_long_it_may_be():
    without = []
    for form in every_form():
        for name, field in declared(form):
            is_text = issubclass(field.field_class, StringField) and not issubclass(field.field_class, HiddenField)
            if is_text and longest(field) is None and not any(isinstance(c, AnyOf | Regexp) for c in checks(field)):
                without.append(f"{form.__name__}.{name}")
    assert not without


def test_every_form_and_every_row_keeps_within_limits():
    without = [each for each in every_form() if forms.WithinLimits not in each.__mro__]
    # A class that several forms share becomes a form together with `BaseForm`.
    assert not [each for each in without if not each.__subclasses__()]
    for form in every_form():
        for name, field in declared(form):
            if issubclass(field.field_class, FieldList):
                assert issubclass(field.args[0].args[0], forms.WithinLimits), (form.__name__, name)


def test_every_number_has_a_range():
    for form in every_form():
        for name, field in declared(form):
            if issubclass(field.field_class, IntegerField | DecimalField):
                ranges = [check for check in checks(field) if isinstance(check, NumberRange)]
                assert any(check.max is not None and check.max < MOST for check in ranges), (form.__name__, name)


def test_the_longest_form_fits_in_a_body():
    def size(form):
        whole = 0
        for _name, field in declared(form):
            rows = field.args[0].args[0] if issubclass(field.field_class, FieldList) else None
            whole += MOST_ROWS * size(rows) if rows else longest(field) or A_CHOICE
        return whole

    assert size(ContentForm) * WIDEST < FORM_BYTES


@pytest.mark.parametrize("person", ["volunteer", "team_member", "coordinator", "admin"])
def test_what_is_far_too_long_comes_back_and_nothing_looked_at_it(app, world, clock, offered, person, monkeypatch):  # noqa: F811
    looked_at = []
    monkeypatch.setattr(forms, "looks_like_bsn", lambda text: looked_at.append(len(text)) or False)
    client, fields, long = visitor(app, world, clock, person), offered(person), "1 2 " * 8_000
    told = 0
    for _rule, here in open_to(app, world, person, "POST"):
        answer = send(client, "POST", here, {name: long for name in fields.get(here, {}) if name != "version"})
        if answer is not None and answer.status_code == 422:
            told += "Gebruik ten hoogste" in answer.text
    assert told > 2
    assert max(looked_at, default=0) <= 2 * 1000 + 100


def test_no_search_looks_at_who_signs_in_or_at_a_password(app, sign_in, make, client, monkeypatch):
    monkeypatch.setattr(forms, "looks_like_bsn", lambda text: pytest.fail("it was searched"))
    number = "123456782"
    for person, address, sent in (
        (client, "/inloggen", {"email": f"{number}@example.org", "password": number}),
        (
            sign_in(make.volunteer().user),
            "/mijn-gegevens/wachtwoord",
            dict.fromkeys(("present_password", "password", "password_again"), number),
        ),
    ):
        with suppress(Reached):
            answer = person.open(address, method="POST", data={CSRF_FIELD: person.csrf_token(), **sent})
            assert answer.status_code == 422, address


def test_a_text_is_read_with_the_spaces_and_line_ends_that_come_off_it(app):
    with app.test_request_context(method="POST"):
        note = ContentForm(formdata=None).who_else_helps
    assert is_read(note, "\r\n" * 500)
    assert not is_read(note, "\r\n" * 600)
