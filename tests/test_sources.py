"""The sources that users read are laws, public pages, public reports or agreements; no document of the makers."""

import re
import tomllib

import sqlalchemy as sa
from babel.messages.pofile import read_po

from portal import i18n
from portal.checklists.models import TemplateItem
from portal.db import db
from portal.trajectories.models.configuration import DurationRule, Phase, TrajectoryType
from tests.support.reference import REFERENCE
from tests.test_catalogue import ROOT
from tests.test_migrations import down, up

INTERNAL = re.compile(
    r"\b(HM23|HL19|HL22|DH19|WMN18)\b|domeinbeschrijving|domain\.md|hoofdstuk 4|werkafspraak, te controleren"
)
SOURCES = (TemplateItem.source, TrajectoryType.source, Phase.source, DurationRule.source)
BEFORE = "20261130_2255"


def kept():
    """The sources in the database."""
    db.session.rollback()
    return [text for column in SOURCES for text in db.session.scalars(sa.select(column)) if text]


def test_no_source_names_a_document_of_the_makers(app):
    assert len(kept()) > 100
    assert [text for text in kept() if INTERNAL.search(text)] == []


def test_no_screen_names_a_document_of_the_makers():
    with open(i18n.CATALOGUES / "en" / "LC_MESSAGES" / "messages.po", "rb") as file:
        catalogue = [str(text) for message in read_po(file) for text in (message.id, message.string)]
    templates = [
        re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL) for path in (ROOT / "templates").rglob("*.html")
    ]
    assert [text[:80] for text in (*catalogue, *templates) if INTERNAL.search(text)] == []


def test_each_new_source_fits_its_column_and_is_about_something_that_was_loaded():
    texts = tomllib.loads((REFERENCE / "sources.toml").read_text())
    rows = [row for place in texts.values() for row in place]
    assert all(INTERNAL.search(row["was"]) and len(row["is"]) <= 200 for row in rows)
    loaded = "".join(path.read_text() for path in REFERENCE.rglob("*.toml") if path.name != "sources.toml")
    assert [row["was"] for row in rows if f'source = "{row["was"]}"' not in loaded] == []


def test_upgrading_leaves_a_source_that_an_admin_wrote_and_downgrading_gives_the_former_one_back(app):
    own, text = "Handboek van ons team", "UPDATE template_item SET source = :own WHERE code = 'sign_contract'"
    before = sorted(kept())
    down(BEFORE)
    former = kept()
    assert any(INTERNAL.search(each) for each in former)
    with db.engine.begin() as connection:
        connection.execute(sa.text(text), {"own": own})
    up()
    assert own in kept()
    down(BEFORE)
    with db.engine.begin() as connection:
        connection.execute(sa.text(text), {"own": "domeinbeschrijving"})
    assert sorted(kept()) == sorted(former)
    up()
    assert sorted(kept()) == before


def test_the_day_of_a_check_stays_with_the_source_that_was_checked(app):
    def checked(code):
        db.session.rollback()
        return set(db.session.scalars(sa.select(TemplateItem.verified_on).where(TemplateItem.code == code)))

    assert checked("sign_contract") == {None}
    assert checked("register_brp") != {None}
    down(BEFORE)
    assert checked("sign_contract") != {None}
    up()
    assert checked("sign_contract") == {None}
