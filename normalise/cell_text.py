"""The text normal form of the contract, reached in this one place for every format.

Also what it takes to put a text together again that a page break cut in two: in the middle of a word,
in the middle of a sentence, or between two paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Literal, TypeVar

from extractors.document import Block, Cell, Paragraph, Table
from normalise.english import is_usual_word, is_word, usage
from normalise.ligatures import mend_ligatures

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0002\ufffe"))
_SPACES = re.compile(r"[^\S\n]+")
_TWO_HALVES = re.compile(r"(?<![\w'’])([^\W\d_]+)[ \n](?=([^\W\d_]+)(?![\w'’-]))")
_LINE_END = re.compile(r"(?<![^\W\d_])([^\W\d_]*[a-z])-[ \u200b](?!(?:and|or|to|nor)\b)([a-z]+)")
"""A word with a hyphen that a line end parted: `self- assessment`, `volun- tary`, but not `pre- and post-`."""
_APOSTROPHE = re.compile(r"(?<=[^\W\d_]['’])[ \n](?=s\b(?!['’]))|(?<=[a-z]s)[ \n](?=['’]\s)")
"""Where a column's edge cut `Children’s` or `practitioners’`."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIST_ITEM = re.compile(r"(?:[-•▪◦●○–*]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\b")
"""What goes on with the day and month above: `11th July`, `2023 – Approved`."""
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_OWN_LINE = re.compile(r"(?:[A-Z][\w'’/-]*\s){0,4}[A-Z]?[\w'’/-]+:\s|[A-Z][a-z]+\n")
"""A label ("Revised May update: …") or one capitalised word that has a line to itself ("Green")."""
_SENTENCES = re.compile(r"[a-z)][.!?]\s+[A-Z]")
"""Where a line is more than one sentence, it is no mere rating or state."""
_ENDED = re.compile(r"[.?!:][\"'”’)\]]*$|\)$")
_CONNECTING = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at be been but by for from has have how if in into is it its least no not of on or our so than"
        " that the their them they this to until was we were what when where which while who will with & / -",
    )
)
_ENDINGS = frozenset(("ship", "ships", "hip", "hips", "hood", "hoods", "wise", "ing", "gramme", "grammes"))
"""What a break leaves of relationships, partnerships, childhood, otherwise and programme; seldom words themselves."""
_PREFIXES = frozenset(("ante", "anti", "bio", "micro", "mid", "multi", "non", "peri", "post", "pre", "semi", "sub"))
"""What a hyphen may stand behind before any word: `anti-social`, `ante-natal`."""
_SET_BEFORE = _PREFIXES | {"counter", "per"}
"""What may stand before a word without a hyphen: `non compliance`, `per cent`."""
_FAR_MORE_USUAL = 2_000
"""So many times as usual a word is as its halves are in a row by chance; of a million words in a row that make one
together, only those behind `_SET_BEFORE` are that seldom."""
_KEPT = frozenset(("co", "ex"))
_AGAIN = "re"
_MORE_USUAL, _RARELY_AGAIN = 5.0, 0.3
"""So many times as usual as its second half a word is whole: `con- firmed`; `re- placed`, but not `re- write`."""
_SELDOM_BESIDE, _SELDOM_BEFORE = 100, 1_500
"""So many times as usual as its second half, or its first, a word is whole; `un-used` and `mis-used` are printed so."""
_KNOWN, _UNHEARD_OF = 1e-7, 1e-9
"""Shares of running words under which a word is hardly known, and as which one counts that the list does not have."""
_SHORTEST_HALF = 3
"""Letters of a word on either side of its hyphen at least."""
_SHORTEST_CUT_WORD = 4
_LEAST_WRAPPED = 4
"""Words of a line of prose that a column's edge broke."""
_SHORTEST_OWN_WORD = 4
_LONE_LETTERS = frozenset("aeiouwyx")
"""Letters that are words by themselves, in Welsh too, or signs; of `Rowbotha m` the second is neither."""
_NAME_ENDINGS = frozenset(
    "gh th ch sh ck ll dd ff ng nd ld rd rt rn wn ns ts rs ght rth nds tts cks lls".split()  # noqa: SIM905 - a word list
)
"""What names end in and no word is: of `Featherstonhau gh` the second."""
_SHORTEST_MENDED = 6
"""Letters; shorter chance words ("Jo in") are left alone."""

