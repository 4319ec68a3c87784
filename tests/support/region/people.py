"""The people of a location: accounts with their roles, offers, sessions, notices and mail."""

from decimal import Decimal
from typing import Any

from portal.audit import AuditLine
from portal.calendar.models import CalendarFeed
from portal.capacity_questions.models import CapacityQuestion
from portal.caseload.registers.models import SavedView
from portal.handovers.models.organisation import OtherOrganisation
from portal.imports.models import ImportDraft
from portal.organisation.models import (
    Coverage,
    LanguageCheck,
    Location,
    LocationMunicipality,
    Municipality,
    NeighbourhoodTeam,
)
from portal.people.models.invitations import Invitation
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import (
    Absence,
    Notice,
    OneTimeLink,
    Role,
    SignInAttempt,
    User,
    UserSession,
    Volunteer,
    VolunteerLanguage,
)
from portal.people.models.stand_ins import StandIn
from tests.support.region.place import AREAS, Place, Rows

FIRST = ("Mohammed", "Fatima", "Yohannes", "Selam", "Wim", "Anja", "Piet", "Olena", "Elif", "Noor", "Dawit", "Ingrid")
LAST = ("Warsame", "Tekle", "Visser", "de Boer", "van den Berg", "Haddad", "Karimi", "Shevchenko", "Yılmaz", "Jansen")
PAPERS = ("conduct_certificate_seen_on", "confidentiality_signed_on", "basic_course_on")
NOTICES = 4
QUESTIONS = 12


def named(key: int) -> dict[str, str]:
    """The name of a person, of a few that come back and a number."""
    return {"first_name": FIRST[key % len(FIRST)], "last_name": f"{LAST[key // 3 % len(LAST)]} {key}"}


def _everybody(place: Place) -> list[int]:
    return [*place.coordinators(), *place.volunteers(), *place.members, place.reader]


def _municipality(place: Place) -> Rows:
    yield {"id": place.first, "name": f"Gemeente {place.number}"}


def _location(place: Place) -> Rows:
    yield {"id": place.first, "name": f"Locatie {place.number}", "theme": "wegwijs", "phone": "+31235550100"}


def _serves(place: Place) -> Rows:
    yield {"location_id": place.first, "municipality_id": place.first}


def _team(place: Place) -> Rows:
    yield {"id": place.first, "name": f"Wijkteam {place.number}", "municipality_id": place.first}


def _coverage(place: Place) -> Rows:
    for number in range(AREAS):
        area = {"postcode_area": place.area(number), "valid_from": place.day(900), "valid_until": None}
        yield {"id": place.first + number, "team_id": place.first, **area}


def _accounts(place: Place) -> Rows:
    made = {"phone": "+31612345678", "password_hash": None, "locale": "nl", "created_at": place.at(900)}
    for key in _everybody(place):
        yield {"id": key, "email": f"wim{key}@example.org", **named(key), **made}


def _roles(place: Place) -> Rows:
    for key in _everybody(place):
        kind, where = "volunteer", "location_id"
        if key in place.coordinators():
            kind = "coordinator"
        elif key in place.members:
            kind, where = "team_member", "team_id"
        elif key == place.reader:
            kind, where = "municipal_reader", "municipality_id"
        places = {"location_id": None, "team_id": None, "municipality_id": None, where: place.first}
        yield {"id": key, "user_id": key, "kind": kind, "granted_on": place.day(900), **places}


def _stand_ins(place: Place) -> Rows:
    yield {"role_id": place.first, "deputy_id": place.first + 1, "away_from": place.day(9), "away_until": place.day(2)}


def _volunteers(place: Place) -> Rows:
    for key in place.volunteers():
        papers = dict.fromkeys(PAPERS, place.day(800))
        offer = {"function": "supporter", "hours_per_week": Decimal(4 + key % 5), "postcode": f"{place.area(key)} AB"}
        status = "inactive" if key % 12 == 0 else "active"
        yield {"id": key, "user_id": key, "location_id": place.first, "status": status, **offer, **papers}


def _languages(place: Place) -> Rows:
    known = place.known.languages
    for key in place.volunteers():
        for language in {known[0], known[key % len(known)]}:
            yield {"volunteer_id": key, "language_id": language}


def _absences(place: Place) -> Rows:
    for key in place.volunteers():
        yield {"volunteer_id": key, "starts_on": place.day(key % 20), "ends_on": place.day(key % 20 - 4)}


def _sessions(place: Place) -> Rows:
    for key in _everybody(place):
        began = {"started_at": place.at(40), "seen_at": place.at(40), "ended_at": place.at(39)}
        yield {"user_id": key, "token_hash": f"{key:064}", "browser": "Firefox, Linux", **began}


