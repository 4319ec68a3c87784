"""The functional admin on people: accounts, roles, and the one thing that may never happen."""

import pytest

from portal.access import RoleKind
from portal.db import db
from portal.people.accounts import service as accounts_service
from portal.people.models.people import Role, User
from portal.people.roles import service as roles_service
from portal.people.roles.service import RolePlace
from portal.refusals import Refused
from tests.make import PASSWORD
from tests.support.audit import lines
from tests.support.races import race
from tests.support.statements import statements
from tests.support.tables import cells, rows


@pytest.fixture
def admin(make):
    return make.admin(email="beheer@example.org", first_name="Bea", last_name="Beheer")


@pytest.fixture
def visitor(sign_in, admin):
    return sign_in(admin)


def fresh(user):
    db.session.expire_all()
    return db.session.get(User, user.id)


def test_a_new_person_gets_an_account_then_a_role_then_a_link(visitor, client, make):
    team = make.team("Sociaal team Noord")
    answer = (
        visitor.page("/beheer/gebruikers/nieuw")
        .form("Toevoegen")
        .submit(first_name="Fatma", last_name="Yilmaz", email=" Fatma@Example.org ", phone="06 12345678")
    )
    page = answer.follow()
    assert "Nog geen rol" in page.text
    assert "Maak een link" not in page.buttons
    page = visitor.page(page.links["Rol geven"]).form("Rol geven").submit(kind="team_member", team_id=team.id).follow()
    assert "Sociaal team Noord" in page.text
    link = page.form("Maak een link").submit().all("textarea")[0].text
    client.page(link.removeprefix("http://localhost")).form().submit(
        password="fietsen door de regen", password_again="fietsen door de regen"
    )
    assert client.page("/overdrachten").status == 200
    user = db.session.query(User).filter_by(email="fatma@example.org").one()
    assert user.phone == "+31612345678"
    assert [line.subject_id for line in lines("user.added")] == [user.id]
    assert [(line.subject_id, line.facts) for line in lines("role.granted")] == [(user.id, {"role": "team_member"})]


def test_a_person_shows_where_each_role_counts(visitor, make):
    user = make.reader(make.municipality("Polderstad"))
    make.role(user, RoleKind.COORDINATOR, location=make.location("Team Een"))
    make.role(user, RoleKind.TEAM_MEMBER, team=make.team("Sociaal team Noord"))
    make.role(user, RoleKind.FUNCTIONAL_ADMIN)
    shown = [cells(row)["Waar"] for row in rows(visitor.page(f"/beheer/gebruikers/{user.id}"))]
    assert shown == ["Polderstad", "Team Een", "Sociaal team Noord", "overal"]


def test_an_address_in_use_is_refused_beside_the_field_and_nothing_typed_is_lost(visitor, make):
    make.user(email="bezet@example.org")
    answer = (
        visitor.page("/beheer/gebruikers/nieuw")
        .form("Toevoegen")
        .submit(first_name="An", last_name="Ander", email="Bezet@example.org")
    )
    assert answer.status == 422
    assert "al een account" in answer.form("Toevoegen").errors["email"]
    assert answer.form("Toevoegen").fields["first_name"] == ["An"]


def test_two_admins_who_add_the_same_address_at_once_make_one_account(make, admin):
    act = make.act(admin)
    answers = race(2, lambda _: accounts_service.add_user(act, "samen@example.org", "Sam", "Samen"))
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 1
    assert refused[0].code in {"email_taken", "email_just_taken"}
    assert db.session.query(User).filter_by(email="samen@example.org").count() == 1


def test_a_correction_reaches_the_account_and_says_which_fields(visitor, make):
    user = make.user(first_name="Jan", last_name="Jansen", email="jan@example.org")
    visitor.page(f"/beheer/gebruikers/{user.id}/wijzigen").form("Opslaan").submit(last_name="de Boer")
    assert fresh(user).name == "Jan de Boer"
    assert lines("user.changed")[0].facts == {"fields": ["last_name"]}