Style = Literal["prose", "names", "lines"]
"""How a column's words run on: `prose` to its full stop; `names` and dates from word to word; `lines` of ratings and
states, each by itself."""

_Printed = TypeVar("_Printed", Cell, Paragraph)

Lexicon = Mapping[str, int]
"""Lower-case words of a document with the number of times each is printed whole."""


def normal_text(text: str) -> str:
    """Unicode NFC, runs of spaces one space, no empty lines, invisible characters gone."""
    lines = map(_normal_line, unicodedata.normalize("NFC", text).replace("\r", "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _normal_line(line: str) -> str:
    if "-" in line:
        line = _LINE_END.sub(_over_line_end, _SPACES.sub(" ", line))
    return _SPACES.sub(" ", line.translate(_INVISIBLE)).strip()


def _over_line_end(match: re.Match[str]) -> str:
    """The word without its hyphen where that only broke it: the whole is a word and one of the halves is none.

    So is one that is far more usual than its second half. Behind `co` it stays: `co-ordinator` is printed so anywhere.
    """
    first, second = match[1].casefold(), match[2]
    whole = first + second
    first_stands = first in _PREFIXES or first == _AGAIN or is_usual_word(first)
    second_stands = second not in _ENDINGS and is_word(second)
    broken = is_word(whole) and not (first_stands and second_stands) and min(len(first), len(second)) >= _SHORTEST_HALF
    broken = broken and (first not in _PREFIXES or is_usual_word(whole))  # `pre-empt`
    more = _RARELY_AGAIN if first == _AGAIN else _MORE_USUAL
    may_join = len(first) > 1 and first not in _KEPT and is_usual_word(whole)
    usual = may_join and (not first_stands or usage(whole) > more * usage(second))
    return "".join(match.groups()) if broken or usual else "-".join(match.groups())


def normal_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Blocks whose texts are in the normal form, with joined letters put back: done before anything looks at them."""
    put_back = mend_ligatures(chain.from_iterable(map(texts_in, blocks))) or str

    def normal(printed: _Printed) -> _Printed:
        text = normal_text(put_back(printed.text))
        return printed if text == printed.text else replace(printed, text=text)

    return [replace(b, cells=tuple(map(normal, b.cells))) if isinstance(b, Table) else normal(b) for b in blocks]


def texts_in(block: Block) -> Iterator[str]:
    """The texts of a block, those of a table's cells in their order."""
    return (cell.text for cell in block.cells) if isinstance(block, Table) else iter((block.text,))


def lexicon_of(texts: Iterable[str]) -> Counter[str]:
    """Count the words of a document, in lower case, hyphenated words whole."""
    words: Counter[str] = Counter()
    for text in texts:
        words.update(map(str.casefold, _WORD.findall(text)))
    return words


def unwrapped(text: str) -> str:
    """A cell whose format knows lines but no paragraphs: a line that goes on in lower case with a sentence is joined.

    A line of one to three words is left alone unless it cannot be all: it may be an item of a list without bullets.
    """
    lines = text.split("\n")
    whole = lines[:1]
    for above, line in pairwise(lines):
        long = len(above.split()) >= _LEAST_WRAPPED or ends_open(above)
        goes_on = long and starts_inside(line) and not is_ended(above) and line[:1] not in ",;.)"
        whole.append(f" {line}" if goes_on else f"\n{line}")
    return "".join(whole)


def is_list_item(text: str) -> bool:
    """Whether the text opens with a bullet, a number or a letter of a list."""
    return bool(_LIST_ITEM.match(text))


def is_ended(text: str) -> bool:
    """Whether the text ends as a sentence or a bracket does."""
    return bool(_ENDED.search(text.rstrip()))


def ends_open(text: str) -> bool:
    """Whether the text cannot be all: it ends in a connecting word, a comma, or with a bracket open."""
    tail = text.rstrip()
    if not tail:
        return False
    last = tail.rsplit(maxsplit=1)[-1]
    if tail[-1] in ",/&-–(" or last.casefold() in _CONNECTING:
        return True
    return tail.count("(") > tail.count(")") and not is_ended(tail)


def starts_inside(text: str) -> bool:
    """Whether the text opens inside a sentence: with a lower-case word, or closing punctuation."""
    head = text.lstrip()
    if not head or is_list_item(head):
        return False
    if head[0] in ",;.)":
        return True
    word = _WORD.match(head)
    # "eLearning" and "systmOne" are names; "https://" is an address.
    return bool(word and word.group().islower() and not head.startswith(("http", "www")))


def cuts_a_word(first: str, second: str, lexicon: Lexicon) -> bool:
    """Whether the last word of `first` and the first of `second` are one word that a break cut in two.

    They are when the whole is a word (of the document, or of English) and one of the halves is none; when the
    document prints the whole, but one of the halves only here ("safe", "guarding"); and when the whole is far more
    usual than the halves one behind the other ("con", "sent").
    """
    left, right = re.search(r"(?<!['’])\b[^\W\d_]+$", first), re.match(r"[^\W\d_]+", second)
    if left is None or right is None or not right.group().islower():
        return False
    if len(left.group()) > 1 and left.group().isupper():
        return False  # an acronym, and then a word
    halves = left.group().casefold(), right.group().casefold()
    whole = "".join(halves)
    if len(whole) < _SHORTEST_CUT_WORD or _regards(*halves):
        return False
    printed = lexicon.get(whole, 0) > 0
    if not printed and not is_word(whole):
        return False
    if not (_is_own(halves[0], lexicon, 1) and _is_own(halves[1], lexicon, _SHORTEST_OWN_WORD)):
        return True
    if printed and halves[0] not in _CONNECTING and any(lexicon.get(half, 0) <= 1 for half in halves):
        return True
    by_chance = usage(halves[0]) * usage(halves[1])
    return halves[0] not in _SET_BEFORE and usage(whole) > _FAR_MORE_USUAL * by_chance


def _regards(first: str, second: str) -> bool:
    """Whether the second is the `re` of `report re housing`, which is no end of `reporter` spelt the British way."""
    return second == "re" and is_word(first)


def _is_own(half: str, lexicon: Lexicon, shortest: int) -> bool:
    """Whether half of a word is one by itself: a usual one that is no mere ending, or printed here more than once."""
    if half in _ENDINGS:
        return False
    return is_usual_word(half) or (lexicon.get(half, 0) > 1 and len(half) >= shortest)


def runs_on(first: str, second: str, lexicon: Lexicon) -> bool:
    """Whether `second` goes on with the word or the sentence that `first` left open."""
    if not first or not second:
        return False
    if cuts_a_word(first, second, lexicon):
        return True
    if is_list_item(second):
        return ends_open(first) and starts_inside(re.sub(_LIST_ITEM, "", second, count=1))
    return starts_inside(second) if not is_ended(first) else False


def joined(first: str, second: str, lexicon: Lexicon, style: Style = "prose") -> str:
    """Put two parts of one cell together: as one word, one sentence, or two paragraphs.

    Args:
        first: What stands before the break.
        second: What stands behind it.
        lexicon: Words of the document.
        style: What the column holds.
    """
    if not first or not second:
        return first or second
    if cuts_a_word(first, second, lexicon):
        return first + second
    if _HYPHENATED.search(first) and second[0].islower():
        return normal_text(f"{first}\u200b{second}")
    if _HYPHENATED.search(first) and second[:1].isupper():
        return f"{first}{second}"  # "Anna Quill-", then "Marsh"
    if starts_inside(second) or ends_open(first) or (_YEAR_FIRST.match(second) and first[-1].isalpha()):
        return f"{first} {second}"
    own_line = _OWN_LINE.match(second) or is_list_item(second)
    lines = style == "lines" and not _SENTENCES.search(first.rsplit("\n", 1)[-1])
    if is_ended(first) or own_line or lines or (style == "names" and not first[-1].isalpha()):
        return f"{first}\n{second}"
    return f"{first} {second}"


def mend_words(text: str, lexicon: Lexicon) -> str:
    """Make words whole that a narrow column left with a hyphen or a space inside.

    `Northmere-shire` becomes `Northmereshire` where the document prints that at least twice and the hyphened form
    only here, unless both halves are usual words (`hand-over` beside `handover`), and `consulta-tion` becomes
    `consultation` since one of its halves is no word; `Par tnership` becomes `Partnership` where the whole is a word
    and the second half is none.
    """
    text = _WORD.sub(lambda match: _without_hyphen(match.group(), lexicon), text) if "-" in text else text
    text = _APOSTROPHE.sub("", text)
    mended = _TWO_HALVES.sub(lambda match: _without_space(match, lexicon), text)
    # What was cut twice is mended from the front: "c ommence d".
    return mended if mended == text else _TWO_HALVES.sub(lambda match: _without_space(match, lexicon), mended)


def _without_hyphen(word: str, lexicon: Lexicon) -> str:
    halves = word.split("-")
    whole = "".join(halves)
    once = lexicon.get(word.casefold(), 0) <= 1
    if len(halves) != 2 or not once or min(map(len, halves)) < _SHORTEST_HALF or not halves[1].islower():
        return word
    if lexicon.get(whole.casefold(), 0) > 1:
        return word if all(is_usual_word(half.casefold()) for half in halves) else whole
    return whole if _is_broken(*halves) else word


def _is_broken(first: str, second: str) -> bool:
    """Whether one half is as good as no word beside the whole: `con-firmed`, `cus-tomer`, not `anti-social`."""
    first, second = first.casefold(), second.casefold()
    whole = usage(first + second)
    beside = usage(second) * _SELDOM_BESIDE <= whole and not is_usual_word(second)
    before = max(usage(first), _UNHEARD_OF) * _SELDOM_BEFORE <= whole
    return whole >= _KNOWN and first not in _PREFIXES and (beside or before)


def _without_space(match: re.Match[str], lexicon: Lexicon) -> str:
    first, second = match.group(1), match.group(2)
    whole = (first + second).casefold()
    if not (second.islower() or (first.isupper() and second.isupper())):
        return match.group()
    if len(whole) < _SHORTEST_MENDED:
        seldom = not is_word(first.casefold()) or usage(first.casefold()) * _SELDOM_BEFORE <= usage(whole)
        unknown = seldom and not is_usual_word(second.casefold())
        return first if unknown and len(whole) >= _SHORTEST_CUT_WORD and is_word(whole) else match.group()
    if len(first) > 1 and first.isupper() and second.islower():
        return match.group()  # an acronym, and then a word: "MARAC as"
    if _regards(first.casefold(), second):
        return match.group()
    letter = len(second) == 1 and second.islower() and second not in "ai"
    if match.group().endswith("\n") and not letter and is_word(second.casefold()):
        return match.group()  # a line of its own
    # A rare word of some length ("mats") is one by itself; a shorter one is rather an ending ("ing").
    own = is_usual_word(second.casefold()) or (len(second) >= _SHORTEST_OWN_WORD and is_word(second.casefold()))
    # What is printed again is a word, unless it is the ending of one that was cut each time ("Recommend ation").
    printed = len(second) >= _SHORTEST_OWN_WORD and lexicon.get(second.casefold(), 0) > 1 and not is_usual_word(whole)
    own = (own or printed) and second.casefold() not in _ENDINGS
    rare = is_usual_word(whole) and not is_usual_word(first.casefold()) and not lexicon.get(first.casefold(), 0) > 1
    if not letter and is_word(first.casefold()) and own and not rare:
        return match.group()
    no_word = (letter and second not in _LONE_LETTERS) or second in _NAME_ENDINGS
    cut_name = no_word and len(first) >= _SHORTEST_OWN_WORD and not is_word(first.casefold())
    return first if cut_name or is_word(whole) or lexicon.get(whole, 0) else match.group()
