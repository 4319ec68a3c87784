"""Names that are written in other letters and said the same: "Mohammed" and "Muhamad", "Yohannes" and "Johannes".

Below every feature. A name from another script has a spelling for each language that wrote it down: English, French,
Dutch, German. Here a word is heard: what its consonants sound like, with the vowels between them. Words with the same
consonants stand under one key (`sounds`), and those of which the vowels lie close to each other are `alike`.

Whoever changes what a word sounds like adds a migration that makes the stored keys anew.
"""

import re
from functools import lru_cache

LONGEST = 20  # consonants of a key
_MOST_WAYS = 4  # ways to hear one word: a letter may stand for two sounds

# The same name in two languages, so written that no rule of letters connects them. The first stands for the others.
_SAME_NAMES = """
sergei sergey sergej sergiy serhii serhiy serhi sergii
evgeni evgeny evgenij yevgeni yevgeny yevgen yevhen jevhen evhen yevhenii
evgenia evgeniya yevgenia yevgeniya yevhenia yevheniia yevheniya
oleg oleh
igor ihor
bogdan bohdan
galina galyna halyna halina
grigori grigory grigorij hryhorii hryhoriy hryhori
aleksandr aleksander alexander alexandr oleksandr oleksander olexandr oleksander
aleksandra alexandra oleksandra olexandra
vladimir wladimir volodymyr volodimir wolodymyr vladymyr
nikolai nikolay nikolaj mykola
mikhail michail mihail mykhailo mykhaylo mychajlo myhailo mykhajlo
katerina kateryna ekaterina yekaterina katarina catharina
dmitri dmitry dmitriy dmitrij dmytro dmitro
petro pyotr piotr petr
pavel pavlo pawel
vasili vasily vasiliy vasyl wasyl vasylii
elizaveta yelyzaveta yelizaveta jelizaveta
osman usman othman uthman otman
ramadan ramazan ramadhan
maryam mariam miriam meryem maryem meriem meryam
muhamed maxamed mahamed
fatima fatemeh fatma fatimah fathima fateme
aisha aicha aysha ayse aischa aisja aishah
"""
_CANONICAL = {word: line.split()[0] for line in _SAME_NAMES.splitlines() if line for word in line.split()}

# One after the other, over a word of plain letters; with two results a letter is heard in both ways.
_LETTERS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), tuple(results))
    for pattern, *results in (
        (r"^abd[aeiou]+l?(?=[^aeiou]|$)", "abd"),  # Abdul, Abdel, Abdi, with or without what it is joined to
        (r"micha", "mika"),
        (r"ph", "f"),
        (r"gh", "g", "k"),
        (r"tsch|tch|tsj|tsh|sch|sj|sh|sz", "s"),
        (r"kh", "h"),
        (r"ch", "h", "s"),  # Achmed, Rachid
        (r"ck|q|c(?![eiyh])", "k"),
        (r"c(?=[eiy])", "s", "j"),  # Celik, Cemal
        (r"dzh|dj|zh", "j"),
        (r"x", "ks", "h"),  # Oxana; "Xasan" is the Somali spelling of Hasan
        (r"(?<=[tdbr])h", ""),
        (r"t[sz]|z", "s"),
        (r"ao[ueo]", "avu"),
        (r"ou(?=[aei])|w", "v"),
        (r"^iy(?=[aeou])", "ey"),
        (r"^[iy](?=[aou])|^y(?=[ei])", "j"),
        (r"ij(?=[aeou])", "ij", "i"),  # Khadija, Natalija
        (r"i[iy](?=[aeou])", "i"),
        (r"(?<=[aeou])y(?=i)", ""),
        (r"(?<=[aeo])ye$", "i"),
        (r"(?<=[aeou])[iy](?=[aou])|(?<=[aou])y(?=e)|(?<=e)y(?=[aou])", "j"),
        (r"(?<=[b-df-hk-np-tvz])j(?=[aeiou])|(?<=[aeiou])j$", "i"),
        (r"y", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"d$", "t"),
        (r"b$", "p"),
        (r"([b-df-hj-np-tvz])\1+", r"\1"),
        (r"ou|o[eo]|eu|u[eu]|[uo]", "U"),
        (r"[ae][iey](?<!ee)|ea(?!$)|ie|e{2,}|i+", "I"),
        (r"a+", "A"),
        (r"e", "E"),
        (r"([AEIU])\1+", r"\1"),
    )
)
_CONSONANT, _VOWEL = re.compile("[a-z]"), re.compile("[A-Z]")
# How far two vowels are apart; one that is not there is far from an open or a dark one.
_APART = {frozenset("AE"): 1, frozenset("EI"): 1, frozenset("EU"): 1, frozenset("AU"): 2, frozenset("IU"): 2}
_FARTHEST = 3
_UNSAID = {"E": 1, "I": 1, "A": 2, "U": 2}


