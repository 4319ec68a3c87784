"""Upgrading marks the items of the portal's lists whose term is one of the law, in every version, and no other."""

import sqlalchemy as sa

from portal.checklists.models import TemplateItem
from portal.db import db
from tests.test_migrations import down, up

OF_THE_LAW = {
    "register_brp",
    "register_temporary_address",
    "report_benefit",
    "change_benefit",
    "health_insurance",
    "check_insurance",
    "change_allowances",
    "request_childcare_allowance",
}


def marked():
    return set(db.session.scalars(sa.select(TemplateItem.code).where(TemplateItem.statutory)))


def test_the_reference_content_says_whose_term_is_the_laws(app):
    assert marked() == OF_THE_LAW


def test_an_admins_own_copy_of_an_item_is_marked_too(app):
    down("20261130_1901")
    with db.engine.begin() as connection:
        connection.execute(sa.text("UPDATE template_item SET title = 'Polis' WHERE code = 'health_insurance'"))
    up()
    assert marked() == OF_THE_LAW
    assert set(db.session.scalars(sa.select(TemplateItem.statutory).where(TemplateItem.title == "Polis"))) == {True}
