"""No text makes the portal work more than in step with its length: what is twice as long takes twice as much.

Steps are counted, not seconds: the characters that a regular expression looks at, and the lines of Python that run.
"""

import ast
import random
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from wtforms.validators import Regexp

import portal
from portal import names
from portal.bsn.finding import looks_like_bsn, mask_bsn
from portal.contacts.rules import minutes_from
from portal.identifiers import initials, normalise_email, normalise_phone, normalise_postcode, postcode_area
from portal.imports.reading.opening import read_sheet
from portal.imports.rules import values
from portal.imports.rules.columns import TEAMS, match_headings
from portal.keyset import _values as keyset_values
from portal.positions import position_in
from portal.spreadsheets import safe_cell
from portal.trajectories.models.household import Client
from portal.web.tokens import unmask
from tests.support.every_form import checks, declared, every_form, every_module
from tests.support.importing import KNOWN
from tests.support.matching import Matcher, characters
from tests.support.steps import lines_run

PORTAL = Path(portal.__file__).parent
# These read files of the project itself.
OWN_FILES = {"portal.web.build_assets", "portal.web.assets", "portal.demo.shifting", "portal.paper.typesetting"}
SHORT, LONG = 120, 240
# Twice the text, twice the steps, and some for what stands around it.
IN_STEP = 2.3
AT_ONE_PLACE = {"match", "fullmatch"}


def modules():
    return [each for each in every_module() if each.__name__ not in OWN_FILES]


def used_at_one_place(name, sources):
    """Whether a pattern is only ever held to the beginning of a text."""
    calls = {call for source in sources for call in re.findall(rf"\b{name}\.(\w+)[(,)]", source)}
    calls |= {call for source in sources for call in re.findall(rf"map\({name}\.(\w+)", source)}
    return bool(calls) and calls <= AT_ONE_PLACE


def patterns():
    """(where, pattern, flags, held to the beginning alone) of every regular expression of the portal."""
    sources = [path.read_text() for path in PORTAL.rglob("*.py")]
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.__name__}.{name}", value.pattern, value.flags, used_at_one_place(name, sources)
        yield from in_passing(module)
    for form in every_form():
        for name, field in declared(form):
            regexes = [check.regex for check in checks(field) if isinstance(check, Regexp)]
            yield from ((f"{form.__name__}.{name}", each.pattern, each.flags, True) for each in regexes)


def in_passing(module):
    """The patterns that stand in a call."""
    for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            how = ast.unparse(node.func).removeprefix("re.")
            if how != "compile" and isinstance(node.args[0], ast.Constant):
                yield f"{module.__name__}:{node.lineno}", node.args[0].value, 0, how in AT_ONE_PLACE


# The functions that read a text somebody sent, each as its caller does.
READERS = {
    "a BSN looked for": looks_like_bsn,
    "a BSN hidden": mask_bsn,
    "a phone number": normalise_phone,
    "an e-mail address": normalise_email,
    "a postcode": normalise_postcode,
    "an area": postcode_area,
    "initials": initials,
    "a name as a key": names.name_key,
    "a cell tidied": values.tidy,
    "languages": lambda text: list(map(values.parse_language, values.parse_parts(text))),
    "a phone number in a cell": values.parse_phone,
    "areas": values.parse_areas,
    "a day": values.parse_date,
    "a number": lambda text: values.parse_whole(text, 0, 9),
    "an amount": lambda text: values.parse_decimal(text, 9),
    "a house number": values.parse_house_number,
    "a heading": lambda text: match_headings(TEAMS, [text]),
    "a choice": lambda text: values.parse_choice(text, KNOWN.functions, "function_unknown"),
    "a cell for a spreadsheet": safe_cell,
    "minutes": minutes_from,
    "a position in a list": lambda text: position_in(text, date, int),
    "a token": unmask,
    "a cursor": lambda text: keyset_values((Client.__table__.c.id,), text),
    "a file of one line": lambda text: list(read_sheet(f"a;b\n{text};1\n".encode()).rows),
    "a file of many lines": lambda text: list(read_sheet(f"a;b\n{text}".replace(" ", "\n").encode()).rows),
    "the headings of a file": lambda text: read_sheet(f"{text}\na;b".encode()),
}
WORDS = (
    *("1", "1 ", "00 ", "+1 ", "0 1", "06 12345678 ", "123456782 ", "123 456 782 ", "12-3 ", "1.1.", "9:00-9:30 "),
    *("€1 ", "1,", "1.111", "NL12 ", "NL12ABCD", "bsn ", "1\u2066", "1*", "a", "a.", "a@", "a-", "é", "e\u0301\u0327"),
    *(" ", "\t", ";", ",", '"', "'", "[", "(", "Tigrinya (A1), ", "\u200b", "İ", "ß", "\r\n", "_x000D_", "m.", "van "),
)


@pytest.mark.parametrize("what", READERS)
def test_reading_a_text_runs_no_more_than_in_step_with_it(what):
    for word in WORDS:
        once, twice = (lines_run(lambda: READERS[what]((word * size)[:size])) for size in (400, 800))  # noqa: B023
        assert twice <= IN_STEP * once + 100, (word, once, twice)


FOUND = {where: rest for where, *rest in patterns()}


def worst(matcher, chars, anchored):
    """The texts that make a pattern work hardest for their length: short words, over and over."""
    pick = random.Random(1)
    words = [*chars, *map("".join, product(chars, repeat=2))]
    words += ["".join(pick.choices(chars, k=pick.randint(3, 9))) for _ in range(40)]
    texts = [(word, end) for word in words for end in ("", pick.choice(chars))]
    return sorted(texts, key=lambda each: -matcher.search((each[0] * 40)[:40] + each[1], anchored))[:5]


@pytest.mark.parametrize("where", FOUND)
def test_a_regular_expression_looks_at_no_more_than_in_step_with_the_text(where):
    pattern, flags, anchored = FOUND[where]
    matcher = Matcher(pattern, flags)
    for word, end in worst(matcher, characters(pattern, flags), anchored):
        once, twice = (matcher.search((word * size)[:size] + end, anchored) for size in (SHORT, LONG))
        assert twice <= IN_STEP * once + 50, (word, end, once, twice)


def test_the_matcher_sees_what_grows_faster():
    for pattern, anchored in ((r"(?:\d[ .]*){8}\d", False), (r"\d+,", False), (r"(a+)+b", True), (r"(\w+\s?)*x", True)):
        matcher = Matcher(pattern)
        found = [
            [matcher.search((word * size)[:size], anchored) for size in (7, 14)]
            for word in ("1", "a", "1 ", "1  ", "a ")
        ]
        assert any(twice > IN_STEP * once + 20 for once, twice in found), pattern


def test_the_matcher_agrees_with_the_real_one():
    known = {r"(\d)-\1": "1-1", r"(?<!a)b\b": "xb c", r"[^\W\d]+?x{2,3}$": "abxxx", r"a|b|cd": "cd"}
    for pattern, text in known.items():
        steps = Matcher(pattern)
        ends = [next((end for end, _ in steps._run(list(steps.tree), text, at, {})), None) for at in range(len(text))]
        compiled = re.compile(pattern)
        assert ends == [m.end() if (m := compiled.match(text, at)) else None for at in range(len(text))], pattern
