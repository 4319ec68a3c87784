"""Two organisations that get mail at the same time, and what may stand in none of their mails."""

import re
from dataclasses import replace
from typing import Any

from flask import Flask

from portal.db import db
from portal.people.models.people import User
from portal.people.notices.steps import notify
from portal.work import unit_of_work
from tests.make import Maker
from tests.support.smtp import MailServer

PUBLIC_URL = "https://wegwijs.example.org"
SENDER = "portaal@example.net"
WORDS = (
    *("Merhawi", "Tekle", "Kerklaan", "2132", "WO-2026", "/trajecten", "/overdrachten", "Noor", "de Vries"),
    *("Elders", "Haarlemmermeer", "Sociaal team", "huishouden", "overdracht", "assigned", "herinnering"),
)
# Its digits fall as they fall, and may be those of a postcode.
RANDOM_NAME = re.compile(r"<[0-9a-f]{32}@example\.(net|org)>")

# So do the letters of a token, which only its receiver may know.
TOKEN = re.compile(r"/welkom/[\w-]{43}")


class TwoOrganisations:
    """Vera volunteers here, Evi elsewhere; Wim is in the neighbourhood team here, Wies in another."""

    def __init__(self, make: Maker) -> None:
        self.make = make
        here, elsewhere = make.location("Team Haarlemmermeer"), make.location("Team Elders")
        self.vera = make.volunteer(here, make.user(email="vera@example.org")).user
        self.evi = make.volunteer(elsewhere, make.user(email="evi@elders.example")).user
        self.wim = make.team_member(make.team("Sociaal team Noord"), email="wim@gemeente.example")
        self.wies = make.team_member(make.team("Sociaal team Elders"), email="wies@elders.example")
        self.sender = make.coordinator(here)
        self.everybody = {user.email: user for user in (self.vera, self.evi, self.wim, self.wies)}

    def tell(self, *people: User, times: int = 1, reminder: bool = False) -> None:
        """Leave each of them notices, full of what a mail must not say, as the commands do."""
        with unit_of_work(self.make.act(self.sender)) as work:
            for user in people:
                for _each in range(times):
                    facts = {"household": f"Merhawi Tekle, Kerklaan {user.id}, 2132 AB", "reference": "WO-2026-0007"}
                    notify(work, user.id, "assigned", f"/trajecten/{user.id}", reminder=reminder, **facts)
            work.commit("notices.read", None)

    def leaks(self, server: MailServer) -> list[str]:
        """The words of a notice, a place or another person in a mail, headers too."""
        found = []
        for mail in server.mails:
            to = mail["To"]
            found += [f"mail to a stranger: {to}"] * (to not in self.everybody)
            name = mail["Message-ID"]
            found += [f"a Message-ID that is not random: {name}"] * (not RANDOM_NAME.fullmatch(name))
            whole = TOKEN.sub("", mail.as_string().replace(to, "").replace(name, ""))
            others = [part for email in self.everybody if email != to for part in (email, email.partition("@")[0])]
            found += [f"{word} in the mail to {to}" for word in (*WORDS, *others) if word.lower() in whole.lower()]
        return found


class Post:
    """The portal with a mail server: `post.run()` is `flask jobs run --once`, `post.logged` what it logged."""

    def __init__(self, app: Flask, server: MailServer, monkeypatch: Any) -> None:
        self.app, self.monkeypatch, self.logged = app, monkeypatch, ""
        self.configure(mail_server=server.address, public_url=PUBLIC_URL, mail_sender=SENDER)

    def configure(self, **changes: Any) -> None:
        """Give the portal other settings."""
        self.monkeypatch.setitem(self.app.extensions, "config", replace(self.app.extensions["config"], **changes))

    def run(self) -> tuple[str, int]:
        """Its words about mail, and its exit status."""
        db.session.rollback()
        result = self.app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
        db.session.rollback()
        db.session.expire_all()
        self.logged = result.stderr
        said = [line.removeprefix("mail: ") for line in result.stdout.splitlines() if line.startswith("mail: ")]
        return "".join(said), result.exit_code


def counted(sent: int = 0, failed: int = 0, given_up: int = 0) -> tuple[str, int]:
    """The words of a run, and its exit status."""
    return f"sent={sent} failed={failed} given_up={given_up}", 1 if failed else 0