def test_a_correction_on_an_old_page_is_refused_with_the_present_state_and_the_typed_text(visitor, make):
    user = make.user(first_name="Jan", last_name="Jansen")
    form = visitor.page(f"/beheer/gebruikers/{user.id}/wijzigen").form("Opslaan")
    visitor.page(f"/beheer/gebruikers/{user.id}/wijzigen").form("Opslaan").submit(last_name="Pietersen")
    late = form.submit(last_name="Klaassen")
    assert late.status == 422
    assert late.form("Opslaan").fields["last_name"] == ["Klaassen"]
    assert "Wat er nu staat" in late.text
    assert "Pietersen" in late.text
    assert late.form("Opslaan").submit().status == 303
    assert fresh(user).last_name == "Klaassen"


def test_the_same_save_twice_is_one_save(visitor, make):
    user = make.user(first_name="Jan", last_name="Jansen")
    form = visitor.page(f"/beheer/gebruikers/{user.id}/wijzigen").form("Opslaan")
    assert [form.submit(last_name="Klaassen").status for _ in range(2)] == [303, 303]
    assert len(lines("user.changed")) == 1


def test_closing_an_account_ends_its_sessions_at_once_and_opening_lets_it_in_again(visitor, sign_in, client, make):
    user = make.coordinator(email="c@example.org", password=PASSWORD)
    theirs = sign_in(user)
    assert theirs.page("/bord").status == 200
    page = visitor.page(f"/beheer/gebruikers/{user.id}")
    page = visitor.page(page.links["Account sluiten"]).form("Account sluiten").submit().follow()
    assert "account gesloten" in page.text
    assert theirs.page("/bord", status=303).location.startswith("/inloggen")
    refused = client.page("/inloggen").form("/inloggen").submit(email="c@example.org", password=PASSWORD)
    assert refused.status == 422
    page.form("Account openen").submit()
    assert theirs.page("/bord", status=303).location.startswith("/inloggen"), "an old session stays ended"
    assert client.page("/inloggen").form("/inloggen").submit(email="c@example.org", password=PASSWORD).status == 303


def test_an_ended_role_stays_known_and_no_longer_opens_anything(visitor, sign_in, make):
    user = make.coordinator()
    theirs = sign_in(user)
    page = visitor.page(f"/beheer/gebruikers/{user.id}")
    ask = visitor.page(next(address for words, address in page.links.items() if words.startswith("Beëindigen")))
    page = ask.form("Rol beëindigen").submit().follow()
    role = db.session.query(Role).filter_by(user_id=user.id).one()
    assert role.ended_on == make.today
    assert "09-03-2026" in page.text
    assert theirs.page("/bord", status=303).location.startswith("/inloggen")
    again = visitor.send(f"/beheer/gebruikers/{user.id}/rollen/{role.id}/beeindigen").follow()
    assert "was al beëindigd" in again.text
    assert len(lines("role.ended")) == 1


@pytest.mark.parametrize(
    ("chosen", "field", "words"),
    [
        ({"kind": "coordinator"}, "location_id", "Kies bij deze rol een locatie"),
        ({"kind": "team_member"}, "team_id", "Kies bij deze rol een wijkteam"),
        ({}, "kind", "Kies een rol"),
    ],
)
def test_a_role_without_its_place_is_refused_beside_the_field(visitor, make, chosen, field, words):
    user = make.user()
    make.location()
    answer = visitor.page(f"/beheer/gebruikers/{user.id}/rollen/nieuw").form("Rol geven").submit(**chosen)
    assert answer.status == 422
    beside = answer.all("p", id=f"{field}-error")[0]
    assert words in beside.text


def test_a_role_somebody_has_is_not_given_twice_also_not_at_once(make, admin):
    user_id, location_id = make.user().id, make.location().id
    act = make.act(admin)
    answers = race(2, lambda _: roles_service.grant_role(act, user_id, RoleKind.COORDINATOR, RolePlace(location_id)))
    assert [answer.code for answer in answers if isinstance(answer, Refused)] == ["role_exists"]
    assert db.session.query(Role).filter_by(user_id=user_id).count() == 1


