"""The inspection of pages has eyes: each kind of fault, put on a page, is found."""

import pytest
from playwright.sync_api import Page

from tests.support import browser as looks

FRAME = '<!doctype html><html lang="nl"><head><title>Bord</title>{head}</head><body><main>{body}</main></body></html>'

SOUND = FRAME.format(head="", body='<h1>Bord</h1><p><a href="/">Terug</a></p><button type="button">Verder</button>')


@pytest.fixture
def page(browser) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def shown(page: Page, body: str, head: str = "") -> Page:
    page.set_content(FRAME.format(head=head, body=body))
    return page


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<h1>Bord</h1><p style="color:#bbb;background:#fff">bleek</p>', "color-contrast"),
        ("<h1>Bord</h1><input>", "label"),
        ("<h1>Bord</h1><h4>diep</h4>", "heading-order"),
    ],
)
def test_axe_sees_what_some_people_cannot_use(page, body, rule):
    assert any(found.startswith(f"{rule}:") for found in looks.axe_violations(shown(page, body)))


def test_axe_leaves_a_sound_page_alone(page):
    page.set_content(SOUND)

    assert looks.axe_violations(page) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<h1>Bord</h1><p><div>x</div></p>", "close-order"),
        ("<h1>Bord</h1><ul><p>x</p></ul>", "element-permitted-content"),
        ('<h1 id="a">Bord</h1><p id="a">x</p>', "no-dup-id"),
        ('<h1>Bord</h1><img src="x.png">', "h37"),
        ("<h1>Bord</h1><blink>x</blink>", "deprecated"),
    ],
)
def test_the_validator_sees_html_that_is_none(validator, body, rule):
    assert any(rule in found for found in looks.html_errors(validator, FRAME.format(head="", body=body)))


def test_the_validator_leaves_a_sound_page_alone(validator):
    assert looks.html_errors(validator, SOUND) == []


def test_a_page_wider_than_the_screen_is_seen(page):
    assert looks.horizontal_scroll(shown(page, '<div style="width:500px">breed</div>')) != []
    assert looks.horizontal_scroll(shown(page, "<h1>Bord</h1>")) == []


def test_a_target_too_small_for_a_thumb_is_seen_and_a_link_in_a_sentence_is_left_alone(page):
    small = '<button style="width:30px;height:30px">x</button>'
    large = '<button style="width:44px;height:44px">x</button><p>Lees <a href="/">verder</a>.</p>'

    assert len(looks.small_targets(shown(page, small))) == 1
    assert looks.small_targets(shown(page, large)) == []


def test_what_tab_never_reaches_and_what_hides_its_focus_is_seen(page):
    radio = '<label><input type="radio" name="r">a</label>'
    good = f'<a href="/">een</a>{radio}{radio}'
    trap = "<script>b.onfocus = () => a.focus()</script>"

    assert looks.keyboard_problems(shown(page, good)) == []
    assert looks.keyboard_problems(shown(page, '<button style="outline:none">x</button>')) != []
    assert any(
        "never reaches" in found
        for found in looks.keyboard_problems(shown(page, f'<a id="a" href="/">a</a><button id="b">b</button>{trap}'))
    )


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("h1 { color: #ccc; background: #fff }", "color-contrast:"),
        ("button { outline: none }", "shows no focus: <button"),
        ("button { interactivity: inert }", "takes no focus: <button"),
        (".more { display: block }", "link-name:"),
        (".more { display: block; outline: none }", "shows no focus: <a"),
    ],
)
def test_what_is_wrong_at_one_width_alone_is_seen_there(page, style, fault):
    """Also where the keys are left out: only a link that one width shows makes it press them again."""
    head = f"<style>.more {{ display: none }} @media (width >= 800px) {{ {style} }}</style>"
    nameless = '<a class="more" href="/"><span aria-hidden="true">x</span></a>'
    shown(page, f'<h1>Bord</h1><button type="button">Verder</button>{nameless}', head)

    assert looks.axe_violations(page) + looks.keyboard_problems(page) == []
    assert any(found.startswith(fault) for found in looks.faults_when_wider(page, {"width": 1280, "height": 800}))


def test_a_sound_page_is_sound_when_it_is_made_wider(page):
    page.set_content(SOUND)

    assert looks.faults_when_wider(page, {"width": 1280, "height": 800}) == []
