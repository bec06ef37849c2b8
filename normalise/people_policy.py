"""What becomes of the names of people before a plan is published: kept as printed, reduced to roles, or dropped.

A pure step over the actions of one document. It knows the people that agency cells name (`owners`) and whoever
stands behind a rank or a title; `docs/ethics.md` says what it cannot catch. Names of reviews are pseudonyms and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from normalise.english import is_usual_word
from normalise.free_name import free_name
from normalise.phrases import phrases_of, word_set
from normalise.plan import Action, Plan, PlanTable, Update
from normalise.vocabulary import Vocabulary

NAME = "[name]"
"""What stands in a text where a name stood and no rank tells the post."""

_TEXTS = (
    "recommendation_title", "recommendation", "scope_text", "action", "intended_outcome", "lead_agency_text",
    "milestones", "target_date_text", "progress_text", "response_text", "completion_text",
)  # fmt: skip
_CAPITALISED = r"[^\W\d_a-z][\w'’-]{1,30}"
_INITIALS = r"(?:[A-Z]\.?\s?){0,3}"
_BESIDE = re.compile(r"\s*[,(:–—-]+\s*([^,()\n;:–—]{3,80})")
_BEFORE = re.compile(r"([^,()\n;:–—]{3,80}?)\s*[,(:–—-]*\s*$")
_ADDRESS = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_LONGEST_CONTEXT = 120
_SHORTEST_SURNAME = 3


class PeoplePolicy(StrEnum):
    """What becomes of names.

    `keep` changes nothing: the dataset holds what the council published. `role` leaves in `owners` the rank or the post
    title that is printed with each name, and nothing for a name without one. `drop` leaves `owners` empty. Both put the
    rank, or `[name]`, in place of each name in the text columns, the titles and the headings.
    """

    KEEP = "keep"
    ROLE = "role"
    DROP = "drop"


def plan_under_policy(plan: Plan, policy: PeoplePolicy, vocabulary: Vocabulary) -> Plan:
    """The plan with the names of people treated as the policy says.

    Args:
        plan: A document understood.
        policy: What becomes of names.
        vocabulary: Sections `ranks`, `post_words`, `places`, `agency_topic_words` and `unit_words`.
    """
    if policy is PeoplePolicy.KEEP:
        return plan
    people = [_person(owner, vocabulary) for action in plan.actions for owner in action.owners]
    hide = _Hiding(frozenset(people), plan.facts.review_name, vocabulary)
    return replace(
        plan,
        facts=replace(plan.facts, title=hide.in_text(plan.facts.title)),
        tables=tuple(_table(table, hide) for table in plan.tables),
        actions=tuple(_action(action, policy, hide, vocabulary) for action in plan.actions),
    )


@dataclass(frozen=True, slots=True)
class _Person:
    """A name as printed, cut into rank or title ("" where none) and the name itself."""

    rank: str
    name: str


class _Hiding:
    """Puts ranks or `[name]` in place of names in a text.

    Args:
        people: All whom the document's agency cells name.
        pseudonym: The name of the review, which stays.
        vocabulary: Tells names from places, topics and usual words.
    """

    def __init__(self, people: frozenset[_Person], pseudonym: str | None, vocabulary: Vocabulary) -> None:
        self._pseudonym = frozenset((pseudonym or "").casefold().split())
        places = word_set(vocabulary, "places", "counties", "authorities", "others")
        self._not_names = places | _words_of_bodies(vocabulary)
        self._titles = word_set(vocabulary, "ranks", "titles")
        names = {form for person in people for form in self._forms(person)}
        ordered = sorted(names, key=lambda name: (-len(name), name))
        words = "|".join(r"\s{1,3}".join(map(re.escape, name.split())) for name in ordered) or r"(?!)"
        rank = _rank_source(vocabulary)
        self._known = re.compile(rf"(?<!\w)(?:(?P<rank>{rank})\s{{1,3}})?(?P<name>{words})(?!\w)")
        self._ranked = re.compile(
            rf"(?<!\w)(?P<rank>{rank})\s{{1,3}}{_INITIALS}(?P<name>{_CAPITALISED}(?:\s{_CAPITALISED})?)"
        )

    def in_text(self, text: str | None) -> str | None:
        """The text without names; None stays None."""
        if text is None:
            return None
        text = _ADDRESS.sub(self._address, text)
        return self._ranked.sub(self._unless_thing, self._known.sub(self._post, text))

    def _address(self, match: re.Match[str]) -> str:
        """Nothing of a person's e-mail address; that of an office ("community.safety@…") stays."""
        words = [word for word in re.split(r"[._\d+-]+", match["local"].casefold()) if len(word) > 1]
        named = any(not self._is_thing(word) and not is_usual_word(word) for word in words)
        return NAME if named and (len(words) > 1 or self._known.search(words[0].title())) else match.group()

    def _post(self, match: re.Match[str]) -> str:
        rank = match["rank"]
        if self._pseudonym.issuperset(match["name"].casefold().split()):
            return match.group()
        return NAME if not rank or rank.casefold() in self._titles else rank

    def _unless_thing(self, match: re.Match[str]) -> str:
        """The rank without the name, unless a place or a thing follows it: "Inspector Training Day"."""
        words = match["name"].split()
        if self._is_thing(words[0]):
            return match.group()
        behind = match.group()[len(match["rank"]) :]
        if len(words) > 1 and self._is_thing(words[1]):
            return self._post(match) + behind[behind.rindex(words[1]) - 1 :]
        return self._post(match)

    def _is_thing(self, word: str) -> bool:
        return word.casefold() in self._not_names or word.endswith("shire")

    def _forms(self, person: _Person) -> Iterable[str]:
        """The name whole, its first letter with the surname, and the surname where it can be nothing else."""
        words = person.name.split()
        yield person.name
        yield person.name.upper()
        surname = words[-1].rstrip(".")
        if len(words) > 1 and len(surname) >= _SHORTEST_SURNAME:
            yield f"{words[0][0]} {surname}"
            yield f"{words[0][0]}. {surname}"
            yield f"{surname}, {words[0]}"
            yield f"{words[0]} {surname.upper()}"
            if surname.casefold() not in self._not_names and not is_usual_word(surname.casefold()):
                yield surname
                yield surname.upper()


