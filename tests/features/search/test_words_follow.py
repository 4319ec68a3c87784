"""Whoever writes a name, a number or a reference need not think of the words it is found by: they follow.

At the end of every test that uses the portal the words are held to the rows (`tests/support/one_database.py`); here
stands that this check sees what is forgotten.
"""

import pytest
from sqlalchemy import select, text

from portal.bulk import change_rows, insert_rows, reserve_keys
from portal.db import db
from portal.searched import SearchWord
from portal.trajectories.models.household import Client, ClientAlias
from tests.support import found_words

pytestmark = pytest.mark.each_database


def words(kind, key):
    rows = select(SearchWord.word).where(SearchWord.kind == kind, SearchWord.row_id == key)
    return set(db.session.scalars(rows))


def test_the_words_change_with_the_name_the_number_and_the_other_numbers(make):
    client = make.household(client={"first_name": "Ada", "last_name": "van den Berg", "phone": "+31612345678"}).clients[
        0
    ]
    assert words("client", client.id) == {
        *("ada", "berg", "vanden", "denberg", "vandenberg"),
        *("0612345678", "~8765432160"),
    }
    client.last_name, client.phone, client.client_number = "Bos", None, "AB-12"
    client.aliases.append(ClientAlias(location_id=client.location_id, number="CD 34", name_key="ada"))
    db.session.commit()
    assert words("client", client.id) == {"ada", "bos"}
    assert words("number", client.id) == {"ab12", "cd34"}
    client.aliases.clear()
    db.session.commit()
    assert words("number", client.id) == {"ab12"}


def test_the_words_go_with_the_row(make):
    user = make.user()
    assert words("user", user.id)
    db.session.delete(user)
    db.session.commit()
    assert not words("user", user.id)


def test_nothing_is_kept_of_what_is_rolled_back(make):
    client = make.household().clients[0]
    before = words("client", client.id)
    client.first_name = "Zoë"
    db.session.flush()
    assert "zoe" in words("client", client.id)
    db.session.rollback()
    assert words("client", client.id) == before


def test_many_rows_at_once_have_their_words_too(make):
    household = make.household()
    home = household.id, household.location_id
    session = db.session()
    session.rollback()
    session.connection(execution_options={"writing": True})
    columns = "id", "household_id", "location_id", "first_name", "last_name", "phone", "interpreter_needed", "version"
    keys = reserve_keys(session, Client.__table__, 3)
    rows = ((key, *home, "Bo", f"Naam {key}", None, False, 1) for key in keys)
    insert_rows(session, Client.__table__, columns, rows)
    change_rows(session, Client.__table__, {keys[0]: {"last_name": "Anders"}, keys[1]: {"birth_year": 1980}})
    session.commit()
    assert words("client", keys[0]) == {"bo", "anders"}
    assert words("client", keys[1]) == {"bo", "naam", str(keys[1]), f"naam{keys[1]}"}


def test_a_name_that_is_written_past_all_of_this_is_noticed(make):
    client = make.household().clients[0]
    change = text("UPDATE client SET first_name = :name WHERE id = :key")
    name = client.first_name
    db.session.execute(change, {"name": "Anders", "key": client.id})
    db.session.commit()
    with pytest.raises(AssertionError, match="anders"):
        found_words.check(db.engine)
    db.session.execute(change, {"name": name, "key": client.id})
    db.session.commit()
