"""How often a note is wrongly taken for one with a BSN, and how often a BSN passes: `python -m tests.bsn_rates`."""

from collections.abc import Callable

from portal.bsn.finding import looks_like_bsn
from tests.support.notes import Notes

HOW_MANY = 20_000


def rates(how_many: int = HOW_MANY, seed: int = 1) -> dict[str, float]:
    """The share of generated notes that is judged wrongly, by what they hold."""
    notes = Notes(seed)
    innocent, written = notes.innocent, notes.with_bsn
    return {
        "without a BSN, refused": _share(lambda: looks_like_bsn(innocent()), how_many),
        "with a BSN in a usual way, passed": _share(lambda: not looks_like_bsn(written()), how_many),
        "a BSN between other signs or with what nobody sees, passed": _share(
            lambda: not looks_like_bsn(f"nr {notes.strange(notes.bsn())} gezien"), how_many
        ),
    }


def _share(wrong: Callable[[], bool], how_many: int) -> float:
    return sum(wrong() for _ in range(how_many)) / how_many


if __name__ == "__main__":
    for what, share in rates().items():
        print(f"{share:8.3%}  {what} ({HOW_MANY} notes)")
