"""The parts that every page is made of say what they must, to eyes and to ears alike."""

import re
from datetime import date, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.identifiers import initials
from portal.web.widgets import ICON_NAMES, ICONS, boxes, draw, draw_field, hidden_fields, icon

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


class VisitForm(Form):
    class Meta:
        def render_field(self, field, render_kw):
            return draw(field, render_kw)

    submission_key = HiddenField()
    minutes = IntegerField(
        "Minuten", [InputRequired("Vul de minuten in."), NumberRange(1, 1440)], description="Heel getal"
    )
    how = RadioField("Hoe", [InputRequired("Kies hoe.")], choices=[SelectChoice("home", "Huisbezoek")])
    note = TextAreaField("Notitie", [Optional(), Length(max=1000)])
    interpreter = BooleanField("Met tolk")
    again_on = DateField("Volgende afspraak", [Optional()])
    again_at = TimeField("Tijd", [Optional()])


@pytest.fixture(scope="module")
def render():
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"], undefined=StrictUndefined
    )
    environment.install_gettext_callables(lambda s: s, lambda one, many, n: one if n == 1 else many, newstyle=True)
    drawing = {"draw_icon": icon, "draw_field": draw_field, "hidden_fields": hidden_fields}
    environment.globals.update(csrf_token=lambda: "token", **drawing)
    environment.filters["initials"] = initials

    def render(source: str, **context) -> str:
        imports = "".join(f'{{% import "components/{name}.html" as {name} %}}' for name in ("ui", "forms", "icons"))
        return " ".join(environment.from_string(imports + source).render(context).split())

    return render


@pytest.fixture
def invalid():
    form = VisitForm(MultiDict({"minutes": "", "note": "<b>thuis</b>"}))
    assert not form.validate()
    return form


def test_an_error_stands_beside_its_field_and_is_tied_to_it(render, invalid):
    html = render("{{ forms.field(form.minutes) }}", form=invalid)

    assert '<p class="hint" id="minutes-hint">Heel getal</p>' in html
    assert re.search(r'<p class="error" id="minutes-error">.*Fout: </span>Vul de minuten in\.</span></p>', html)
    assert re.search(
        r'<input aria-describedby="minutes-hint minutes-error" aria-invalid="true" [^>]*id="minutes"', html
    )


def test_a_field_without_errors_claims_none(render):
    html = render("{{ forms.field(form.note) }}", form=VisitForm())

    assert "aria-invalid" not in html
    assert "aria-describedby" not in html
    assert "invalid" not in html


def test_the_summary_takes_the_focus_and_leads_to_each_field_that_is_wrong(render, invalid):
    html = render("{{ forms.error_summary(form) }}", form=invalid)

    assert 'role="alert" tabindex="-1" autofocus' in html
    assert re.findall(r'href="#([^"]+)"', html) == ["minutes", "how-0"]
    assert 'id="how-0"' in render("{{ forms.field(form.how) }}", form=invalid)


def test_a_valid_form_has_no_summary(render):
    assert render("{{ forms.error_summary(form) }}", form=VisitForm()) == ""


def test_what_was_typed_stays_and_stays_text(render, invalid):
    assert "&lt;b&gt;thuis&lt;/b&gt;</textarea>" in render("{{ forms.field(form.note) }}", form=invalid)


def test_only_what_may_stay_empty_is_marked(render):
    form = VisitForm()

    assert "(niet verplicht)" in render("{{ forms.field(form.note) }}", form=form)
    assert "(niet verplicht)" not in render("{{ forms.field(form.minutes) }}", form=form)
    assert "(niet verplicht)" not in render("{{ forms.field(form.note, required=true) }}", form=form)


@pytest.mark.parametrize("field", ["how", "interpreter"])
def test_every_choice_is_one_label_that_can_be_tapped(render, field):
    html = render("{{ forms.field(form[name], chips=true) }}", form=VisitForm(), name=field)

    assert re.search(r'<label class="option"><input [^>]*><span>', html)
    assert ("<fieldset" in html) == (field == "how")


