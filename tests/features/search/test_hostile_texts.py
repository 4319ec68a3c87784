"""Ten thousand texts that nobody would type are searched for without an error, on both databases."""

import random

import pytest

from portal.search import queries, rules
from tests.support.world import World

pytestmark = pytest.mark.each_database

HOSTILE = (
    *("%", "_", "\\", "'", '"', "''", '";--', "' OR 1=1 --", "*", "?", "[a-z]", "(", ")", "{", "|", "~", "^", "$", "/"),
    *(
        "\x00",
        "\x07",
        "\t",
        "\r\n",
        "\x7f",
        "\x85",
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\U0010ffff",
    ),
    *(
        "\ud800",
        "\udfff",
        "\udcff",
        "🙂",
        "👩‍👩‍👧",
        "e\u0301",
        "\u0300",
        "ﷺ",
        "ẞ",
        "ﬃ",
        "İ",
        "ı",
        "Ⅷ",
        "①",
        "٣",
        "०",
        "᭐",
    ),
    *(
        "محمد",
        "שלום",
        "Олена",
        "ተስፋይ",
        "李",
        "ー",
        "a" * 300,
        "٠" * 70,
        "x " * 40,
        "de ",
        "van der ",
        "WO-",
        "06",
        "+31",
    ),
    *(
        "tekle",
        "merhawi",
        "HM-",
        "@",
        "example.org",
        "<b>",
        "&amp;",
        "${7*7}",
        "-1",
        "1e9",
        "NaN",
        "\u3000",
    ),
)


def texts(how_many):
    by_chance = random.Random(14)
    for _each in range(how_many):
        yield "".join(by_chance.choice(HOSTILE) for _part in range(by_chance.randint(1, 4)))


@pytest.mark.slow(seconds=60)
def test_ten_thousand_hostile_texts_find_without_an_error(make):
    """Most are too strange to find anybody; each statement is one that the database takes."""
    world = World(make)
    sources = queries.households(make.actor(world.user["coordinator"]))
    asked = [found for found in map(rules.asked, texts(10_000)) if found.enough]
    found = {typed.spans: queries.matches(typed, sources[:1]) for typed in dict.fromkeys(asked)}
    assert len(asked) > 6_000 and sum(map(bool, found.values())) > 400


def test_the_page_takes_them_too(make, sign_in):
    world = World(make)
    for name in ("coordinator", "volunteer", "team_member", "admin"):
        visitor = sign_in(world.user[name])
        for text in (*HOSTILE, *texts(20)):
            visitor.get("/zoeken", query_string={"q": text.encode("utf-8", "surrogatepass"), "kort": "1"})
