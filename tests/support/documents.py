"""A handover with something of everything in it, and reading the files that are made of it."""

import io

import pypdf

from portal.handovers.beginning import service as beginning_service
from portal.handovers.beginning.rules import Content
from portal.handovers.path import Agreed
from portal.trajectories.models.trajectory import Goal
from tests.support.handovers import Scene
from tests.support.remembered import remembered_step

REFERENCE = "WO-7KQ4-M2XD"
NOTE = "Geheim verhaal over vroeger."
SENTENCE = "Hulp bij brieven: #geen *code* $x$ @iets <b> [y] \\z."


class FullScene(Scene):
    """A household of one with fixed words, so that what comes out can be read line by line. Its file also holds
    what never goes along: a note, an address, an e-mail address."""

    @remembered_step
    def __post_init__(self) -> None:
        super().__post_init__()
        person = self.client
        person.first_name, person.last_name = "Merhawi", "Tekle"
        person.preferred_contact, person.email = "message", "merhawi@example.org"
        self.make.save(person)
        self.make.contact(self.trajectory, self.volunteer.user, note=NOTE)
        goal = {"topic_id": self.make.topic(10).id, "words": "Zelf bellen.", "scale": "together"}
        self.make.save(Goal(trajectory_id=self.trajectory_id, looked_at_on=self.make.today, **goal))

    @remembered_step
    def prepare(self) -> "FullScene":
        super().prepare()
        handover = self.now
        handover.reference = self.reference = REFERENCE
        self.make.save(handover)
        return self

    @remembered_step
    def fill(self, sentences: int = 1, agreements: int = 1, helpers: str = "Huisarts") -> "FullScene":
        """Needs, agreements and who else helps."""
        needs = [(self.make.topic(3 + number).id, SENTENCE) for number in range(sentences)]
        agreed = [Agreed("Naar het spreekuur", "begeleider", self.make.day(7))] * agreements
        act = self.act(self.coordinator)
        beginning_service.change_content(act, self.reference, self.now.version, Content(needs, helpers, agreed))
        return self

    def address(self, file: str = "overdracht.pdf") -> str:
        """Where a file of this handover is."""
        return f"{self.url}/{file}"


def text_of(data: bytes) -> str:
    """The text on a PDF, as one."""
    return "\n".join(page.extract_text() for page in read(data).pages)


def read(data: bytes) -> pypdf.PdfReader:
    """A PDF, to ask things of."""
    return pypdf.PdfReader(io.BytesIO(data))


def lines_of(data: bytes) -> list[str]:
    """The text of a PDF as a programme extracts it, line by line, without the space around."""
    return [line.strip() for line in text_of(data).splitlines() if line.strip()]