def test_hidden_fields_travel_with_the_token_and_without_ids(render):
    html = render("{{ forms.csrf(form) }}", form=VisitForm(data={"submission_key": "k1"}))

    assert 'name="csrf_token" value="token"' in html
    assert 'name="submission_key" value="k1"' in html
    assert "id=" not in html


@pytest.mark.parametrize(
    ("value", "maximum", "word", "width"),
    [
        (0, 8, "past", "0.0%"),
        (7.2, 8, "vol", "90.0%"),
        (8, 8, "vol", "100.0%"),
        (10, 8, "te vol", "80.0%"),
        (0, 0, "vol", "0.0%"),
    ],
)
def test_a_bar_says_in_a_word_what_it_shows(render, value, maximum, word, width):
    html = render("{{ ui.meter(value, maximum, 'uren') }}", value=value, maximum=maximum)

    assert re.search(rf"</svg>{word}</span>", html)
    assert f'<rect class="fill" width="{width}"' in html
    assert ('class="over"' in html) == (value > maximum)


def test_a_reason_says_whether_it_fits_without_colour(render):
    html = render("{{ ui.reasons([(true, 'spreekt Tigrinya'), (false, 'geen uren')]) }}")

    assert re.search(r'class="yes"><svg [^>]*aria-label="Past:".*class="no"><svg [^>]*aria-label="Past niet:"', html)


def test_an_icon_that_does_not_exist_is_an_error_and_not_a_blank(render):
    with pytest.raises(KeyError, match="unicorn"):
        render("{{ icons.icon('unicorn') }}")


def test_an_icon_uses_what_the_page_draws_once_and_says_something_or_nothing(render):
    plain, said = (render(source) for source in ("{{ icons.icon('pen') }}", "{{ icons.icon('pen', 'Schrijf') }}"))

    assert plain == '<svg class="icon" aria-hidden="true"><use href="#i-pen"/></svg>'
    assert 'role="img" aria-label="Schrijf"' in said


def test_every_icon_is_drawn_on_the_same_square_and_carries_nothing_else():
    names = [symbol.get("id", "") for symbol in ElementTree.parse(ICONS).getroot()]

    assert len(names) == len(set(names))
    assert set(names) == {f"i-{name}" for name in ICON_NAMES}


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_no_template_carries_style_or_code_that_the_policy_refuses(template):
    assert refused_by_policy(template.read_text()) == []


@pytest.mark.parametrize(
    "source", ['<p style="x">', "<p onclick='x'>", "<script>x</script>", "<a hx-on:click='x'>", "<style>"]
)
def test_style_and_code_in_a_template_are_found(source):
    assert refused_by_policy(source)


def refused_by_policy(source: str) -> list[str]:
    """The style attributes, handlers and inline elements in a template."""
    return re.findall(r"""\s(?:style|on[a-z]+|hx-on[\w:-]*)\s*=\s*["']|<script(?![^>]*\bsrc=)[^>]*>|<style\b""", source)


def test_inputs_are_drawn_as_the_form_library_draws_them():
    form = VisitForm(MultiDict({"minutes": "30", "note": "<b>thuis</b>", "interpreter": "y", "how": "home"}))
    for field in (form.minutes, form.note, form.interpreter, form.submission_key):
        given = {"aria_describedby": 'a "b" <c>', "autofocus": True, "hidden": False, "class": "short"}
        assert draw(field, given) == field.widget(field, **given)
    for field, least in ((form.again_on, date(2026, 3, 9)), (form.again_at, time(9, 30))):
        assert draw(field, {}) == field.widget(field)
        assert draw(field, {"min": least}) == field.widget(field, min=least)
        assert draw(field, {"min": str(least)}) == field.widget(field, min=str(least))
    assert [box for box, _words in boxes(form.how)] == [option.widget(option) for option in form.how]
    choices = SelectField(choices=[SelectChoice("a", "<b>"), SelectChoice("", "")]).bind(form, "choices")
    choices.process(None, "a")
    assert draw(choices, {}) == choices.widget(choices)
