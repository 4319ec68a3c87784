"""Whatever a municipality's colours are, everyone can read and see what the page says."""

import re
from pathlib import Path

import pytest

from tests.support import contrast

STATIC = Path(__file__).resolve().parent.parent / "static"
BASE = STATIC / "css" / "base.css"
THEMES = sorted((STATIC / "themes").glob("*.css"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_every_theme_can_be_read_in_light_and_dark(theme):
    assert contrast.too_faint(BASE, theme.read_text()) == []


def test_there_is_a_neutral_theme_and_one_of_a_municipality():
    assert {"wegwijs", "polderstad"} <= {path.stem for path in THEMES}


def test_a_theme_with_pale_buttons_is_caught_in_the_scheme_where_it_is_pale():
    pale = ":root { --basis-color-action-1-inverse-bg-default: light-dark(#9db8d6, #9fc8f3); }"

    faint = contrast.too_faint(BASE, pale)

    assert "light: on-accent on accent is 2.05, must be 4.5" in faint
    assert all(line.startswith("light: ") for line in faint)


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_theme_sets_only_nl_design_system_tokens(theme):
    css = re.sub(r"/\*.*?\*/", "", theme.read_text(), flags=re.DOTALL)

    assert all(name.startswith("--basis-") for name in re.findall(r"(--[\w-]+)\s*:", css))
    assert {selector.strip() for selector in re.findall(r"([^{}]+)\{", css)} <= {":root"}


@pytest.mark.parametrize(("colour", "on_white"), [("#000", 21), ("#ffffff", 1), ("#767676", 4.54)])
def test_contrast_is_measured_as_wcag_does(colour, on_white):
    assert contrast.ratio(colour, "#fff") == pytest.approx(on_white, abs=0.005)