def _action(action: Action, policy: PeoplePolicy, hide: _Hiding, vocabulary: Vocabulary) -> Action:
    owners = _roles(action, vocabulary) if policy is PeoplePolicy.ROLE else ()
    texts = {column: hide.in_text(getattr(action, column)) for column in _TEXTS}
    return replace(
        action,
        **texts,  # type: ignore[arg-type]  # all of `_TEXTS` are columns of text
        owners=owners,
        updates=tuple(_update(update, hide) for update in action.updates),
        extra=_extra(action.extra, hide),
    )


def _table(table: PlanTable, hide: _Hiding) -> PlanTable:
    headings = tuple(replace(heading, text=hide.in_text(heading.text) or "") for heading in table.headings)
    rows = tuple(replace(row, cells=tuple(hide.in_text(cell) or "" for cell in row.cells)) for row in table.rows)
    return replace(table, title=hide.in_text(table.title), headings=headings, rows=rows)


def _update(update: Update, hide: _Hiding) -> Update:
    return replace(update, label=hide.in_text(update.label), text=hide.in_text(update.text) or "")


def _extra(extra: Mapping[str, str], hide: _Hiding) -> dict[str, str]:
    hidden: dict[str, str] = {}
    for n, (heading, text) in enumerate(extra.items(), start=1):
        hidden[free_name(hide.in_text(heading) or "", hidden, n)] = hide.in_text(text) or ""
    return hidden


def _roles(action: Action, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The rank of each owner, else the post printed beside the name; nobody twice."""
    text = action.lead_agency_text or ""
    titles = word_set(vocabulary, "ranks", "titles")
    found: list[str] = []
    for owner in action.owners:
        person = _person(owner, vocabulary)
        rank = person.rank if person.rank.casefold() not in titles else ""
        role = rank or _post_beside(text, owner, vocabulary)
        if role:
            found.append(role)
    return tuple(dict.fromkeys(found))


def _post_beside(text: str, owner: str, vocabulary: Vocabulary) -> str | None:
    """The post behind a name ("Anna Quill, Head of Safeguarding"), else the one before it."""
    named = re.search(r"\s+".join(map(re.escape, owner.split())), text)
    if named is None:
        return None
    at, end = named.span()
    posts = phrases_of(vocabulary, "post_words", "front", "back")
    behind = _BESIDE.match(text, end, end + _LONGEST_CONTEXT)
    before = _BEFORE.search(text[max(0, at - _LONGEST_CONTEXT) : at])
    for match in (behind, before):
        if match and posts.search(match[1]):
            return match[1].strip()
    return None


def _person(owner: str, vocabulary: Vocabulary) -> _Person:
    match = re.match(rf"(?:{_rank_source(vocabulary)})(?=\s)(?:\s(?:{_rank_source(vocabulary)})(?=\s))?", owner)
    rank = match.group() if match else ""
    return _Person(rank, owner[len(rank) :].strip() or owner)


@lru_cache(maxsize=8)
def _rank_source(vocabulary: Vocabulary) -> str:
    """Ranks and titles as printed, with their capitals, the longest first; "T/" and "A/" may stand before one."""
    phrases = {phrase for listed in vocabulary["ranks"].values() for phrase in listed if len(phrase) > 1}
    ordered = sorted((p for p in phrases if not p.endswith("/")), key=lambda phrase: (-len(phrase), phrase))
    return rf"(?:[TADC]/){{0,2}}(?:{'|'.join(r' '.join(map(re.escape, p.split())) for p in ordered)})"


@lru_cache(maxsize=8)
def _words_of_bodies(vocabulary: Vocabulary) -> frozenset[str]:
    return (
        word_set(vocabulary, "agency_topic_words", "words")
        | word_set(vocabulary, "organisation_words", "words")
        | word_set(vocabulary, "unit_words", "units")
        | word_set(vocabulary, "post_words", "front", "back")
        | word_set(vocabulary, "ranks", *vocabulary["ranks"])
        | word_set(vocabulary, "agency_name_openers", "words")
    )