def _links(place: Place) -> Rows:
    for key in place.volunteers():
        used = {"created_at": place.at(900), "expires_at": place.at(893), "used_at": place.at(899)}
        yield {"user_id": key, "token_hash": f"{key:064}", "handed_out_by_id": place.first, **used}


def _tries(place: Place) -> Rows:
    yield from ({"key": f"{key:064}", "at": place.at(1)} for key in place.coordinators())


def _feeds(place: Place) -> Rows:
    for key in place.volunteers():
        yield {"user_id": key, "secret_hash": f"{key:064}", "made_at": place.at(100), "stopped_at": None}


def _invitations(place: Place) -> Rows:
    for key in place.volunteers():
        if key % 10 == 0:
            where = {"location_id": place.first, "team_id": None, "municipality_id": None}
            said = {"answer": "accepted", "answered_at": place.at(890)} if key % 20 else {}
            open_ = {"kind": "coordinator", "answer": None, "answered_at": None, "created_at": place.at(900)}
            yield {"user_id": key, "offer": {}, "invited_by_id": place.first, **where, **open_, **said}


def _mail(place: Place) -> Rows:
    for key in _everybody(place):
        sent = {"state": "sent", "created_at": place.at(90), "next_try_at": place.at(90), "settled_at": place.at(90)}
        yield {"id": key, "user_id": key, "message_key": f"{key:032}", "attempts": 1, **sent}


def _notices(place: Place) -> Rows:
    for key in _everybody(place):
        for number in range(NOTICES):
            told = {"code": "assigned_to_you", "facts": {}, "path": f"/trajecten/{key}", "created_at": place.at(90)}
            read = place.at(80) if number else None
            yield {"id": key * NOTICES + number, "user_id": key, "read_at": read, "mail_id": key, **told}


def _questions(place: Place) -> Rows:
    for number in range(QUESTIONS):
        asked = {"asked_by_id": place.first, "asked_at": place.at(30 + number), "from_on": place.day(-30)}
        what = {"households": 2, "variant": "A", "postcode_area": "2132", "submission_key": f"room-{number}"}
        said = {"answer": "yes", "answered_at": place.at(20), "answered_by_id": place.members[0]} if number else {}
        where = {"id": place.first + number, "location_id": place.first, "team_id": place.first}
        yield {"answer": None, "answered_at": None, "answered_by_id": None, **where, **asked, **what, **said}


def _views(place: Place) -> Rows:
    kept = {"register": "trajectories", "address": "staat=alles&sorteer=-einde&kolom=naam&kolom=einde"}
    yield {"user_id": place.coordinators()[-1], "location_id": place.first, **kept}


def _organisations(place: Place) -> Rows:
    yield {"id": place.first, "location_id": place.first, "name": "Schuldhulp", "phone": "+31235550100"}


def _drafts(place: Place) -> Rows:
    done = {"created_at": place.at(1), "applied_at": place.at(1), "counts": {"new": 0, "changed": 0}}
    empty: dict[str, Any] = {name: [] for name in ("headings", "rows", "refused", "changed", "warnings", "resembling")}
    own = {"kind": "trajectories", "user_id": place.first, "location_id": place.first, "filename": "trajecten.csv"}
    yield {"decisions": {}, **own, **empty, **done}


def _checks(place: Place) -> Rows:
    if place.number == 1:
        read = {"checked_by_id": place.first, "checked_at": place.at(30)}
        yield {"language": "xx", "fingerprint": "0" * 32, **read}


def _lines(place: Place) -> Rows:
    for key in place.trajectories():
        for number in range(place.size.contacts // 2):
            who = {"actor_id": place.volunteer_of(key), "role": "volunteer", "location_id": place.first}
            what = {"event": "trajectory.opened", "subject_kind": "trajectory", "subject_id": key, "facts": {}}
            yield {"at": place.at(190 - number), "household_id": key, **who, **what}


# In the order in which they refer to each other.
TABLES = {
    Municipality: _municipality,
    Location: _location,
    LocationMunicipality: _serves,
    NeighbourhoodTeam: _team,
    Coverage: _coverage,
    User: _accounts,
    Role: _roles,
    StandIn: _stand_ins,
    Volunteer: _volunteers,
    VolunteerLanguage: _languages,
    Absence: _absences,
    UserSession: _sessions,
    OneTimeLink: _links,
    SignInAttempt: _tries,
    CalendarFeed: _feeds,
    Invitation: _invitations,
    OutgoingMail: _mail,
    Notice: _notices,
    CapacityQuestion: _questions,
    SavedView: _views,
    OtherOrganisation: _organisations,
    ImportDraft: _drafts,
    LanguageCheck: _checks,
    AuditLine: _lines,
}