@lru_cache(maxsize=20_000)  # a file of 50,000 people has some thousands of names
def sounds(word: str) -> tuple[str, ...]:
    """The keys under which a word of a name stands: its consonants, once for each way to hear it.
    `word` is folded (see `names.name_key`). A word with other letters than a to z, or without a consonant, has none."""
    keys = (_VOWEL.sub("", way)[:LONGEST] for way in _ways(word))
    return tuple(dict.fromkeys(filter(None, keys)))


@lru_cache(maxsize=20_000)
def alike(typed: str, word: str) -> bool:
    """Whether a word may be another spelling of what somebody typed; both folded, and not the same."""
    return typed != word and any(_close(one, other) for one in _ways(typed) for other in _ways(word))


@lru_cache(maxsize=20_000)
def begins_alike(typed: str, word: str) -> bool:
    """Whether a word may go on from another spelling of what somebody typed so far, of three consonants at least."""
    return any(_goes_on(one, other) for one in _ways(typed) for other in _ways(word))


@lru_cache(maxsize=20_000)
def _ways(word: str) -> tuple[str, ...]:
    """How a word is heard: consonants in small letters, vowels in capitals."""
    if not (word.isascii() and word.isalpha()):
        return ()
    heard = [_CANONICAL.get(word, word)]
    for pattern, results in _LETTERS:
        heard = list(dict.fromkeys(pattern.sub(result, each) for result in results for each in heard))[:_MOST_WAYS]
    return tuple(heard)


def _close(one: str, other: str) -> bool:
    key = _VOWEL.sub("", one)
    if not key or key != _VOWEL.sub("", other):
        return False
    ours, theirs = _CONSONANT.split(one), _CONSONANT.split(other)
    # Another end is another name: "Karim" and "Karimi"; of a short one any, "Sara" and "Sare".
    if ours[-1] != theirs[-1] and (len(key) <= 2 or ("I" in (ours[-1], theirs[-1]) and "" in (ours[-1], theirs[-1]))):
        return False
    return sum(map(_between, ours, theirs)) <= _most(key)


def _goes_on(one: str, other: str) -> bool:
    key = _VOWEL.sub("", one)
    if len(key) < 3 or not _VOWEL.sub("", other).startswith(key):
        return False
    ours, theirs = _CONSONANT.split(one), _CONSONANT.split(other)
    if not ours[-1]:  # nothing is typed yet behind the last consonant
        ours = ours[:-1]
    return sum(map(_between, ours, theirs)) <= _most(key)


def _most(key: str) -> int:
    """How far all vowels of a name may be apart."""
    return 1 if len(key) <= 4 else 2


@lru_cache(maxsize=2_000)
def _between(one: str, other: str) -> int:
    """How far the vowels between two consonants are from others."""
    if one == other:
        return 0
    if not one or not other:
        return sum(_UNSAID[vowel] for vowel in one or other)
    return min(
        _between(one[1:], other[1:])
        + (0 if one[0] == other[0] else _APART.get(frozenset(one[0] + other[0]), _FARTHEST)),
        _between(one[1:], other) + _UNSAID[one[0]],
        _between(one, other[1:]) + _UNSAID[other[0]],
    )
