"""Volunteer rows beside the accounts and volunteers, and team rows beside the neighbourhood teams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.imports.rules.columns import folded
from portal.imports.rules.comparing import (
    Comparison,
    Numbered,
    Verdict,
    differing,
    languages_to_add,
    notice_new_languages,
)
from portal.imports.rules.findings import Notice, Objection
from portal.imports.rules.resembling_volunteers import known_under_another_address
from portal.imports.rules.rows import TeamRow, VolunteerRow
from portal.imports.rules.values import Language
from portal.names import name_key, person_key

ACCOUNT = {"voornaam": "first_name", "achternaam": "last_name", "telefoon": "phone"}
OFFER = {
    "functie": "function",
    "status": "status",
    "postcode": "postcode",
    "uren per week": "hours_per_week",
    "max huishoudens": "max_households",
}
PAPERS = {
    "VOG gezien op": "conduct_certificate_seen_on",
    "geheimhouding getekend op": "confidentiality_signed_on",
    "basiscursus op": "basic_course_on",
}
TEAM = {
    "organisatie": "organisation",
    "e-mail": "email",
    "telefoon": "phone",
    "aandachtsfunctionaris": "focal_officer",
}


@dataclass(frozen=True, slots=True)
class VolunteerNow:
    """A volunteer as the portal knows them at the location of the import."""

    id: int
    function: str
    status: str
    postcode: str | None
    hours_per_week: Decimal
    max_households: int
    conduct_certificate_seen_on: date | None
    confidentiality_signed_on: date | None
    basic_course_on: date | None


@dataclass(frozen=True, slots=True)
class AccountNow:
    """Somebody with an account. ``only_here``: nothing but a volunteer of this location, so that
    this location may change the account itself. ``invitation``: what became of the last one to
    volunteer here, "waits" until it is answered."""

    id: int
    first_name: str
    last_name: str
    phone: str | None
    active: bool
    only_here: bool
    volunteer: VolunteerNow | None
    invitation: str | None


@dataclass
class PresentVolunteers:
    """The accounts of the addresses in the file, by address, and what their volunteers speak."""

    accounts: Mapping[str, AccountNow]
    spoken: Mapping[int, Mapping[str, str | None]]
    languages: frozenset[str]

    def objection(self, row: VolunteerRow) -> Objection | None:
        """The address belongs to somebody else, or to an account that was closed."""
        now = self.accounts.get(row.email)
        if now is None:
            return None
        if person_key(now.first_name, now.last_name) != person_key(row.first_name, row.last_name):
            return Objection("e-mail", "address_of_another")
        return None if now.active else Objection("e-mail", "account_closed")


@dataclass
class VolunteerPlan(Comparison):
    """The changes of an import of volunteers. People with an account are ``invited``; the others get one."""

    added: list[VolunteerRow] = field(default_factory=list)
    invited: list[tuple[AccountNow, VolunteerRow]] = field(default_factory=list)
    account_changes: dict[int, dict[str, object]] = field(default_factory=dict)
    changes: dict[int, dict[str, object]] = field(default_factory=dict)
    spoken: list[tuple[int, Language]] = field(default_factory=list)
    touched: list[int] = field(default_factory=list)
    new_languages: list[str] = field(default_factory=list)


def compare_volunteers(rows: Sequence[Numbered[VolunteerRow]], present: PresentVolunteers) -> VolunteerPlan:
    """The verdict on each row, and the changes of an import of them all. A paper counts only when it is later than the
    known one. The account of somebody with a role elsewhere stays as it is. Somebody who does not volunteer here is
    invited once: until they answer, and after a no, the same row changes nothing."""
    plan = VolunteerPlan()
    spoken = ((numbered.line, numbered.row.languages) for numbered in rows)
    plan.new_languages = notice_new_languages(plan, spoken, present.languages)
    plan.notices += known_under_another_address(rows, present.accounts)
    for line, row in rows:
        account = present.accounts.get(row.email)
        if objection := present.objection(row):
            plan.refuse(line, row.email, objection)
        elif account is None:
            plan.added.append(row)
            plan.verdicts.append(Verdict(line, row.email, "new"))
        elif account.volunteer is None:
            _invite(plan, line, account, row)
        else:
            columns = _change_volunteer(plan, account, account.volunteer, row, present)
            plan.verdicts.append(Verdict(line, row.email, "changed" if columns else "unchanged", columns))
    return plan


def _invite(plan: VolunteerPlan, line: int, account: AccountNow, row: VolunteerRow) -> None:
    asks, waits = account.invitation not in ("waits", "declined"), account.invitation == "waits"
    plan.notices.append(
        Notice(line, "e-mail", "volunteer_invited" if asks else "invitation_waits" if waits else "invitation_declined")
    )
    plan.verdicts.append(Verdict(line, row.email, "new" if asks else "unchanged"))
    if asks:
        plan.invited.append((account, row))


def _change_volunteer(
    plan: VolunteerPlan, account: AccountNow, now: VolunteerNow, row: VolunteerRow, present: PresentVolunteers
) -> tuple[str, ...]:
    changes = differing(now, {name: getattr(row, name) for name in OFFER.values()})
    papers = {name: getattr(row, name) for name in PAPERS.values()}
    changes |= {
        name: day
        for name, day in differing(now, papers).items()
        if getattr(now, name) is None or day > getattr(now, name)
    }
    mine = differing(account, {name: getattr(row, name) for name in ACCOUNT.values()}) if account.only_here else {}
    added = languages_to_add(present.spoken.get(now.id, {}), [Language(each.name) for each in row.languages])
    if changes:
        plan.changes[now.id] = changes
    if mine:
        plan.account_changes[account.id] = mine
    plan.spoken += [(now.id, language) for language in added]
    columns = [c for c, name in {**ACCOUNT, **OFFER, **PAPERS}.items() if name in {*changes, *mine}]
    columns += ["talen"] if added else []
    if columns:
        plan.touched.append(now.id)
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class TeamNow:
    """A neighbourhood team and the areas it covers now. ``elsewhere``: it belongs to another location."""

    id: int
    organisation: str | None
    email: str | None
    phone: str | None
    focal_officer: str | None
    ended: bool
    areas: frozenset[str]
    elsewhere: bool


@dataclass
class PresentTeams:
    """All teams by folded municipality and name; and by area the keys of the teams that cover it."""

    teams: Mapping[tuple[str, str], TeamNow]
    covering: Mapping[str, Sequence[tuple[int, str]]]

    def objection(self, row: TeamRow) -> Objection | None:
        """The objection to a row. The team has stopped: only the functional admin opens it again. Or it belongs to
        another location, which sends its handovers by these facts."""
        now = self.teams.get((folded(row.municipality), folded(row.name)))
        if now is None:
            return None
        if now.ended:
            return Objection("team", "team_ended")
        return Objection("team", "team_elsewhere") if now.elsewhere and _differs(now, row) else None


@dataclass
class TeamPlan(Comparison):
    """The changes of an import of teams. Areas by team: those that begin and those that end."""

    added: list[TeamRow] = field(default_factory=list)
    changes: dict[int, dict[str, object]] = field(default_factory=dict)
    begun: dict[int, list[str]] = field(default_factory=dict)
    ended: dict[int, list[str]] = field(default_factory=dict)


def compare_teams(rows: Sequence[Numbered[TeamRow]], present: PresentTeams) -> TeamPlan:
    """The verdict on each row, and the changes of an import of them all. The cell with the areas is the whole truth
    about a team. An area that it no longer names ends today, and stays known for the time until then."""
    plan = TeamPlan()
    for line, row in rows:
        now = present.teams.get((folded(row.municipality), folded(row.name)))
        if objection := present.objection(row):
            plan.refuse(line, row.name, objection)
            continue
        _notice_covered(plan, line, row, now, present)
        if now is None:
            plan.added.append(row)
            plan.verdicts.append(Verdict(line, row.name, "new"))
            continue
        changes = differing(now, {name: getattr(row, name) for name in TEAM.values()})
        begun, ended = set(row.areas) - now.areas, now.areas - set(row.areas)
        columns = [column for column, name in TEAM.items() if name in changes] + ["postcodes"] * bool(begun or ended)
        if columns:
            plan.changes[now.id] = changes
            plan.begun[now.id], plan.ended[now.id] = sorted(begun), sorted(ended)
        plan.verdicts.append(Verdict(line, row.name, "changed" if columns else "unchanged", tuple(columns)))
    return plan


def _differs(now: TeamNow, row: TeamRow) -> bool:
    changes = differing(now, {name: getattr(row, name) for name in TEAM.values()})
    return bool(changes) or now.areas != frozenset(row.areas)


def _notice_covered(plan: TeamPlan, line: int, row: TeamRow, now: TeamNow | None, present: PresentTeams) -> None:
    own = now.id if now else None
    for area in row.areas:
        others = sorted((name for key, name in present.covering.get(area, ()) if key != own), key=name_key)
        if others:
            plan.notices.append(
                Notice(line, "postcodes", "area_covered_already", {"area": area, "teams": tuple(others)})
            )
