"""Pages travel small, and their length tells no secret."""

import gzip

import brotli
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from portal.web.tokens import mask, unmask


def test_a_page_travels_compressed_in_the_way_the_browser_reads_best(app):
    visitor = FlaskClient(app, app.response_class)
    plain = visitor.get("/inloggen")
    small = visitor.get("/inloggen", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert small.headers["Content-Encoding"] == "br"
    assert b"<h1" in brotli.decompress(small.data)
    older = visitor.get("/inloggen", headers={"Accept-Encoding": "gzip"})
    assert b"<h1" in gzip.decompress(older.data)
    assert len(small.data) < len(plain.data) / 2
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_browser_that_reads_no_compression_gets_the_page_plain(app):
    answer = FlaskClient(app, app.response_class).get("/inloggen", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert "<h1" in answer.text


def test_the_token_looks_different_on_every_page_and_is_accepted_every_time(client):
    first, second = (client.page("/inloggen").form("/inloggen") for _ in range(2))
    assert first.fields["csrf_token"] != second.fields["csrf_token"]
    for form in (first, second):
        assert form.submit(email="nobody@example.org", password="wrong-wrong-wrong").status == 422


def test_a_token_of_nobody_is_refused(client):
    client.page("/inloggen")
    answer = client.page("/inloggen", method="POST", data={"csrf_token": mask("made-up")}, status=400)
    assert "Dit is niet goed aangekomen" in answer.heading


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=200))
def test_a_mask_comes_off_as_it_went_on(token):
    assert unmask(mask(token)) == token


@given(st.text(max_size=100))
def test_whatever_is_sent_as_a_token_is_only_ever_refused(text):
    assert isinstance(unmask("m." + text), str)