def test_a_volunteers_role_needs_their_hours_and_papers_first(make, admin):
    location, act = make.location(), make.act(admin)
    with pytest.raises(Refused, match="volunteer_unknown_here"):
        roles_service.grant_role(act, make.user().id, RoleKind.VOLUNTEER, RolePlace(location.id))
    returning = make.volunteer(location)
    roles_service.end_role(act, returning.user_id, returning.user.roles[0].id)
    assert roles_service.grant_role(act, returning.user_id, RoleKind.VOLUNTEER, RolePlace(location.id)).invited


def test_the_last_functional_admin_keeps_the_role_and_the_account(visitor, admin, make):
    role = make.reload(admin).roles[0]
    for path in (f"rollen/{role.id}/beeindigen", "sluiten"):
        page = visitor.send(f"/beheer/gebruikers/{admin.id}/{path}").follow()
        assert "laatste functioneel beheerder" in page.text
    assert fresh(admin).active
    assert db.session.get(Role, role.id).ended_on is None


def test_a_closed_account_does_not_count_as_another_admin(admin, make):
    other = make.admin()
    accounts_service.close_account(make.act(admin), other.id)
    with pytest.raises(Refused, match="last_admin"):
        accounts_service.close_account(make.act(admin), admin.id)


@pytest.mark.parametrize("how", ["end", "close", "both"])
def test_of_two_admins_who_put_each_other_out_at_once_one_stays(make, how):
    for _round in range(5):
        admins = [make.admin(), make.admin()]
        for known in db.session.query(User).filter(User.id.not_in([each.id for each in admins])):
            known.active = False
        db.session.commit()
        acts = [make.act(each) for each in admins]
        keys = [(each.id, each.roles[0].id) for each in admins]

        def put_out(number, acts=acts, keys=keys):
            user_id, role_id = keys[1 - number]
            if how == "end" or (how == "both" and number):
                return roles_service.end_role(acts[number], user_id, role_id)
            return accounts_service.close_account(acts[number], user_id)

        answers = race(2, put_out)
        assert sorted(str(answer) for answer in answers) == ["None", "last_admin"]
        left = [
            role
            for role in db.session.query(Role).filter_by(kind="functional_admin", ended_on=None)
            if role.user.active
        ]
        assert len(left) == 1


def test_people_are_found_by_name_address_and_role(visitor, make):
    make.coordinator(first_name="Carla", last_name="de Coördinator", email="carla@example.org")
    make.user(first_name="Rob", last_name="Rolloos", email="rob@example.org")

    def found(**search):
        page = visitor.page("/beheer/gebruikers").form("Zoek").submit(**search)
        return {node.text for node in page.all("th", scope="row")}

    assert found(zoek="carla coörd") == {"Carla de Coördinator"}
    assert found(zoek="ROB@EXAMPLE") == {"Rob Rolloos"}
    assert found(rol="coordinator") == {"Carla de Coördinator"}
    assert found(rol="geen") == {"Rob Rolloos"}
    assert found(zoek="100%") == set()


def test_a_long_list_comes_in_pages_that_leave_nobody_out(app, visitor, make):
    for number in range(60):
        make.user(first_name="Zo", last_name=f"Veel {number % 7}")
    with statements(app) as few:
        page = visitor.page("/beheer/gebruikers?zoek=Beheer")
    seen, pages = [], 0
    with statements(app) as many:
        page = visitor.page("/beheer/gebruikers")
    while True:
        seen += [node.all("a")[0].get("href") for node in page.all("th", scope="row")]
        pages += 1
        if "Volgende" not in page.links:
            break
        page = visitor.page(page.links["Volgende"])
    assert (len(seen), len(set(seen)), pages) == (61, 61, 3)
    assert len(many) <= len(few) + 1, "the number of questions grows with the rows"
