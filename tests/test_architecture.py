"""The house keeps its shape; and each check that says so is shown a house that broke it."""

from pathlib import Path

import pytest

from tests.support import architecture, drawing, house_files

ROOT = Path(__file__).resolve().parent.parent
REQUEST_OR_CLOCK = architecture.request_or_clock_below_web
CHECKS = [
    architecture.upward_imports,
    architecture.misplaced_modules,
    architecture.impure_rules,
    architecture.stray_commits,
    REQUEST_OR_CLOCK,
    architecture.refusals_caught_by_hand,
    house_files.long_files,
    house_files.small_files,
    house_files.prefixed_files,
    house_files.folders_of_no_room,
    architecture.turned_sentences,
    architecture.long_signatures,
    house_files.strangers_at_the_top,
]


def house(root: Path, files: dict[str, str]) -> Path:
    """A made-up repository of the given files, with every package it needs."""
    (root / ".gitignore").write_text("instance/\n")
    for name, text in {"portal/__init__.py": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for package in path.relative_to(root).parents:
            if package.parts and not (root / package / "__init__.py").exists():
                (root / package / "__init__.py").touch()
    return root


SOUND = {
    "portal/__init__.py": "from portal.web import security\nimport portal.people.views\nfrom portal import start\n",
    "portal/start.py": "from datetime import datetime\nfrom portal.people.service import invite\ndatetime.now(None)\n",
    "portal/access.py": "import enum\nfrom portal.refusals import Refused\n",
    "portal/refusals.py": "class Refused(Exception): ...\n",
    "portal/db.py": "import sqlalchemy\n",
    "portal/identifiers.py": "import phonenumbers\n",
    "portal/imports/reading/opening.py": "import zipfile\nfrom portal.imports.rules.judging import x\n",
    "portal/imports/rules/judging.py": "from portal.identifiers import x\n",
    "portal/imports/words.py": "from portal.i18n import x\nfrom portal.imports.rules.judging import y\n",
    "portal/work.py": "from portal.db import x\n\ndef end(session):\n    session.commit()\n",
    "portal/web/security.py": "from flask import request\nfrom portal.i18n import lazy\n",
    "portal/i18n.py": "import flask_babel\n",
    "portal/people/rules.py": "from datetime import date\nfrom portal.refusals import Refused\n",
    "portal/people/models.py": "from portal.db import x\nfrom .rules import y\n",
    "portal/people/queries.py": "from portal.people.models import z\n",
    "portal/people/service.py": (
        "from portal.people import queries\nfrom portal.work import unit_of_work\n\n"
        "def invite(act):\n    with unit_of_work(act) as unit:\n        unit.commit('user.invited')\n"
    ),
    "portal/people/links/views.py": "try: f()\nexcept Refused: ...\n",
    "portal/people/own/service.py": "def end(act):\n    with step(act, 'end'): ...\n",
    "portal/people/notices/steps.py": "class Way:\n    def notify(self, a, b, c, d, e, **facts): ...\n",
    "portal/trajectories/service.py": "from portal.people.notices.steps import notify\n",
    "portal/people/forms.py": "from portal.web import security\nfrom portal.people import rules\n",
    "portal/people/views.py": (
        "from flask import request\nfrom portal.people import forms, service\nimport portal.web.security\n"
    ),
    "portal/trajectories/models.py": "from portal.people.models import User\n",
    "portal/trajectories/configuration/rules.py": "from portal.people.rules import papers\n",
    "portal/trajectories/pool/views.py": "from portal.trajectories.models import x\nimport portal.people.queries\n",
    "portal/checklists/models.py": "from portal.trajectories import models\n",
    "templates/components/ui.html": "",
    "templates/people/notices/notices.html": "",
    "tests/rules/people/test_papers.py": "",
    "wsgi.py": "",
    "instance/x.sqlite": "",
}
SOUND = {name: text + "\n" * house_files.MIN_LINES for name, text in SOUND.items()}

BROKEN = [
    (architecture.upward_imports, "portal/db.py", "from portal.people import models\n"),
    (architecture.upward_imports, "portal/people/queries.py", "from portal.trajectories.models import Trajectory\n"),
    (architecture.upward_imports, "portal/people/queries.py", "def f():\n    import portal.trajectories.models\n"),
    (architecture.upward_imports, "portal/contacts/service.py", "from portal.checklists import models\n"),
    (architecture.upward_imports, "portal/people/models.py", "from portal.people.queries import visible_to\n"),
    (architecture.upward_imports, "portal/people/models.py", "from . import service\n"),
    (architecture.upward_imports, "portal/people/forms.py", "from portal.people.service import invite\n"),
    (architecture.upward_imports, "portal/people/service.py", "from portal.people.forms import InviteForm\n"),
    (architecture.upward_imports, "portal/people/service.py", "from portal.people import views\n"),
    (architecture.upward_imports, "portal/trajectories/service.py", "from portal.people.service import invite\n"),
    (architecture.upward_imports, "portal/trajectories/service.py", "from portal.people.own.service import end\n"),
    (architecture.upward_imports, "portal/trajectories/models.py", "from portal.people import forms\n"),
    (architecture.upward_imports, "portal/people/service.py", "from portal.web.security import x\n"),
    (architecture.upward_imports, "portal/web/security.py", "from portal.people.models import User\n"),
    (architecture.upward_imports, "portal/people/views.py", "from portal import create_app\n"),
    (architecture.upward_imports, "portal/people/views.py", "from portal.start import x\n"),
    (architecture.misplaced_modules, "portal/helpers.py", ""),
    (architecture.misplaced_modules, "portal/people/utils.py", ""),
    (architecture.impure_rules, "portal/people/rules.py", "import flask\n"),
    (architecture.impure_rules, "portal/people/rules.py", "from sqlalchemy import select\n"),
    (architecture.impure_rules, "portal/people/rules.py", "from portal.people.models import User\n"),
    (architecture.impure_rules, "portal/people/rules.py", "from portal.i18n import lazy\n"),
    (architecture.impure_rules, "portal/trajectories/configuration/rules.py", "from portal import db\n"),
    (architecture.impure_rules, "portal/imports/reading/opening.py", "import python_calamine\n"),
    (architecture.impure_rules, "portal/access.py", "from flask_login import current_user\n"),
    (architecture.stray_commits, "portal/people/service.py", "def f(db):\n    db.session.commit()\n"),
    (architecture.stray_commits, "portal/people/views.py", "def f(session):\n    session.commit()\n"),
    (architecture.stray_commits, "portal/start.py", "def f(engine):\n    with engine.begin() as unit:\n        pass\n"),
    (REQUEST_OR_CLOCK, "portal/people/service.py", "from flask import request\n"),
    (REQUEST_OR_CLOCK, "portal/people/queries.py", "from flask_login import current_user as me\n"),
    (REQUEST_OR_CLOCK, "portal/work.py", "import flask\n\ndef f():\n    return flask.request\n"),
    (REQUEST_OR_CLOCK, "portal/people/rules.py", "from datetime import date\nx = date.today()\n"),
    (REQUEST_OR_CLOCK, "portal/people/views.py", "import datetime\ndatetime.datetime.now(None)\n"),
    (architecture.refusals_caught_by_hand, "portal/people/views.py", "try: f()\nexcept (E, Refused) as no: ...\n"),
    (house_files.long_files, "portal/people/models.py", "x = 1\n" * 251),
    (house_files.small_files, "portal/people/upkeep.py", "x = 1\n" * 29),
    (house_files.small_files, "portal/web/papers.py", "x = 1\n" * 29),
    (house_files.prefixed_files, "portal/people/service_upkeep.py", "x = 1\n" * 30),
    (house_files.prefixed_files, "portal/contacts/late/page_of_list.py", "x = 1\n" * 30),
    (house_files.folders_of_no_room, "templates/people/drawer/list.html", ""),
    (house_files.folders_of_no_room, "tests/features/people/drawer/test_list.py", ""),
    (architecture.turned_sentences, "portal/people/rules.py", '"""Who is here. Of each since when."""\n'),
    (architecture.turned_sentences, "portal/people/rules.py", "# By whom it was asked.\n"),
    (architecture.turned_sentences, "portal/people/rules.py", '"""What somebody offers."""\n'),
    (architecture.turned_sentences, "tests/rules/test_people.py", '"""Whom it keeps out."""\n'),
    (architecture.long_signatures, "portal/people/service.py", "def invite(act, a, b, c, *, d, e): ...\n"),
    (
        architecture.long_signatures,
        "portal/people/models.py",
        "class A:\n    async def f(self, a, b, c, d, e, f): ...\n",
    ),
    (house_files.strangers_at_the_top, "helpers/x.py", ""),
    (house_files.strangers_at_the_top, "notes.txt", ""),
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_portal_keeps_the_rules_of_the_house(check):
    assert check(ROOT) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sound_house_is_left_alone(check, tmp_path):
    assert check(house(tmp_path, SOUND)) == []


@pytest.mark.parametrize(("check", "file", "text"), BROKEN)
def test_a_broken_rule_is_found_and_named(check, file, text, tmp_path):
    found = check(house(tmp_path, {**SOUND, file: text}))

    broken = Path(file).with_suffix("").parts
    assert found
    assert any(part in found[0] for part in broken[-2:])


def test_every_check_has_been_shown_a_house_that_breaks_it():
    assert {check for check, _, _ in BROKEN} == set(CHECKS)


@pytest.mark.parametrize("drawn", [drawing.features, drawing.handovers])
def test_the_drawings_are_what_the_imports_say(drawn):
    assert drawn() in (ROOT / "docs" / "architecture.md").read_text()


def test_an_arrow_that_follows_from_others_is_not_drawn(tmp_path):
    used = {"portal/people/models.py": "from portal.organisation import models\n", "portal/organisation/models.py": ""}
    both = "from portal.people import models\nfrom portal.organisation import models as places\n"
    assert drawing.features(house(tmp_path, {**used, "portal/trajectories/models.py": both})).split("\n")[2:-1] == [
        "    people --> organisation",
        "    trajectories --> people",
    ]
