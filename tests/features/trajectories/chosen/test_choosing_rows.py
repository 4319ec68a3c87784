"""A coordinator ticks rows of a list: reminded, assigned or passed on in one step, and back at the same place."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.audit import AuditLine
from portal.db import db
from portal.people.models.people import Notice
from portal.trajectories.chosen.rules import MOST
from portal.trajectories.models.trajectory import Assignment
from tests.support.statements import statements
from tests.support.tables import rows

WAITING = "/bord/wachtlijst?zoek=nur&sorteer=naam"


@pytest.fixture
def coordinator(make):
    return make.coordinator()


def household(make, name):
    first, _space, last = name.partition(" ")
    return make.household(client={"first_name": first, "last_name": last})


def waiting(make, *names):
    return [make.trajectory(household=household(make, name)) for name in names]


def ticked(page, trajectories, button):
    """Send the list with these rows ticked, and come where it leads."""
    keys = [str(each.id) for each in trajectories]
    return page.form(button).submit(button, keys=keys).follow()


def supporters(trajectory):
    statement = select(Assignment).where(Assignment.trajectory_id == trajectory.id).order_by(Assignment.id)
    return [(each.volunteer_id, each.ends_on, each.end_reason) for each in db.session.scalars(statement)]


def events(name):
    return list(db.session.scalars(select(AuditLine).where(AuditLine.event == name)))


def became(page):
    (box,) = [node for node in page.all("div", role="status") if "became" in node.get("class").split()]
    return box.all("h2")[0].text, [line.text for line in box.all("li")]


def test_several_that_wait_go_to_one_volunteer_and_the_list_is_there_again_with_its_filters(make, sign_in, coordinator):
    volunteer, (first, second, third) = make.volunteer(), waiting(make, "Amina Nur", "Hiba Nur", "Sara Nur")
    visitor = sign_in(coordinator)
    choose = ticked(visitor.page(WAITING), [first, third], "Toewijzen")
    assert choose.heading == "Wie gaat deze 2 trajecten begeleiden?"
    assert "kan ze alle 2 erbij hebben" in choose.text
    answer = choose.form(f"Toewijzen {volunteer.name}").submit(f"Toewijzen {volunteer.name}")
    assert (answer.status, answer.location) == (303, WAITING)
    page = answer.follow()
    title, lines = became(page)
    assert title == f"2 trajecten gaan naar {volunteer.name}"
    assert lines[0] == f"Amina Nur: {volunteer.name} begeleidt dit huishouden nu."
    assert [row.all("a")[0].text for row in rows(page)] == ["Hiba Nur"]
    assert [supporters(each) for each in (first, third)] == [[(volunteer.id, None, None)]] * 2
    assert {line.subject_id for line in events("trajectory.assigned")} == {first.id, third.id}
    assert "gaan naar" not in visitor.page(WAITING).text, "said once"
    assert supporters(second) == []


def test_each_row_says_why_it_was_refused_and_the_others_are_done(make, sign_in, coordinator):
    volunteer, quick = make.volunteer(max_households=2), make.volunteer()
    first, second, third, fourth = waiting(make, "Amina Nur", "Hiba Nur", "Sara Nur", "Zala Nur")
    choose = ticked(sign_in(coordinator).page("/bord/wachtlijst"), [first, second, third, fourth], "Toewijzen")
    assert "kan er 2 van de 4 bij hebben" in choose.text
    make.assignment(first, quick)
    second.close(make.today, "moved_away")
    make.save(second)
    make.assignment(make.trajectory(), volunteer)
    page = choose.form(f"Toewijzen {volunteer.name}").submit(f"Toewijzen {volunteer.name}").follow()
    title, lines = became(page)
    assert title == f"1 traject gaat naar {volunteer.name}, 3 niet gelukt"
    assert lines == [
        "Amina Nur: Iemand anders was u net voor. Dit huishouden heeft nu een begeleider.",
        "Hiba Nur: Dit traject is gesloten. U kunt hier niets meer wijzigen.",
        f"Sara Nur: {volunteer.name} begeleidt dit huishouden nu.",
        "Zala Nur: Begeleidt al het maximale aantal huishoudens.",
    ]
    assert len(events("trajectory.assigned")) == 1
    assert supporters(first) == [(quick.id, None, None)]


def test_hours_are_a_limit_where_nobody_writes_why_they_do_not_matter(make, sign_in, coordinator):
    volunteer = make.volunteer(hours_per_week=Decimal(5))
    both = waiting(make, "Amina Nur", "Hiba Nur")
    choose = ticked(sign_in(coordinator).page("/bord/wachtlijst"), both, "Toewijzen")
    page = choose.form(f"Toewijzen {volunteer.name}").submit(f"Toewijzen {volunteer.name}").follow()
    assert became(page)[1][1] == "Hiba Nur: Past niet meer in de uren."


def test_the_households_of_who_is_away_pass_on_with_that_as_the_reason(make, sign_in, coordinator):
    away, other = make.volunteer(), make.volunteer(hours_per_week=Decimal(12))
    make.absence(away, make.day(-1), make.day(20))
    three = [make.trajectory(claimed_by=away) for _each in range(3)]
    visitor = sign_in(coordinator)
    page = visitor.page(f"/bord/vrijwilligers/{away.id}")
    form = page.form("Overdragen")
    assert form.fields["keys"] == [str(each.id) for each in three], "who is away has all ticked beforehand"
    choose = form.submit("Overdragen").follow()
    assert choose.form(f"Overdragen {other.name}").fields["reason"] == ["absent"]
    assert away.name not in [node.text for node in choose.all("p", class_="name")]
    answer = choose.form(f"Overdragen {other.name}").submit(f"Overdragen {other.name}")
    assert answer.location == f"/bord/vrijwilligers/{away.id}"
    assert [supporters(each) for each in three] == [[(away.id, make.today, "absent"), (other.id, None, None)]] * 3
    assert len(events("trajectory.reassigned")) == 3
    assert became(answer.follow())[0] == f"3 trajecten gaan naar {other.name}"


def test_who_is_not_away_stops_only_with_a_reason_and_only_if_they_are_still_the_supporter(make, sign_in, coordinator):
    before, after, quick = make.volunteer(), make.volunteer(), make.volunteer()
    one, two = make.trajectory(claimed_by=before), make.trajectory(claimed_by=before)
    page = sign_in(coordinator).page(f"/bord/vrijwilligers/{before.id}")
    assert "keys" not in page.form("Overdragen").fields
    choose = ticked(page, [one, two], "Overdragen")
    button = f"Overdragen {after.name}"
    refused = choose.form(button).submit(button)
    assert (refused.status, refused.form(button).errors) == (422, {"reason": "Fout: Kies een reden."})
    current = make.reload(one).current
    current.ends_on, current.end_reason = make.today, "no_time"
    make.save(current)
    make.assignment(one, quick)
    page = refused.form(button).submit(button, reason="illness").follow()
    assert became(page)[0] == f"1 traject gaat naar {after.name}, 1 niet gelukt"
    assert supporters(one)[-1] == (quick.id, None, None)
    assert supporters(two) == [(before.id, make.today, "illness"), (after.id, None, None)]


def test_several_volunteers_are_reminded_in_one_step_and_one_row_by_its_sign(make, sign_in, coordinator):
    volunteer = make.volunteer()
    three = [make.trajectory(claimed_by=volunteer, starts_on=make.day(-30)) for _each in range(3)]
    for each in three:
        make.contact(each, volunteer.user, on_date=make.day(-20))
    visitor = sign_in(coordinator)
    list_ = visitor.page("/bord/stil?zoek=tekle")
    name = three[0].household.name
    (sign,) = [each for each in list_.all("button") if each.text == f"Herinner {volunteer.name} aan {name}"]
    (form,) = list_.all("form", id=sign.get("form"))
    fields = {each.get("name"): each.get("value") for each in form.all("input")}
    answer = visitor.send(form.get("action"), {**fields, sign.get("name"): sign.get("value")})
    assert answer.location == "/bord/stil?zoek=tekle"
    assert became(answer.follow()) == (
        "1 herinnering gestuurd",
        [f"{name}: {volunteer.name} krijgt een herinnering."],
    )
    title, lines = became(ticked(list_, three, "Herinneren"))
    assert title == "2 herinneringen gestuurd, 1 niet gelukt"
    assert lines[0] == f"{name}: Over dit huishouden is vandaag al een herinnering gestuurd."
    assert len(list(db.session.scalars(select(Notice).where(Notice.user_id == volunteer.user_id)))) == 3


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example", "bord", ""])
def test_the_way_back_is_a_page_of_the_portal(make, sign_in, coordinator, address):
    volunteer, (one,) = make.volunteer(), waiting(make, "Amina Nur")
    visitor = sign_in(coordinator)
    for fields in ({}, {"keys": str(one.id), "do": "remind"}):
        assert visitor.send("/bord/gekozen", {**fields, "back": address}).location == "/bord"
    page = visitor.page("/bord/gekozen/toewijzen", query_string={"keys": one.id, "terug": address})
    assert page.form(f"Toewijzen {volunteer.name}").fields["back"] == ["/bord"]
    assert not [each for each in page.links.values() if "evil" in each]
    sent = {"chosen": f"{one.id}-0", "volunteer": volunteer.id, "back": address}
    assert visitor.send("/bord/gekozen/toewijzen", sent).location == "/bord"
    page = visitor.page(f"/trajecten/{one.id}/toewijzen", query_string={"terug": address})
    assert not [each for each in page.links.values() if "evil" in each]


def test_what_is_no_key_nothing_and_too_much_say_what_to_do(make, sign_in, coordinator):
    visitor = sign_in(coordinator)
    for keys in ([], ["x"], ["99999999999999999999"]):
        answer = visitor.send("/bord/gekozen", {"keys": keys, "do": "remind", "back": "/bord/stil"})
        assert "Kies eerst een of meer trajecten." in answer.follow().text
    many = [str(number) for number in range(1, MOST + 2)]
    assert "Kies ten hoogste 50 trajecten tegelijk." in visitor.send("/bord/gekozen", {"keys": many}).follow().text
    page = visitor.page("/bord/gekozen/toewijzen", query_string={"keys": many}, status=303)
    assert "Kies ten hoogste" in page.follow().text
    fifty = visitor.send("/bord/gekozen", {"keys": many[:-1], "do": "remind", "back": "/bord/stil"}).follow()
    assert became(fifty)[0] == "0 herinneringen gestuurd, 50 niet gelukt"
    assert became_no_name(fifty)


def became_no_name(page):
    return all(line == "Dit traject is er niet meer." for line in became(page)[1])


def test_rule_3_what_lies_elsewhere_is_not_there(make, sign_in, coordinator):
    elsewhere = make.location("Team Haarlem")
    far, stranger, near = make.trajectory(location=elsewhere), make.volunteer(elsewhere), make.trajectory()
    visitor = sign_in(coordinator)
    page = visitor.page("/bord/gekozen/toewijzen", query_string={"keys": [far.id, near.id]})
    assert far.household.name not in page.text
    assert stranger.name not in page.text
    visitor.send("/bord/gekozen/toewijzen", {"chosen": f"{near.id}-0", "volunteer": stranger.id}, status=404)
    sent = {"chosen": f"{far.id}-0", "volunteer": make.volunteer().id, "back": "/bord/stil"}
    assert became_no_name(visitor.send("/bord/gekozen/toewijzen", sent).follow())
    assert supporters(far) == []


@pytest.mark.one_database
def test_the_number_of_statements_does_not_grow_with_what_is_chosen(make, app, sign_in, coordinator):
    for _each in range(3):
        make.volunteer()
    visitor = sign_in(coordinator)
    counted = []
    for number in (2, 12):
        keys = [make.trajectory().id for _each in range(number)]
        visitor.page("/bord/gekozen/toewijzen", query_string={"keys": keys})
        with statements(app) as run:
            visitor.page("/bord/gekozen/toewijzen", query_string={"keys": keys})
        counted.append(len(run))
    assert counted[0] == counted[1]


def test_who_takes_them_is_found_by_name_and_nobody_is_said(make, sign_in, coordinator):
    (one,) = waiting(make, "Amina Nur")
    visitor, asked = sign_in(coordinator), {"keys": one.id, "terug": "/bord/wachtlijst"}
    assert "Niemand kan hiervan iets erbij hebben" in visitor.page("/bord/gekozen/toewijzen", query_string=asked).text
    volunteer = make.volunteer()
    part = visitor.fragment("/bord/gekozen/toewijzen", query_string={**asked, "zoek": volunteer.name[:4]})
    assert part.buttons == [f"Toewijzen {volunteer.name}"]
    nobody = visitor.page("/bord/gekozen/toewijzen", query_string={**asked, "zoek": "zzz"})
    assert "Niemand met deze naam kan dit erbij hebben" in nobody.text


@pytest.mark.parametrize("sent", [{}, {"volunteer": "x"}])
def test_without_a_choice_of_somebody_nothing_is_given_and_the_page_asks(make, sign_in, coordinator, sent):
    one = make.trajectory()
    answer = sign_in(coordinator).send("/bord/gekozen/toewijzen", {"chosen": f"{one.id}-0", **sent})
    assert answer.status == 422
    assert "Kies aan wie u dit geeft." in answer.text
    assert make.reload(one).current is None
