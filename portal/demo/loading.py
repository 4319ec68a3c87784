"""The demo: a fictitious team read by the importer, and a history that ends today.
Only for an empty database. Everybody is made up, and marked, so that production refuses to start with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select, update

from portal.access import Actor, RoleKind
from portal.db import db
from portal.demo import besides, ending, handing_over, history, other_ways
from portal.demo.people import Cast
from portal.demo.shifting import read_rows, shift_dates, weeks_to_present, write_rows
from portal.imports.files.service import read_file
from portal.imports.service import import_file
from portal.organisation.models import Language, Location, NeighbourhoodTeam
from portal.organisation.service import add_location
from portal.people.accounts.service import add_user
from portal.people.invitations.queries import own_invitations
from portal.people.invitations.service import accept
from portal.people.models.mail import OutgoingMail
from portal.people.models.people import Notice, User
from portal.people.passwords.service import hash_password
from portal.people.roles.service import RolePlace, grant_role
from portal.people.volunteers.service import add_volunteer
from portal.work import Act, all_or_nothing, fetch_all, unit_of_work

DATA = Path(__file__).parent / "data"
FILES = {
    "teams": "wijkteams-fictief.csv",
    "volunteers": "vrijwilligers-haarlemmermeer.csv",
    "trajectories": "trajecten-haarlemmermeer-2023.csv",
}
LOCATION = "Team Haarlemmermeer"
OWN_TEAM = "Sociaal team Hoofddorp-Noord (fictief)"
PASSWORD = "wegwijs-demo"  # noqa: S105 - printed for everyone to use; production refuses accounts of the demo


@dataclass(frozen=True)
class Account:
    """One of the people to sign in as."""

    email: str
    first_name: str
    last_name: str
    phone: str | None = None


VOLUNTEER = Account("vrijwilliger@example.org", "Marijke", "de Boer", "+31612345601")
COORDINATOR = Account("coordinator@example.org", "Sandra", "Vermeulen", "+31612345602")
TEAM_MEMBER = Account("wijkteam@example.org", "Karim", "el Amrani", "+31612345603")
ADMIN = Account("beheer@example.org", "Joris", "Hendriks")
READER = Account("gemeente@example.org", "Femke", "Dijkstra")
ACCOUNTS = (VOLUNTEER, COORDINATOR, TEAM_MEMBER, ADMIN, READER)


def load_demo(at: datetime, tell: Callable[[str], None] = lambda _words: None) -> bool:
    """Load the demo as it looks at a moment, all of it or nothing. False, and nothing done, when there are people
    already. `tell` hears of the progress. Somebody else who loads it at the same time is waited for."""
    if _has_people():
        return False
    with all_or_nothing(lambda: tell("Another command fills this database; waiting until it is done.")):
        if _has_people():
            return False
        tell("Loading the demo; this takes half a minute or more, once. Interrupted, it begins anew.")
        parts = _parts(at)
        for number, (words, load) in enumerate(parts, 1):
            tell(f"  {number} of {len(parts)}: {words}")
            load()
    return True


def _has_people() -> bool:
    return db.session.scalar(select(User.id).limit(1)) is not None


def _parts(at: datetime) -> list[tuple[str, Callable[[], object]]]:
    """The parts of the demo, in words, and how each is loaded."""
    machine = Act(Actor(0, "systeem", RoleKind.FUNCTIONAL_ADMIN, 0), at)
    location = add_location(machine, LOCATION, ["Haarlemmermeer"], phone="+31235550100")
    here = Act(Actor(0, "systeem", RoleKind.COORDINATOR, 0, location_id=location.id), at)
    cast = Cast(
        at,
        location.id,
        volunteer=VOLUNTEER.email,
        coordinator=COORDINATOR.email,
        team_member=TEAM_MEMBER.email,
    )
    return [
        ("teams, volunteers and households", lambda: import_files(here, location.id)),
        ("people to sign in as", lambda: add_accounts(machine, here, location)),
        ("what ended before today", lambda: ending.write(cast)),
        ("a year of visits", lambda: history.write(cast)),
        ("handovers to neighbourhood teams", lambda: handing_over.write(cast)),
        ("questions whether a team has room", lambda: besides.ask_for_room(cast)),
        ("handovers in other ways", lambda: other_ways.write(cast)),
        ("contacts that came late", lambda: besides.come_late(cast)),
        ("who else helps", lambda: besides.add_helpers(cast)),
        ("passwords", lambda: mark_everybody(machine)),
    ]


def import_files(act: Act, location_id: int) -> None:
    """Read the three files by the importer, with all dates moved to the present by the same weeks."""
    texts = {kind: read_rows((DATA / name).read_text("utf-8-sig")) for kind, name in FILES.items()}
    weeks = weeks_to_present(texts["trajectories"], act.today)
    for kind, rows in texts.items():
        moved = write_rows(shift_dates(rows, act.today, weeks))
        # The teams were there before the year began: handovers of last month went to them.
        then = replace(act, at=act.at - timedelta(days=400)) if kind == "teams" else act
        import_file(then, read_file(then, kind, moved.encode(), location_id), location_id)


def add_accounts(admin: Act, coordinator: Act, location: Location) -> None:
    """The accounts with their roles; the coordinator is a volunteer too, to switch between."""
    team = db.session.scalars(select(NeighbourhoodTeam).where(NeighbourhoodTeam.name == OWN_TEAM)).one()
    languages = db.session.scalars(select(Language).where(Language.name.in_(("Nederlands", "Engels", "Arabisch"))))
    spoken = [language.id for language in languages]
    team_id, municipality_id = team.id, team.municipality_id
    for account in (COORDINATOR, TEAM_MEMBER, ADMIN, READER):
        add_user(admin, account.email, account.first_name, account.last_name, account.phone)
    keys = {user.email: user.id for user in db.session.scalars(select(User))}
    grant_role(admin, keys[COORDINATOR.email], RoleKind.COORDINATOR, RolePlace(location_id=location.id))
    grant_role(admin, keys[TEAM_MEMBER.email], RoleKind.TEAM_MEMBER, RolePlace(team_id=team_id))
    grant_role(admin, keys[ADMIN.email], RoleKind.FUNCTIONAL_ADMIN, RolePlace())
    grant_role(admin, keys[READER.email], RoleKind.MUNICIPAL_READER, RolePlace(municipality_id=municipality_id))
    for account, hours in ((VOLUNTEER, Decimal(12)), (COORDINATOR, Decimal(2))):
        add_volunteer(
            coordinator,
            {
                "email": account.email,
                "first_name": account.first_name,
                "last_name": account.last_name,
                "phone": account.phone,
            },
            offer(hours, coordinator.today),
            spoken,
        )
    owner = replace(coordinator, actor=replace(coordinator.actor, user_id=keys[COORDINATOR.email]))
    for invitation in fetch_all(own_invitations(owner.actor)):
        accept(owner, invitation.id)


def offer(hours: Decimal, today: date) -> dict[str, object]:
    """The offer of a demo volunteer: papers in order since last year."""
    last_year = date(today.year - 1, 3, 2)
    return {
        "function": "supporter",
        "status": "active",
        "postcode": "2132 HM",
        "hours_per_week": hours,
        "max_households": 6,
        "conduct_certificate_seen_on": last_year,
        "confidentiality_signed_on": last_year,
        "basic_course_on": last_year,
    }


def mark_everybody(act: Act) -> None:
    """Give those to sign in as a password, mark every account as one of the demo, and old notices as read."""
    hashed = hash_password(PASSWORD)
    with unit_of_work(act) as work:
        work.session.execute(update(User).values(demo=True))
        emails = [account.email for account in ACCOUNTS]
        work.session.execute(update(User).where(User.email.in_(emails)).values(password_hash=hashed))
        # Notices from before last week have been read, as they would be.
        earlier = update(Notice).where(Notice.created_at < act.at - timedelta(days=7))
        work.session.execute(earlier.values(read_at=Notice.created_at))
        # And mailed: nobody of the demo has a mailbox.
        work.session.execute(update(OutgoingMail).values(state="sent", attempts=1, settled_at=OutgoingMail.created_at))
        work.commit("user.password_set", None)
