"""The households of a location, their trajectories, and what was done in them."""

from datetime import timedelta
from typing import Any

from portal.checklists.models import ChecklistItem
from portal.contacts.late.models import LateContact
from portal.contacts.models import ContactMoment, ContactRevision, ContactTopic
from portal.trajectories.models.household import Client, ClientAlias, ClientLanguage, Household, HouseholdHelper
from portal.trajectories.models.trajectory import Assignment, Goal, PlannedSilence, Trajectory
from tests.support.region.people import named
from tests.support.region.place import CLAIMED, CLOSED, PARTS, Place, Rows

ITEMS = 6
RHYTHM = 45  # the last contact of a household is at most about so many days ago


def _households(place: Place) -> Rows:
    for key in place.trajectories():
        address = {"street": "Kerklaan", "house_number": str(key), "postcode": f"{place.area(key)} AB", "city": "Stad"}
        where = {"location_id": place.first, "municipality_id": place.first, "housed_on": place.day(400)}
        yield {"id": key, "adults": 1, "children": key % 4, "case_manager": "S. de Vries", **address, **where}


def _clients(place: Place) -> Rows:
    for key in place.trajectories():
        reached = {"phone": f"+316{key % 10**8:08}", "email": None, "birth_year": 1960 + key % 40}
        own = {"household_id": key, "location_id": place.first, "client_number": f"HM-{key}"}
        yield {"id": key, **named(key * 7 + 3), **own, **reached}


def _aliases(place: Place) -> Rows:
    for key in place.trajectories(5):
        yield {"client_id": key, "location_id": place.first, "number": f"OUD-{key}", "name_key": "tekle saba"}


def _spoken(place: Place) -> Rows:
    known = place.known.languages
    for key in place.trajectories():
        for language in {known[0], known[key % len(known)]}:
            yield {"client_id": key, "language_id": language, "level": None}


def _helpers(place: Place) -> Rows:
    yield from ({"household_id": key, "role": "gp", "phone": "+31235550105"} for key in place.trajectories())


def _trajectories(place: Place) -> Rows:
    types = place.known.types
    for key in place.trajectories():
        closed = key % 10 in CLOSED
        began = 200 + key % 200
        end = {name: place.day(key % 150) if closed else None for name in ("closed_on", "retention_from")}
        own = {"household_id": key, "location_id": place.first, "type_id": types[key % len(types)]}
        dates = {"starts_on": place.day(began), "waiting_since": place.day(began), "ends_on": place.day(-(key % 500))}
        outcome = "completed" if closed else None
        yield {"id": key, "legal_regime": "WI2021", "closure_outcome": outcome, **own, **dates, **end}


def _assignments(place: Place) -> Rows:
    for key in place.trajectories(*CLOSED, *CLAIMED):
        ends_on = place.day(key % 150) if key % 10 in CLOSED else None
        who = {"volunteer_id": place.volunteer_of(key), "made_by_id": place.first, "made_at": place.at(190)}
        yield {"id": key, "trajectory_id": key, "starts_on": place.day(190), "ends_on": ends_on, **who}


def contacts(place: Place) -> Rows:
    """The contacts with each household, up to some weeks ago."""
    for key in place.trajectories(*CLOSED, *CLAIMED):
        last = key * 7 % RHYTHM
        for number in range(place.size.contacts):
            days = 190 - (number + 1) * (190 - last) // place.size.contacts
            what = {"minutes": 60, "way": "home_visit", "reached": number % 5 < 4, "submission_key": f"{key}-{number}"}
            what |= {"note": "Samen de brief van de gemeente gelezen.", "next_appointment_on": place.day(days - 7)}
            what["purpose"] = "intake" if number == 0 and key % 3 else "regular"
            gone = place.at(days) if number % 7 == 6 else None
            whose = {"id": key * PARTS + number, "trajectory_id": key, "author_id": place.volunteer_of(key)}
            yield {"on_date": place.day(days), "logged_at": place.at(days), "withdrawn_at": gone, **what, **whose}


def earlier(contact: dict[str, Any], years: int) -> dict[str, Any]:
    """A contact like this one, so many years and one before it."""
    others = {name: value for name, value in contact.items() if name != "id"}
    key = f"{contact['submission_key']}-{years}"
    return {**others, "on_date": contact["on_date"] - timedelta(days=365 * (years + 1)), "submission_key": key}


def _topics(place: Place) -> Rows:
    topics = place.known.topics
    for key in place.trajectories(*CLOSED, *CLAIMED):
        for number in range(0, place.size.contacts, 2):
            yield {"contact_id": key * PARTS + number, "topic_id": topics[(key + number) % len(topics)]}


def _revisions(place: Place) -> Rows:
    for key in place.trajectories(8):
        yield {"contact_id": key * PARTS, "replaced_at": place.at(100), "replaced_by_id": place.first, "content": {}}


def _items(place: Place) -> Rows:
    for key in place.trajectories():
        for number, item in enumerate(place.known.items[:ITEMS]):
            done = key % 10 in CLOSED or number < ITEMS // 2
            state = {"state": "done" if done else "open", "done_by": "together" if done else None}
            own = {"id": key * PARTS + number, "trajectory_id": key, "template_item_id": item}
            yield {"due_on": place.day(100 - 40 * number + key % 30), **own, **state}


def _goals(place: Place) -> Rows:
    for key in place.trajectories(*CLAIMED):
        words = {"words": "Zelf naar de gemeente bellen.", "scale": "together", "looked_at_on": place.day(20)}
        yield {"id": key, "trajectory_id": key, "topic_id": place.known.topics[0], **words}


def _late(place: Place) -> Rows:
    for key in place.trajectories(1, 2, 4):
        whose = {"trajectory_id": key, "author_id": place.volunteer_of(key), "submission_key": f"late-{key}"}
        done = {"settled_at": place.at(3), "settled_by_id": place.first, "outcome": "declined", "reason": "Dubbel."}
        settled = done if key % 10 < 4 else dict.fromkeys(done)
        times = {"handed_in_at": place.at(5), "said_at": place.at(5), "location_id": place.first}
        yield {"id": key, "content": {"text": "Bezoek"}, **times, **whose, **settled}


def _silences(place: Place) -> Rows:
    for key in place.trajectories(5):
        yield {"trajectory_id": key, "starts_on": place.day(12), "ends_on": place.day(8), "reason": "Reis"}


# In the order in which they refer to each other.
TABLES = {
    Household: _households,
    Client: _clients,
    ClientAlias: _aliases,
    ClientLanguage: _spoken,
    HouseholdHelper: _helpers,
    Trajectory: _trajectories,
    Assignment: _assignments,
    ContactMoment: contacts,
    ContactTopic: _topics,
    ContactRevision: _revisions,
    ChecklistItem: _items,
    Goal: _goals,
    LateContact: _late,
    PlannedSilence: _silences,
}
