"""Rows that have a name: its key stands beside it, and is what they are found, sorted and recognised by."""

from sqlalchemy import CheckConstraint, ColumnElement, SQLColumnExpression, String, and_, func, or_, true
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal import names
from portal.cleaning import clean_line
from portal.db import Name
from portal.names import KEY_LENGTH, SEARCHED_WORDS, person_key, searched_words

# Keys are compared byte by byte, whatever language the server of the database speaks: in the order that Python has.
NAME_KEY = String(KEY_LENGTH).with_variant(String(KEY_LENGTH, collation="C"), "postgresql")


class Named:
    """A row with one name. The key follows at once whatever sets the name.
    `info` tells `portal.bulk` the same for rows that no object stands for."""

    name_key: Mapped[str] = mapped_column(NAME_KEY, info={"of": ("name",), "made_by": names.name_key})

    @validates("name")
    def _keep_key(self, _attribute: str, name: str) -> str:
        self.name_key = names.name_key(name)
        return name


class NamedPerson:
    """A person by their name, and the key of it: see `Named`. Who has one name has it as last name (see
    `cleaning.person_name`)."""

    first_name: Mapped[Name]
    last_name: Mapped[Name]
    name_key: Mapped[str] = mapped_column(NAME_KEY, info={"of": ("first_name", "last_name"), "made_by": person_key})

    @validates("first_name", "last_name")
    def _keep_key(self, attribute: str, value: str) -> str:
        parts = {"first_name": self.first_name or "", "last_name": self.last_name or "", attribute: value}
        self.name_key = person_key(**parts)
        return value

    @hybrid_property
    def name(self) -> str:
        """The whole name, as people read it; in a statement too."""
        return f"{self.first_name} {self.last_name}".strip()

    @name.inplace.expression
    @classmethod
    def _name(cls) -> ColumnElement[str]:
        return func.trim(cls.first_name + " " + cls.last_name)

    @property
    def called(self) -> str:
        """The name among people who know them: the first name, or the only one."""
        return self.first_name or self.last_name


def has_a_name() -> CheckConstraint:
    """The check on a table of `NamedPerson` that nobody is without a name."""
    return CheckConstraint("last_name <> ''", name="last_name")


def found_by(text: str, key: SQLColumnExpression[str], *codes: SQLColumnExpression[str | None]) -> ColumnElement[bool]:
    """Whether each typed word occurs in the key of a name, or as it stands in one of the `codes`: an address, a client
    number. The words may come in any order and with any capitals. A sign between them is none, and so is a mark that
    nobody sees."""
    typed = clean_line(text[:KEY_LENGTH]).split()
    words = [word for word in typed if any(map(str.isalnum, word))] or typed
    return and_(true(), *(_occurs(word, key, codes) for word in words[:SEARCHED_WORDS]))


def _occurs(
    word: str, key: SQLColumnExpression[str], codes: tuple[SQLColumnExpression[str | None], ...]
) -> ColumnElement[bool]:
    in_name = and_(true(), *(key.contains(part, autoescape=True) for part in searched_words(word)))
    return or_(in_name, *(code.icontains(word, autoescape=True) for code in codes))
