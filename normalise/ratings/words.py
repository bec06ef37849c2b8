"""Colour words that stand as ratings, and where in a line they do.

A colour is a rating where it stands by itself: alone on its line, at the start before a colon, a dash, an update's
label or a sentence of its own, or at the end behind a full stop, a dash or a bracket. "Green space" and "red flags"
are no ratings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from normalise.date_shapes import DAY, MONTH, NUMERIC, YEAR
from normalise.phrases import alternatives, look_up, plain_phrase, word_set
from normalise.plan import Rag
from normalise.vocabulary import Vocabulary

WINDOW = 60
"""Characters looked at on either side of a word; keeps every test on a long line short."""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]", re.UNICODE)
_SEPARATORS = re.compile(r"[\s/|,;:&+.()\[\]→⇒➔>–—\-]*")
_AFTER_OPENING = re.compile(r"\s*(?:$|[:;,.)\]–—/|→⇒>]|-(?!\w)|for\b|[A-Z0-9\"“‘'(])")
_TIED_ON = re.compile(r"['’]\w|-(?!\s)(?!rated\b)")
_TIED_BEFORE = re.compile(r"(?:\w['’]|\w-|_)$")
_BEFORE_CLOSING = re.compile(r"(?:[.;:!?(\[–—]|\s-)\s*$")
_AFTER_CLOSING = re.compile(r"[\s.)\];*]*$")
_OPENING_MARKS = re.compile(r"[\s•●▪◦·*\-–—>o(\[]*$")
_LIST_LETTER = re.compile(r"(?<!\w)\(?[a-z]\)")
_WHEN = re.compile(
    rf"(?<![\w/])(?:{NUMERIC}|(?:{DAY}\s)?{MONTH}[\s,-]?{YEAR}|{DAY}\s{MONTH}|{MONTH}"
    rf"|(?:Q|quarter\s?|year\s?|update\s?|action\s?|month\s?)\d(?:\s{YEAR})?|{YEAR}|\d{{1,2}}[.)]?)(?![\w/])",
    re.IGNORECASE,
)
"""When a rating was given, and the number of a list: what may stand beside ratings on a line of them."""
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


@dataclass(frozen=True, eq=False)
class RatingWords:
    """The vocabulary of ratings, ready to match.

    Attributes:
        words: Case-folded word (or symbol) to rating.
        letters: Case-folded single letter to rating.
        colour: Matches any of `words` as a whole word.
        labels: Words that head a rating ("rag", "status").
        joiners: Words between two ratings ("to").
        states: Words that may stand beside a rating ("complete").
        lettered: Matches a single letter set off from words of state on a line ("G – Complete", "Complete (G)").
        beside_letter: Words that such a letter may stand beside.
        shade: Matches a word for the depth of the colour behind it ("dark green").
        former: Words that say a rating behind them is an earlier one ("was").
        not_yet: Matches, in what stands before a colour, the words that put it off or deny it ("to be rated").
        cue: Matches, at the end of what stands before a colour, the words that make it a rating.
        not_after: Words that make a colour before them a name or a thing.
        not_before: Words that make a colour behind them a name or a thing.
    """

    words: dict[str, Rag]
    letters: dict[str, Rag]
    colour: re.Pattern[str]
    labels: frozenset[str]
    joiners: frozenset[str]
    states: frozenset[str]
    lettered: re.Pattern[str]
    beside_letter: frozenset[str]
    shade: re.Pattern[str]
    former: frozenset[str]
    not_yet: re.Pattern[str]
    cue: re.Pattern[str]
    not_after: frozenset[str]
    not_before: frozenset[str]

    def rag_of(self, match: re.Match[str]) -> Rag:
        """What a match of `colour` rates."""
        rag = look_up(match.group(), self.words)
        assert rag is not None, match.group()  # `colour` is made of `words`
        return rag


def _lettered(letters: Iterable[str], labels: Iterable[str]) -> re.Pattern[str]:
    letter = f"[{''.join(sorted(letters)).upper()}]"
    label = rf"(?:(?i:{alternatives(labels)})\s?[:–—-]?\s?){{0,2}}"
    return re.compile(
        rf"[\s•*-]{{0,4}}{label}(?:[(\[]?(?P<first>{letter})[)\]]?(?:\s?[:=–—/(-]\s?|(?<=[)\]])\s?)"
        rf"(?P<behind>[^\W\d_][^.;:,)–—\n]{{1,60}})(?:[.;:,)–—\n]|$)"
        rf"|(?P<before>[^\W\d_][^.;:,()–—\n]{{1,60}}?)\s?[:=–—(\[/-]\s?(?P<last>{letter})[)\]]?[\s.]{{0,4}}$)"
    )


@lru_cache(maxsize=8)
def rating_words(vocabulary: Vocabulary) -> RatingWords:
    """The rating words of a vocabulary, compiled once for each vocabulary."""
    entries = [(plain_phrase(phrase), Rag(key)) for key, phrases in vocabulary["rag"].items() for phrase in phrases]
    letters = {word: rag for word, rag in entries if len(word) == 1 and word.isalpha()}
    words = {word: rag for word, rag in entries if word not in letters}
    company = vocabulary["rag_company"]
    return RatingWords(
        words=words,
        letters=letters,
        colour=re.compile(alternatives(words), re.IGNORECASE),
        labels=word_set(vocabulary, "rag_company", "label"),
        joiners=word_set(vocabulary, "rag_company", "joiner"),
        states=word_set(vocabulary, "rag_company", "state"),
        lettered=_lettered(letters, company["label"]),
        beside_letter=word_set(vocabulary, "rag_company", "state", "beside_letter"),
        shade=re.compile(rf"(?:{alternatives(company['shade'])})[\s-](?={alternatives(words)})", re.IGNORECASE),
        former=word_set(vocabulary, "rag_company", "former"),
        not_yet=re.compile(
            rf"(?:{alternatives(vocabulary['rag_cues']['not_yet'])})\s(?:[\w-]{{1,20}}\s){{0,3}}$", re.IGNORECASE
        ),
        cue=re.compile(rf"(?:{alternatives(vocabulary['rag_cues']['before'])})[\s:–—\-(]*$", re.IGNORECASE),
        not_after=word_set(vocabulary, "rag_not_ratings", "after"),
        not_before=word_set(vocabulary, "rag_not_ratings", "before"),
    )


def sole_ratings(text: str, words: RatingWords, *, beside: frozenset[str] = frozenset()) -> tuple[Rag, ...]:
    """The ratings of a text that holds nothing else, or nothing if it holds anything else.

    Letters count here (`A/G`), because nothing but ratings, their labels, joiners and separators is allowed.

    Args:
        text: A cell or a line.
        words: The rating words.
        beside: Further words that may stand there (`words.states`).
    """
    found: list[Rag] = []
    allowed = words.labels | words.joiners | beside
    before = last = ""
    for token in _TOKEN.findall(_LIST_LETTER.sub(" ", text)):
        key = token.casefold()
        rating = words.words.get(key) or words.letters.get(key)
        if rating is not None and found and rating is found[-1] and key != last and not before.isalnum():
            last = key  # the same rating in the other language: "Gwyrdd / Green"
        elif rating is not None:
            last = key
            found.insert(len(found) - (bool(found) and before in words.former), rating)
        elif key not in allowed and (key.isalnum() or len(token) > 1):
            return ()
        before = key
    return tuple(found)


def dated_ratings(line: str, words: RatingWords) -> tuple[Rag, ...]:
    """The ratings of a line that holds nothing else but when they were given and what they amount to.

    `"June 2021 Red, Sept 2021 Amber"` gives both; `"Amber (was Red)"` gives red, then amber, which is the current one.
    """
    bare = _WHEN.sub(" ", line)
    found = sole_ratings(bare, words)
    return found or (sole_ratings(bare, words, beside=words.states) if words.colour.search(bare) else ())


def lettered_ratings(line: str, words: RatingWords) -> tuple[Rag, ...]:
    """The rating of a line whose letter is set off from words of state: "G – Complete", "Complete (G)".

    A letter before anything else is that of a list ("A – Training for staff") or an article.
    """
    found = words.lettered.match(line)
    if found is None or words.colour.search(line):
        return ()
    beside = [word.casefold() for word in _WORD.findall(found["behind"] or found["before"])]
    told = bool(beside) and all(word in words.beside_letter for word in beside)
    return (words.letters[(found["first"] or found["last"]).casefold()],) if told else ()


def is_letter(line: str, words: RatingWords) -> bool:
    """Whether a line is one capital letter that rates, and nothing else."""
    bare = line.strip(" ()[]")
    return bare.isupper() and bare.casefold() in words.letters


def leading_ratings(line: str, words: RatingWords) -> tuple[tuple[Rag, ...], int]:
    """The ratings that open a line, and how many characters they take up with their label and separators.

    `"RAG: Green – the policy"` gives green and the length of `"RAG: Green – "`; (), 0 where none opens the line.
    """
    found: list[Rag] = []
    end = 0
    for match in words.colour.finditer(line[: 4 * WINDOW]):
        between = line[end : match.start()]
        opens = _joins(between, words) if found else _is_opening(between, words)
        if not opens or is_named(line, match, words):
            break
        found.append(words.rag_of(match))
        end = match.end()
    if not found or not _AFTER_OPENING.match(line, end):
        return (), 0
    separators = _SEPARATORS.match(line, end)
    return tuple(found), separators.end() if separators else end


def is_rating_line(line: str, words: RatingWords) -> bool:
    """Whether a line is a rating, perhaps with what it is for: "Green", "Amber for the new form"."""
    found, end = leading_ratings(line, words)
    rest = line[end:].split()
    return bool(found) and (
        not rest or (rest[0].casefold() == "for" and len(rest) <= 10 and not line[end:].endswith(":"))
    )


def is_named(line: str, match: re.Match[str], words: RatingWords) -> bool:
    """Whether the colour at `match` belongs to a name or a thing: "Mr Green", "red flags", "Green Park Surgery"."""
    after, before = line[match.end() : match.end() + WINDOW], line[max(0, match.start() - WINDOW) : match.start()]
    if (_TIED_ON.match(after) and not words.colour.match(after.lstrip("-"))) or _TIED_BEFORE.search(before):
        return not _joined_pair(before, words)
    following = _WORD.findall(re.split(r"[\n.:;,–—]", after, maxsplit=1)[0])[:2]
    named_after = bool(following) and (
        following[0].casefold() in words.not_after
        or (
            len(following) > 1
            and following[0][0].isupper()
            and following[1][0].isupper()
            and following[1].casefold() in words.not_after
        )
    )
    if named_after and after[:1] not in ":–—.;,":
        return True
    preceding = _WORD.findall(before)
    return (
        bool(preceding)
        and before[-1:].isspace()
        and "\n" not in before[-2:]
        and preceding[-1].casefold() in words.not_before
    )


def closes_line(line: str, match: re.Match[str]) -> bool:
    """Whether the colour at `match` ends the line as a sentence of its own: "… was agreed. Green." or "(Green)"."""
    before, after = line[max(0, match.start() - WINDOW) : match.start()], line[match.end() :]
    return bool(_BEFORE_CLOSING.search(before)) and len(after) <= WINDOW and bool(_AFTER_CLOSING.match(after))


def _joined_pair(before: str, words: RatingWords) -> bool:
    pair = re.search(r"([^\W\d_]+)-$", before)
    return pair is not None and pair.group(1).casefold() in words.words


def _joins(between: str, words: RatingWords) -> bool:
    tokens = _TOKEN.findall(between)
    return (
        len(between) <= WINDOW
        and all(t.casefold() in words.joiners or not t[0].isalnum() for t in tokens)
        and "." not in tokens
    )


def _is_opening(before: str, words: RatingWords) -> bool:
    if _OPENING_MARKS.fullmatch(before) or not before.strip():
        return True
    tokens = [t.casefold() for t in _TOKEN.findall(before) if t[0].isalnum()]
    return len(before) <= WINDOW and all(t in words.labels or t in ("is", "current") for t in tokens)
