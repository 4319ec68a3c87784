"""Every sentence of the screens stands in the English catalogue, complete and with the same placeholders."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from portal import i18n

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "lazy": None, "ngettext": (1, 2)}
DUTCH = re.compile(
    r"\b(aan|als|bij|dag|dagen|dan|dat|dit|een|en|er|geen|heeft|het|huishouden|ik|kies|maar|maand|meer|met|naar|niet|"
    r"nog|om|ook|op|te|tot|traject|uit|uw|van|vanaf|voor|vul|wat|weer|wie|wijkteam|wordt|zijn|zonder)\b",
    re.IGNORECASE,
)
# Words that a file or a form expects as they are.
KEPT_DUTCH = re.compile(r"\bnaam@example\.org|\bja or nee\b")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def sentences():
    """The sentences in the source: each the Dutch one, or the pair of a plural."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    found = extract_from_dir(ROOT, methods, keywords=KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found}


@pytest.fixture(scope="module")
def english():
    with open(i18n.CATALOGUES / "en" / "LC_MESSAGES" / "messages.po", "rb") as file:
        return {message.id: message for message in read_po(file, locale="en") if message.id}


def test_every_sentence_is_in_english(sentences, english):
    missing = sorted(str(s) for s in sentences if s not in english or not all(_texts(english[s].string)))
    assert not missing, f"run `make catalogue` and translate: {missing[:20]}"


def test_no_sentence_is_said_inside_an_f_string():
    """Whoever gathers the sentences does not look in there, so such a one would stay Dutch."""
    inside = [
        f"{path.name}: {ast.unparse(call)}"
        for path in sorted((ROOT / "portal").rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and ast.unparse(call.func) in KEYWORDS
        if isinstance(call.args[0], ast.Constant)
    ]
    assert inside == []


def test_the_catalogue_holds_nothing_that_no_screen_says(sentences, english):
    assert not {str(key) for key in english if key not in sentences}


def test_no_translation_is_in_doubt(english):
    """The portal leaves those out, and such a sentence would be Dutch: a plural that was one form before is one."""
    assert [message.id for message in english.values() if message.fuzzy] == []


def test_a_translation_fills_in_the_same_facts(english):
    wrong = {str(key): message.string for key, message in english.items() if _facts(key) != _facts(message.string)}
    assert not wrong


def test_no_translation_still_speaks_dutch(english):
    texts = [PLACEHOLDER.sub("", text) for message in english.values() for text in _texts(message.string)]
    assert not [text for text in texts if DUTCH.search(KEPT_DUTCH.sub("", text))]


def test_nothing_is_shouted_in_either_language(sentences, english):
    texts = [text for each in sentences for text in _texts(each)]
    texts += [text for message in english.values() for text in _texts(message.string)]
    assert not [text for text in texts if "!" in text]


def test_a_reader_of_english_gets_the_catalogue_and_one_of_dutch_the_source():
    token = i18n.locale.set("en")
    try:
        assert i18n.gettext("Inloggen") == "Sign in"
    finally:
        i18n.locale.reset(token)
    assert i18n.gettext("Inloggen") == "Inloggen"


def _texts(value):
    return tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _facts(value):
    return {fact for text in _texts(value) for fact in PLACEHOLDER.findall(text)}
