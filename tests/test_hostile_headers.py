"""Whatever a header, a cookie or a part of an address says, the answer is a page or a clear refusal."""

import pytest

from tests.support.asking import Reached, one_world, visitor
from tests.support.page_rules import CSRF_FIELD
from tests.support.world import routes

clock, app, make, world, stopped = one_world()
HEADERS = (
    *("Accept", "Accept-Encoding", "Accept-Language", "Content-Type", "Content-Length", "Cookie", "Host", "Origin"),
    *("Referer", "Range", "If-None-Match", "If-Modified-Since", "If-Range", "Authorization", "User-Agent", "Forwarded"),
    *("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-CSRFToken", "Sec-Fetch-Site", "HX-Request"),
    *("X-Outbox-User", "X-Outbox-Waits", "X-Outbox-Saved", "Transfer-Encoding", "Expect", "X-HTTP-Method-Override"),
)
VALUES = (
    *(
        "",
        " ",
        "9" * 310,
        "-1",
        "1e400",
        "NaN",
        "²",
        "http://[",
        "http://[::1",
        "[",
        "//",
        "a:b:c",
        "\x7f",
        "é",
        "ÿ" * 20,
    ),
    *("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, 00 Nov 0000 00:00:00 GMT", "0001-01-01T00:00:00Z"),
    *("9999-12-31T23:59:59.999999+23:59", "0001-01-01T00:00:00+23:59", "bytes=9-1", f"bytes={'9' * 310}-", "bytes=-"),
    *(
        "*/*;q=nan",
        ",".join(["br;q=1e999"] * 200),
        "wegwijs=eyJ9.a.b",
        "multipart/form-data; boundary=é",
        "m." + "A" * 3000,
    ),
    *(
        "multipart/form-data; boundary=" + "x" * 500,
        "application/x-www-form-urlencoded; charset=zip",
        "text/" + "a;" * 900,
    ),
)
PARTS = (
    "9" * 310,
    "²",
    " ",
    "é" * 200,
    "..",
    "-",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "'",
    "%ED%A0%80",
    "a" * 3000,
    "1e400",
)


@pytest.mark.one_database
@pytest.mark.parametrize("header", HEADERS)
def test_no_header_breaks_a_page_or_a_form(app, world, clock, header):
    volunteer, stranger = visitor(app, world, clock, "volunteer"), visitor(app, world, clock, "stranger")
    trajectory = next(rule for method, rule in routes(app) if rule.endpoint == "underway.receive")
    late = app.url_map.bind("localhost").build(trajectory.endpoint, world.values_for(trajectory), "POST")
    for value in VALUES:
        said = {header: value}
        for person, method, address in (
            (stranger, "POST", "/inloggen"),
            (volunteer, "GET", "/mijn-gegevens"),
            (volunteer, "POST", late),
        ):
            data = {CSRF_FIELD: person.csrf_token(), "next": "/", "role": "1"} if method == "POST" else None
            try:
                answer = person.open(address, method=method, data=data, headers=said)
            except Reached:
                continue
            assert answer.status_code < 500, (address, value)


@pytest.mark.one_database
@pytest.mark.parametrize("who", ["stranger", "coordinator", "admin"])
def test_no_part_of_an_address_breaks_it(app, world, clock, who):
    client, asked = visitor(app, world, clock, who), 0
    for method, rule in routes(app):
        for name in rule.arguments:
            here = app.url_map.bind("localhost").build(rule.endpoint, {**world.values_for(rule), name: 77_077}, method)
            for part in PARTS:
                data = {CSRF_FIELD: client.csrf_token()} if method == "POST" else None
                try:
                    answer = client.open(here.replace("77077", part), method=method, data=data)
                except Reached:
                    continue
                asked += 1
                assert answer.status_code < 500, (method, rule.rule, name, part)
    assert asked > 50
