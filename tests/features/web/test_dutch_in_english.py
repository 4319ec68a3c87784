"""Dutch that stays Dutch on an English page says that it is: a screen reader would read it as English (WCAG 3.1.2)."""

import re
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.trajectories.models.configuration import TrajectoryType
from portal.web.dutch import dutch, with_dutch

MARKED = re.compile(r'<span lang="nl">.*?</span>', re.DOTALL)
DUTCH = re.compile(
    r"\b(Wet |Wetboek|\w+wet\b|artikel|[Ww]erkafspraak|rapportage|verordening|Mijn toeslagen|Sociaal Wijkteam)"
)


@pytest.fixture
def in_english():
    token = i18n.locale.set("en")
    yield
    i18n.locale.reset(token)


def unmarked(page):
    """The Dutch words on a page outside what is marked as Dutch."""
    main = page.html.partition("<main")[2].partition("</main>")[0]
    # The English text of an item stands in an element that says so.
    main = re.sub(r'<p lang="en">.*?</p>', " ", MARKED.sub(" ", main), flags=re.DOTALL)
    return [found.group() for found in DUTCH.finditer(re.sub(r"<[^>]+>", " ", main))]


def reader(make, user):
    user.locale = "en"
    return make.save(user)


@pytest.mark.parametrize("code", ["arrangement_day", "social_support", "settlement_coaching", "har_pretrajectory"])
def test_the_sources_and_terms_of_a_checklist_are_marked_for_the_admin(make, sign_in, code):
    page = sign_in(reader(make, make.admin())).page(f"/beheer/checklists/{code}")
    assert MARKED.search(page.html)
    assert unmarked(page) == []


def test_so_are_those_of_types_and_duration_rules(make, sign_in):
    admin = sign_in(reader(make, make.admin()))
    for type_id in db.session.scalars(select(TrajectoryType.id)):
        assert unmarked(admin.page(f"/beheer/trajecttypen/{type_id}")) == []
    page = admin.page("/beheer/duurregels")
    assert MARKED.search(page.html)
    assert unmarked(page) == []


def test_so_are_those_in_the_file_and_where_it_is_extended(make, sign_in):
    volunteer = make.volunteer()
    reader(make, volunteer.user)
    trajectory = make.trajectory(claimed_by=volunteer)
    item = make.checklist(trajectory, 1)[0].template_item
    item.source = "Wetboek van de test, artikel 1"
    item.explanation_en = "Look at Mijn toeslagen."
    db.session.commit()
    page = sign_in(volunteer.user).page(f"/trajecten/{trajectory.id}")
    for words in ("Wetboek van de test, artikel 1", "Mijn toeslagen"):
        assert f'<span lang="nl">{words}</span>' in page.html
    coordinator = sign_in(reader(make, make.coordinator()))
    assert unmarked(coordinator.page(f"/trajecten/{trajectory.id}/verlengen")) == []


def test_a_dutch_page_marks_nothing(make, sign_in):
    assert not MARKED.search(sign_in(make.admin()).page("/beheer/checklists/social_support").html)


def test_a_text_without_english_is_marked_as_a_whole(in_english):
    thing = SimpleNamespace(name="Samen <eten>", name_en=None)
    assert with_dutch(thing) == '<span lang="nl">Samen &lt;eten&gt;</span>'


def test_only_the_terms_of_an_english_text_are_marked_and_the_rest_is_escaped(in_english):
    thing = SimpleNamespace(name="x", name_en="Meet the Sociaal Wijkteam & more")
    assert with_dutch(thing) == 'Meet the <span lang="nl">Sociaal Wijkteam</span> &amp; more'
    assert dutch(None) is None
