"""The environment, read once into one typed object."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"


class Misconfigured(RuntimeError):
    """The environment asks for something unsafe or impossible; the portal does not start."""


@dataclass(frozen=True)
class Config:
    """Settings of one running portal.

    `production` switches on secure cookies and the refusal to start without a secret key or with
    demo accounts. Durations carry their unit in the name.
    """

    database_url: str
    secret_key: str
    production: bool = False
    testing: bool = False
    trusted_proxies: int = 0
    idle_minutes: int = 15
    link_days: int = 7
    upload_megabytes: int = 20
    argon2_memory_kib: int = 19 * 1024
    argon2_rounds: int = 2
    public_url: str = ""
    organisation_name: str = "Wegwijs"
    help_contact: str = ""
    mail_server: str = ""
    mail_user: str = ""
    mail_password: str = ""
    mail_sender: str = "wegwijs@example.org"
    static_folder: Path = field(default=ROOT / "static")

    @property
    def sends_mail(self) -> bool:
        """Whether there is a server to send mail by, an address to link to, and a sender."""
        return bool(self.mail_server and self.public_url and "@" in self.mail_sender)


def read_config(environ: dict[str, str] | None = None) -> Config:
    """Read the settings from environment variables.

    Raises Misconfigured when production is asked for without a secret key of at least 32
    characters.
    """
    env = os.environ if environ is None else environ
    production = env.get("WEGWIJS_ENV", "development") == "production"
    secret = env.get("SECRET_KEY", "")
    if production and len(secret) < 32:
        raise Misconfigured(
            "SECRET_KEY is missing or shorter than 32 characters; production does not start "
            "without it. Make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
        )
    return Config(
        database_url=_database_url(env.get("DATABASE_URL", "")),
        secret_key=secret or _own_secret(),
        production=production,
        trusted_proxies=_whole_number(env, "TRUSTED_PROXIES", 0),
        idle_minutes=_whole_number(env, "IDLE_MINUTES", 15),
        public_url=env.get("PUBLIC_URL", "").rstrip("/"),
        organisation_name=env.get("ORGANISATION_NAME", "").strip() or Config.organisation_name,
        help_contact=" ".join(env.get("HELP_CONTACT", "").split()),
        mail_server=env.get("MAIL_SERVER", ""),
        mail_user=env.get("MAIL_USER", ""),
        mail_password=env.get("MAIL_PASSWORD", ""),
        mail_sender=env.get("MAIL_SENDER", "wegwijs@example.org"),
    )


def _whole_number(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, str(default))
    if not text.isdigit():
        raise Misconfigured(f"{name} must be a whole number, not {text!r}.")
    return int(text)


def _database_url(url: str) -> str:
    """SQLite in instance/ unless a database is named; PostgreSQL always through psycopg 3."""
    if not url:
        INSTANCE.mkdir(mode=0o700, exist_ok=True)
        return f"sqlite:///{INSTANCE / 'wegwijs.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _own_secret() -> str:
    """A secret kept in instance/, so that a restart in development signs nobody out."""
    INSTANCE.mkdir(mode=0o700, exist_ok=True)
    path = INSTANCE / "secret_key"
    if not path.exists():
        try:
            with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                file.write(secrets.token_hex(32))
        except FileExistsError:
            pass
    return path.read_text()
