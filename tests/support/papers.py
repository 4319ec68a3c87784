"""Reading a PDF as a test does: its words, its language, whether a screen reader can follow it."""

import io
import re

import pypdf

# They keep a name or a number in one piece; nobody sees them, and a PDF gives them back or not.
ISOLATES = re.compile("[\u2066-\u2069]")
# A mark on a letter, a Persian half-space and lam with alef come out of a PDF elsewhere in their word.
MOVES = re.compile("[\u064b-\u0655\u200c]|\u0644[\u0622\u0623\u0625\u0627]")

# Words that nobody should read who finds a card in the street or sees a reminder on the table.
SENSITIVE = {
    "nl": (
        "asiel",
        "statushouder",
        "vluchteling",
        "schuld",
        "ziek",
        "psych",
        "verblijf",
        "uitkering",
        "diagnos",
        "inburger",
    ),
    "en": ("asylum", "refugee", "debt", "disease", "illness", "psych", "residence permit", "benefit", "status holder"),
    "ar": ("لجوء", "لاجئ", "ديون", "مرض", "نفسي", "إقامة", "إعانة"),
    "ti": ("ስደተኛ", "ዑቕባ", "ዕዳ", "ሕማም", "ስነ-ኣእምሮ", "መንበሪ ፍቓድ"),
    "tr": ("mülteci", "sığınma", "iltica", "borç", "hastalık", "psik", "oturum izni", "sosyal yardım"),
    "fa": ("پناهنده", "پناهجو", "بدهی", "بیماری", "روان", "اقامت"),
    "uk": ("біжен", "притул", "борг", "хвороб", "псих", "посвідк", "проживання"),
}


class Printed:
    """A PDF that was answered."""

    def __init__(self, body: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(body))
        self.root = self.reader.trailer["/Root"]
        self.text = "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def words(self) -> str:
        """All text on one line."""
        return plain(self.text)

    @property
    def tagged(self) -> bool:
        """Whether it carries the structure that is read out."""
        return bool(self.root["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in self.root

    @property
    def language(self) -> str:
        """The language in which it begins to be read out."""
        return str(self.root["/Lang"])

    def says(self, sentence: str) -> bool:
        """Whether the words of a sentence stand on it, each by itself: of what is written from right to left a PDF
        gives the words in the order of the eye."""
        told = [word for word in plain(sentence).split() if not MOVES.search(word)]
        return bool(told) and all(part in self.words for word in told for part in re.findall(r"\w+", word))


def plain(text: str) -> str:
    """Text with single spaces and without what nobody sees."""
    return " ".join(ISOLATES.sub("", text).split())
