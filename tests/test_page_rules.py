"""The page checker lets a page in order pass, and finds each thing a page may not be."""

import pytest

from tests.support.page_rules import problems

SOUND = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><title>Vandaag</title><script src="/static/js/app.js"></script></head>
<body><main>
<h1>Vandaag</h1>
<p>Nog 3 dagen &amp; 2 uur<br>
<img src="x.svg" alt=""></p>
<form method="post" action="/x">
<input type="hidden" name="csrf_token" value="t">
<label for="note">Notitie</label> <textarea id="note" name="note" aria-describedby="note-help"></textarea>
<p id="note-help">Hooguit 1.000 tekens</p>
<label><input type="checkbox" name="reached"> Gesproken</label>
<button type="submit">Opslaan</button>
</form>
<a href="#note">Naar de notitie</a>
</main></body>
</html>
"""

BROKEN = [
    ("<!doctype html>", "", "the doctype is missing"),
    (' lang="nl"', "", "has no lang"),
    ("<title>Vandaag</title>", "<title></title>", "the title is"),
    ("<h1>Vandaag</h1>", "<h2>Vandaag</h2>", "0 <h1>"),
    ("<h1>Vandaag</h1>", "<h1>Vandaag</h1><h1>Morgen</h1>", "2 <h1>"),
    ("<h1>Vandaag</h1>", "<h1></h1>", "<h1> is empty"),
    ("<main>", "<main></main><main>", "2 <main>"),
    ('id="note-help"', 'id="note"', "'note' is used 2 times"),
    ('<label for="note">', '<label for="nota">', "for='nota'"),
    ('aria-describedby="note-help"', 'aria-describedby="gone"', "aria-describedby='gone'"),
    ('href="#note"', 'href="#gone"', "leads nowhere"),
    ('<label for="note">Notitie</label>', "", "'note'> has no label"),
    ('<label for="note">Notitie</label>', '<label for="note"></label>', "'note'> has no label"),
    ("Gesproken</label>", "</label>", "'reached'> has no label"),
    ("Opslaan", "", "a <button> has no words"),
    ("Naar de notitie", "", "a <a> has no words"),
    (' alt=""', "", "<img> has no alt"),
    ("<h1>", "<style>h1{color:red}</style><h1>", "inline <style>"),
    ("<h1>", "<script>alert(1)</script><h1>", "inline <script>"),
    ("<h1>", '<h1 style="color:red">', "inline code or style"),
    ("<button ", '<button onclick="go()" ', "inline code or style"),
    ("<button ", '<button hx-on:click="go()" ', "inline code or style"),
    ('href="#note"', 'href="javascript:go()"', "inline code or style"),
    ('<input type="hidden" name="csrf_token" value="t">', "", "0 csrf fields"),
    ('value="t"', 'value=""', "0 csrf fields"),
    ('<form method="post" action="/x">', '<form hx-post="/x">', "only works with JavaScript"),
    ('method="post"', 'method="put"', "method 'put'"),
    ("Nog 3", "Nog {{ n }}", "unfinished text"),
    ("Nog 3", "Nog %(n)s", "unfinished text"),
    ("Nog 3", "Nog None", "unfinished text"),
    ('href="#note"', 'href="/trajecten/None"', "unfinished text"),
    ("</p>\n<form", "\n<form", "where <p> is open"),
    ("</body>", "</div></body>", "</div> where <body> is open"),
    ("</html>", "", "never closed"),
    ("<h1>", '<h1 class="a" class="b">', "class twice"),
    ("<h1>", "<div/><h1>", "does not close itself"),
    ("<h1>", '<div id="error-summary"></div><h1>', "does not say that something is wrong"),
    ("<title>", "<title>Fout: ", "says that something is wrong, and nothing is"),
]


def test_a_page_in_order_passes():
    assert problems(SOUND) == []


@pytest.mark.parametrize(("part", "instead", "said"), BROKEN)
def test_what_a_page_may_not_be_is_found(part, instead, said):
    assert part in SOUND

    found = problems(SOUND.replace(part, instead, 1))

    assert any(said in problem for problem in found), found


def test_a_fragment_needs_no_frame_but_keeps_the_other_rules():
    fragment = '<section id="list"><label for="elsewhere">Zoek</label><p>Leeg</p></section>'

    assert problems(fragment, fragment=True) == []
    assert problems(fragment + '<p id="list">{{ x }}</p>', fragment=True) != []


def test_a_name_that_chance_spells_in_a_token_does_not_stand_on_the_page(client, monkeypatch):
    monkeypatch.setattr("portal.web.tokens.mask", lambda _token: "m.HM-0")

    page = client.page("/inloggen")

    assert "HM-0" not in page.html
    assert page.form("/inloggen").fields["csrf_token"] == ["m.HM-0"]
