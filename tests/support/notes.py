"""Notes as volunteers write them, made up: with days, hours, amounts, phone numbers and IBANs, or with a BSN."""

import random
from collections.abc import Callable
from itertools import accumulate, pairwise

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "aug", "september", "okt", "november", "dec")
DAYS = ("ma", "di", "wo", "do", "vr")
BANKS = ("INGB", "ABNA", "RABO", "TRIO", "BUNQ")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
# Nobody sees these; they come along when a text is copied, or are put there on purpose.
UNSEEN = (
    "\u3164\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2066\u2067\u2068\u2069"
    "\u202a\u202c\ufeff\ufe0f\ufe0e\u00ad\u034f\u061c\u180e"
)
SIGNS = "*|:;=+_~'\"/\\,#^°•·…→<>[]{}!?@&%`´“”–—−‑\u2024٬"
SPACES = " \u00a0\u2009\u202f\u3000\t"


class Notes:
    """Notes of one seed; the same each time."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)

    def innocent(self) -> str:
        """A note without a BSN, of one to four sentences."""
        parts = (self.visit, self.opening, self.bill, self.call, self.account, self.planning, self.family)
        return " ".join(self.pick.choice(parts)() for _ in range(self.pick.randint(1, 4)))

    def with_bsn(self) -> str:
        """A BSN in a usual way of writing, in a sentence and among others."""
        number = self.usual(self.bsn())
        said = self.pick.choice(("BSN {}.", "zijn nummer is {}", "({})", "{}", "bsn: {},", "Nummer {} doorgegeven."))
        around = [self.innocent() + " ", "", " " + self.innocent()]
        return self.pick.choice(around[:2]) + said.format(number) + self.pick.choice(around[1:])

    def bsn(self) -> str:
        """Nine digits that pass the eleven-test."""
        while True:
            eight = [self.pick.randint(0, 9) for _ in range(8)]
            last = sum(w * d for w, d in zip(WEIGHTS, eight, strict=True)) % 11
            if last < 10 and any(eight):
                return "".join(map(str, [*eight, last]))

    def usual(self, bsn: str) -> str:
        """Together, or with dots, spaces or dashes in the usual places."""
        sizes = self.pick.choice(((9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3)))
        between = self.pick.choice((".", " ", "-", "\u00a0", "\u2011"))
        return between.join(cut(bsn, sizes))

    def strange(self, bsn: str) -> str:
        """With other signs between, or with what nobody sees."""
        unseen = "".join(self.pick.choices(UNSEEN, k=self.pick.randint(1, 3)))
        sign = self.pick.choice(SIGNS) + self.pick.choice(("", "", " "))
        ways: tuple[Callable[[], str], ...] = (
            lambda: unseen.join(bsn),
            lambda: unseen.join(cut(bsn, (4, 5))),
            lambda: sign.join(cut(bsn, (3, 3, 3))),
            lambda: sign.join(cut(bsn, (4, 2, 3))),
            lambda: sign.join(bsn),
            lambda: f"{unseen}{self.pick.choice(SPACES)}".join(cut(bsn, (3, 3, 3))),
            lambda: "".join(chr(ord(digit) + self.pick.choice((0x630, 0x6C0, 0xFEE0))) for digit in bsn),
        )
        return self.pick.choice(ways)()

    def day(self) -> str:
        """A day, in one of the ways people write it."""
        day, month, year = self.pick.randint(1, 28), self.pick.randint(1, 12), self.pick.randint(2019, 2027)
        return self.pick.choice(
            (
                *(f"{day:02d}-{month:02d}-{year}", f"{day}-{month}-{year}", f"{day}/{month}/{year % 100}"),
                *(f"{year}-{month:02d}-{day:02d}", f"{day}.{month}.{year}", f"{day}-{month}", f"{day:02d}/{month:02d}"),
                *(f"{day} {MONTHS[month - 1]}", f"{day} {MONTHS[month - 1]} {year}", f"{day:02d}{month:02d}{year}"),
            )
        )

    def hour(self) -> str:
        """A time of day."""
        hour, minute = self.pick.randint(7, 21), self.pick.choice((0, 5, 10, 15, 20, 30, 40, 45))
        return self.pick.choice((f"{hour}:{minute:02d}", f"{hour}.{minute:02d}", f"{hour:02d}:{minute:02d}", str(hour)))

    def hours(self) -> str:
        """From an hour to another."""
        return self.pick.choice(("{}-{}", "{} - {}", "{}–{}", "{} tot {}", "van {} tot {} uur")).format(
            self.hour(), self.hour()
        )

    def amount(self) -> str:
        """Money."""
        euros, cents = self.pick.randint(1, 4000), self.pick.randint(0, 99)
        dotted = f"{euros:,}".replace(",", ".")
        return self.pick.choice(
            (
                *(f"€ {euros},{cents:02d}", f"€{dotted},{cents:02d}", f"€ {euros}", f"€ {euros},-", f"{euros} euro"),
                *(f"{dotted},{cents:02d}", f"{euros},{cents:02d} euro", f"EUR {euros}.{cents:02d}"),
            )
        )

    def phone(self) -> str:
        """A number that rings somewhere."""
        seven = f"{self.pick.randint(1_000_000, 9_999_999)}"
        eight = f"{self.pick.choice('1234568')}{seven}"
        return self.pick.choice(
            (
                *(f"06{eight}", f"06-{eight}", f"06 {eight}", f"06 {eight[:4]} {eight[4:]}"),
                *(f"06 {eight[:2]} {eight[2:4]} {eight[4:6]} {eight[6:]}", f"+31 6 {eight}", f"+316{eight}"),
                *(
                    f"+31 (0)6 {eight[:4]} {eight[4:]}",
                    f"0031 6 {eight}",
                    f"023-{seven}",
                    f"020 {seven[:3]} {seven[3:]}",
                ),
                *(f"(023) {seven[:3]} {seven[3:5]} {seven[5:]}", "0800-0432", f"+963 944 {eight[:3]} {eight[3:6]}"),
                *(f"+49 151 {eight}", f"+32 475 {eight[:2]} {eight[2:4]} {eight[4:6]}", f"088 {seven[:3]} {seven[3:]}"),
            )
        )

    def iban(self) -> str:
        """A bank account."""
        digits = f"{self.pick.randint(0, 9_999_999_999):010d}"
        dutch = f"NL{self.pick.randint(10, 99)}{self.pick.choice(BANKS)}{digits}"
        belgian = f"BE{self.pick.randint(10, 99)}{digits}{self.pick.randint(10, 99)}"
        german = f"DE{self.pick.randint(10, 99)}{digits}{self.pick.randint(10_000_000, 99_999_999)}"
        account = self.pick.choice((dutch, dutch, belgian, german))
        fours = " ".join(account[at : at + 4] for at in range(0, len(account), 4))
        return self.pick.choice((account, fours, fours.replace(" ", "."), f"{account[:8]} {account[8:]}"))

    def visit(self) -> str:
        return self.pick.choice(
            ("Op {} {} op bezoek geweest.", "Bezoek {}, {}.", "{} {} huisbezoek", "{}: {} langs.")
        ).format(self.day(), self.pick.choice((self.hour, self.hours))())

    def opening(self) -> str:
        days = self.pick.sample(DAYS, 2)
        return f"Balie open {days[0]} {self.hours()} en {self.hours()}, {days[1]} {self.hours()}."

    def bill(self) -> str:
        return self.pick.choice(("Rekening van {}, betaald op {}.", "Huur {} per {}", "Openstaand: {} ({}).")).format(
            self.amount(), self.day()
        )

    def call(self) -> str:
        return f"Gebeld met {self.phone()} op {self.day()} om {self.hour()}."

    def account(self) -> str:
        return f"Overmaken naar {self.iban()} voor {self.day()}: {self.amount()}."

    def planning(self) -> str:
        return f"Afspraken: {self.day()} {self.hours()}, {self.day()} {self.hour()}, {self.day()} {self.hours()}."

    def family(self) -> str:
        born = self.pick.sample(range(2008, 2024), 3)
        return self.pick.choice(
            (
                f"Kinderen van {born[0] % 17}, {born[1] % 17} en {born[2] % 17} jaar.",
                f"Geboren in {born[0]}, {born[1]} en {born[2]}. Woont op nr {self.pick.randint(1, 900)}, 2131 AB.",
                f"Klantnummer {self.pick.randint(10_000, 999_999)}, kamer {self.pick.randint(1, 40)}, week 12.",
            )
        )


def cut(text: str, sizes: tuple[int, ...]) -> list[str]:
    """A text in pieces of these sizes."""
    places = list(accumulate(sizes, initial=0))
    return [text[start:end] for start, end in pairwise(places)]
