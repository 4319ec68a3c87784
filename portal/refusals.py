"""The refusals of the domain, by name.

A refusal carries a code and facts, never a sentence: `wording.py` puts it into the words of the reader's language.
Facts carry no personal data beyond what the refused person may see.
"""


class Refused(Exception):
    """The domain says no, for a reason with a name.

    `code` is stable (tests and words rely on it), `facts` are plain values for the sentence.
    `field` names the form field beside which the reason belongs, when there is one.
    """

    def __init__(self, code: str, field: str | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class Busy(Refused):
    """The database is taken up by others just now; nothing was stored, and trying again will do."""

    def __init__(self) -> None:
        super().__init__("busy")


class NotVisible(Exception):
    """The thing does not exist for this person: answered as 404, whoever asks."""


class Forbidden(Exception):
    """The person may see the thing but not do this to it: answered as 403."""
