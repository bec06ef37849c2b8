"""How far an action has come, by the words of its completion, progress or update cell.

What a cell opens with decides ("Completed – …"); else its last statement about the whole action ("This action is now
complete.", a closing "Complete."); else, in a cell of a few words, the last word of completion. A word inside a
narrative about something else ("officers complete a form") decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.completion.clauses import clause_about_action, under_way
from normalise.completion.left_open import is_left_open
from normalise.completion.opening import NOT_YET, WAITS, is_last, opening_statement
from normalise.completion.parts import SOME_OF_SEVERAL, state_of_parts
from normalise.completion.routine import is_routine, is_verb
from normalise.completion.slips import mend_slips
from normalise.completion.state_guess import guess_state
from normalise.completion.whole import DATE_MARK, WORD, Statement, is_sole, is_whole
from normalise.completion.words import CompletionWords, completion_words, find_mentions
from normalise.date_shapes import MONTH
from normalise.phrases import word_set
from normalise.plan import CompletionState, Update
from normalise.ratings.words import RatingWords, rating_words
from normalise.vocabulary import Vocabulary

MOST_WORDS_OF_A_SHORT_CELL = 12
SURER_THAN_A_WORD = 0.7
"""A guess of this share, from all words of a short cell, overrules a word of completion somewhere in it."""
LONGEST_SENTENCE = 600
"""Characters of a sentence that are looked at; a state stands at its start."""

_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|(?:\d{{1,2}}(?:\s?(?:st|nd|rd|th))?\s+)?(?:of\s+)?{MONTH}[\s,'’-]*\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}|\d{{4}}-\d\d-\d\d|(?:19|20)\d\d(?:[/-]\d{{2,4}})?)\b",
    re.IGNORECASE,
)
_HOW_LATE = re.compile(
    rf"(?<={re.escape(DATE_MARK)}) [\s,–-]{{0,4}}(?:\(late|\(?(?:\d{{1,3}}|[a-z]{{1,7}}) (?:working )?"
    r"(?:day|week|month)s? (?:late|behind (?:schedule|target)))\b",
    re.IGNORECASE,
)
"""Behind the date of completion, by how much it was missed: "12 May 2022 (two weeks late)"."""
_FILE_OR_LINK = re.compile(
    r"(?<!\S)(?:https?://|www\.)\S{1,2000}|(?<![^\s/])[^\s/]{1,200}\.(?:pdf|docx?|xlsx?|pptx?|msg)\b", re.IGNORECASE
)
_LIST_LABEL = re.compile(r"^([^\S\n]{0,8}\(?(?:\d{1,2}|[a-h]|[ivx]{1,4}))[.)](?=\s)", re.MULTILINE)
_SENTENCE = re.compile(r"[\n;!?]+|(?<!\.)\.+(?=\s|$)")
_BY_ONE = re.compile(r"\s+(?:by|for|in|within|at)\s+(?:the\s+)?(?!end\b|all\b|time\b)[A-Za-z]|\s?\([A-Z]")
_LEFT_OVER = re.compile(
    r"(?:action |now |this was )?re-?opened\b"
    r"|(?:still |actions? |work |items? |tasks? )?(?:outstanding|remaining|still to do|to do|left to do)"
    r"(?: (?:actions?|items?|work|tasks?|elements?))?\s?(?::(?!\s?(?:none|nil|nothing|n/a))|$|is\b|are\b|[–—-]\s)",
    re.IGNORECASE,
)
_PART_LEFT = re.compile(
    r"(?:(?:action|part|point|step|item)s?\s)?\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-h]|[ivx]{1,4})[.)]?\s(?:(?:is|are|has|have|still|remains?)\s){0,2}"
    r"(?:outstanding(?!\s[a-z]+s\b)|not\s(?:yet|been|started|begun)|in progress|overdue|delayed|under ?way|incomplete"
    r"|yet to)\b",
    re.IGNORECASE,
)
"""A numbered step that is not done: "1.3 outstanding because …", "Action 3 is in progress"."""
_PER_CENT = re.compile(r"(?<=\d)\s?per\s?cent\b", re.IGNORECASE)
_SHARE_DONE = re.compile(
    r"\W*(\d{1,3})\s?%(?:\s(?:complete|completed|done|achieved|delivered))?(?=\s?[–—:,(]|\s-|\s*$)", re.IGNORECASE
)
"""What a cell opens with: "75%", "75% – form live"; not "75% of staff"."""
_NOT_DONE = re.compile(
    r"(?:(?:the |this )?action )?(?:(?:was |is |has |could |can)?not (?:been |be |able to )?|unable to )"
    r"(?:complete|completed|done|delivered|met|finished)\b",
    re.IGNORECASE,
)
_IN_PART = re.compile(rf"[^.;]{{0,40}}?{SOME_OF_SEVERAL}", re.IGNORECASE)
"""Behind a word of completion: some of several, "live in 3 of 5 localities"."""
_MOST_WORDS_OF_AN_OPENING = 5
_OPENINGS = frozenset({CompletionState.COMPLETE, CompletionState.NOT_STARTED})
_BEGUN = frozenset({CompletionState.COMPLETE, CompletionState.IN_PROGRESS})
_UNDER_WAY = frozenset({CompletionState.IN_PROGRESS, CompletionState.NOT_STARTED})


def parse_state(text: str | None, vocabulary: Vocabulary) -> CompletionState | None:
    """How far a cell says that its action has come, or None; a rating or a bare date says nothing.

    Args:
        text: The cell, lines separated by a newline; None for no cell.
        vocabulary: The `completion` sections and the rating sections.
    """
    words, ratings = completion_words(vocabulary), rating_words(vocabulary)
    sentences = _sentences(_PER_CENT.sub("%", mend_slips(text or "", vocabulary)), ratings)
    if not sentences:
        return CompletionState.COMPLETE if (text or "").strip().casefold() in words.marks else None
    if len(sentences) == 1 and sentences[0].casefold().strip(f" .,–-{DATE_MARK}") in words.marks:
        return CompletionState.COMPLETE
    if _is_ticked_in_part(text or "", words, vocabulary):
        return CompletionState.IN_PROGRESS
    percent = _SHARE_DONE.match(sentences[0])
    if percent:
        return _of_percent(int(percent.group(1)))
    return state_of_parts(sentences, words) or _decided(sentences, words, text or "")


def _is_ticked_in_part(text: str, words: CompletionWords, vocabulary: Vocabulary) -> bool:
    """Whether each line is marked by itself, some as done and some as not: "✔ July 2022", below it "✘"."""
    marks = [line.strip()[:1].casefold() for line in text.split("\n") if line.strip()]
    signs = {mark for mark in marks if not mark.isalnum()}
    done, not_done = signs & words.marks, signs & word_set(vocabulary, "completion_answers", "no")
    return bool(done and not_done) and len(done | not_done) == len(set(marks))


def state_from(
    completion_text: str | None,
    progress_text: str | None,
    updates: Sequence[Update],
    vocabulary: Vocabulary,
    *,
    bare_date_is_complete: bool,
) -> CompletionState:
    """The state of an action: from its completion cell, else its progress cell, else its last update.

    A progress cell that is nothing but a state ("Complete") tells more than a completion cell that goes on about what
    is open, and than one with words beside a bare date; a completion cell of "No" denies what others say is complete.

    Args:
        completion_text: The completion cell, or None.
        progress_text: The progress cell, or None.
        updates: The action's updates, oldest first.
        vocabulary: The `completion` sections and the rating sections.
        bare_date_is_complete: The completion cell has a date of completion; it counts where its words say nothing.
    """
    says_no = _says_no(completion_text, vocabulary)
    state = None if says_no else parse_state(completion_text, vocabulary)
    if state not in (None, CompletionState.COMPLETE) and is_status(progress_text, vocabulary):
        state = state if _opens_with_state(completion_text, vocabulary) else parse_state(progress_text, vocabulary)
    if state is None and completion_text and bare_date_is_complete:
        told = parse_state(progress_text, vocabulary) if is_status(progress_text, vocabulary) else None
        state = told if told is not None and _says_more_than_when(completion_text) else CompletionState.COMPLETE
    state = state or _of_progress(progress_text, updates, vocabulary)
    if state is None and updates:
        state = parse_state(updates[-1].text, vocabulary)
    if says_no and state in (None, CompletionState.COMPLETE):
        state = CompletionState.IN_PROGRESS if progress_text or updates else None
    return state or CompletionState.NOT_STATED


def _says_more_than_when(text: str) -> bool:
    """Whether a completion cell has words of its own beside its date: "First report received April 2023"."""
    return len(WORD.findall(_DATE.sub(" ", text))) > 1


def is_status(text: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a cell is one statement of how far the action has come and nothing else, as of a column of them.

    Args:
        text: The cell, or None.
        vocabulary: The `completion` sections and the rating sections.
    """
    words = completion_words(vocabulary)
    sentences = _sentences(text or "", rating_words(vocabulary))
    mentions = find_mentions(sentences[0], words) if len(sentences) == 1 else []
    return len(mentions) == 1 and (mentions[0].start, mentions[0].end) == (0, len(sentences[0]))


def _opens_with_state(text: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a cell says first how far the action has come, and not what became of it."""
    words = completion_words(vocabulary)
    sentences = _sentences(mend_slips(text or "", vocabulary), rating_words(vocabulary))
    return not sentences or opening_statement(sentences[0], words) is not None


def _of_progress(text: str | None, updates: Sequence[Update], vocabulary: Vocabulary) -> CompletionState | None:
    """What a progress cell says; of dated entries the last where an earlier one says that nothing was begun yet."""
    state = parse_state(text, vocabulary)
    if state in NOT_YET and text and len(updates) > 1 and updates[-1].text in text:
        return parse_state(updates[-1].text, vocabulary)
    return state


def _says_no(text: str | None, vocabulary: Vocabulary) -> bool:
    """Whether a completion cell answers that it is not complete, and nothing else: "N", "No"."""
    return (text or "").strip(" .").casefold() in word_set(vocabulary, "completion_answers", "no")


def _of_percent(percent: int) -> CompletionState:
    if percent >= 100:
        return CompletionState.COMPLETE
    return CompletionState.IN_PROGRESS if percent else CompletionState.NOT_STARTED


def _sentences(text: str, ratings: RatingWords) -> list[str]:
    """The cell in sentences, without ratings and with a mark for each date."""
    labelled = _LIST_LABEL.sub(r"\1", text.replace("’", "'"))
    bare = _DATE.sub(f" {DATE_MARK} ", ratings.colour.sub(" ", _FILE_OR_LINK.sub(" ", labelled)))
    on_its_date = _HOW_LATE.sub(" ", bare)
    pieces = (" ".join(piece.split()).strip(" -–—•*:,.") for piece in _SENTENCE.split(on_its_date))
    return [piece[:LONGEST_SENTENCE] for piece in pieces if any(c.isalnum() or ord(c) > 0x2000 for c in piece)]


def _decided(sentences: Sequence[str], words: CompletionWords, text: str) -> CompletionState | None:
    opening = opening_statement(sentences[0], words)
    told = [(n, s) for n, sentence in enumerate(sentences) if (s := _about_the_whole(sentence, words)) is not None]
    later = [statement for n, statement in told if n > 0 or statement.sole]
    closing = _about_the_whole(sentences[-1], words) if len(sentences) > 1 else None
    if _is_given_up(sentences, words):
        return CompletionState.NOT_PROGRESSED
    is_late = opening is not None and opening.state is CompletionState.OVERDUE
    is_called_off = not is_late and any(words.called_off.search(s) for s in sentences)
    if is_called_off and any(words.arranged_again.search(s) for s in sentences):
        return CompletionState.IN_PROGRESS
    if not later and _is_done_in_part(sentences[0], words):
        return CompletionState.IN_PROGRESS
    if opening is not None:
        if opening.state is CompletionState.COMPLETE and _rest_is_open(sentences, words):
            return CompletionState.IN_PROGRESS
        if opening.weak and told and told[0][0] == 0 and told[0][1].sole:
            return told[0][1].state  # "Launched May 2022, ongoing."
        done = opening.state is CompletionState.COMPLETE
        goes_on = opening.weak and closing is not None and closing.state is CompletionState.IN_PROGRESS
        settled = (done and not goes_on) or closing is None or not closing.sole
        return opening.state if settled or closing is None else closing.state
    if later:
        return CompletionState.COMPLETE if _is_routine_now(later) else later[-1].state
    if is_left_open(sentences, words):
        return CompletionState.IN_PROGRESS
    if sum(len(WORD.findall(sentence)) for sentence in sentences) <= MOST_WORDS_OF_A_SHORT_CELL:
        state = _last_word(sentences, words)
        return state if guess_state(text, SURER_THAN_A_WORD) in (None, state) else None
    return _opens_with_a_thing(sentences, words) or under_way(sentences, words)


def _is_routine_now(told: Sequence[Statement]) -> bool:
    """Whether what was completed is told to go on as a routine: "Completed June 2022. Now BAU"."""
    *earlier, last = told
    return last.state is CompletionState.ONGOING and any(s.state is CompletionState.COMPLETE for s in earlier[-1:])


def _is_done_in_part(sentence: str, words: CompletionWords) -> bool:
    """Whether a sentence says of some of several that they are done: "Template live in 3 of the 5 localities"."""
    done = [m for m in find_mentions(sentence, words) if m.state is CompletionState.COMPLETE]
    return bool(done) and _IN_PART.match(sentence, done[-1].end) is not None


def _is_given_up(sentences: Sequence[str], words: CompletionWords) -> bool:
    """Whether a cell tells why it never will be done: "Not completed. The forum was disbanded", "X declined. NFA"."""
    if len(sentences) > 1 and words.no_further.match(sentences[-1]) and words.refused.search(sentences[-2]):
        return True
    return bool(_NOT_DONE.match(sentences[0]) and any(words.given_up.search(sentence) for sentence in sentences))


def _opens_with_a_thing(sentences: Sequence[str], words: CompletionWords) -> CompletionState | None:
    """What a narrative opens with in a few words ("Audit complete.", "Audits have not begun."), if nothing differs."""
    first, later = sentences[0], [sentence for sentence in sentences[1:] if not words.another.search(sentence)]
    mentions = find_mentions(first, words)
    if len(WORD.findall(first)) > _MOST_WORDS_OF_AN_OPENING or not mentions or mentions[-1].weak:
        return None
    state = _last_word([first], words)
    is_last = not first[mentions[-1].end :].strip(f" {DATE_MARK}")
    differs = any(m.state is not state for s in later for m in find_mentions(s, words))
    return state if is_last and not differs and state in _OPENINGS else None


def _rest_is_open(sentences: Sequence[str], words: CompletionWords) -> bool:
    """Whether a cell that opens with "Completed" goes on to say what is not: "… by the Police. Council in progress"."""
    first = find_mentions(sentences[0], words)
    if any(_LEFT_OVER.match(sentence) or _PART_LEFT.match(sentence) for sentence in sentences[1:]):
        return True
    if first and is_last(sentences[0], first[0]) and any(_is_only_under_way(s, words) for s in sentences[1:]):
        return True
    if not first or not _BY_ONE.match(sentences[0], first[0].end) or DATE_MARK in " ".join(sentences):
        return False
    last = find_mentions(sentences[-1], words)
    later = last if len(sentences) > 1 else [m for m in last if m.start > first[0].end]
    ends = [m for m in later if m.state in _UNDER_WAY and _ends_with(sentences[-1][m.end :])]
    return bool(ends) and ends[-1] is later[-1]


def _is_only_under_way(sentence: str, words: CompletionWords) -> bool:
    """Whether a line is nothing but that work is in progress or not begun, as of the next of several things."""
    mentions = find_mentions(sentence, words)
    sole = len(mentions) == 1 and mentions[0].start == 0 and is_last(sentence, mentions[0])
    return sole and mentions[0].state in _UNDER_WAY and not mentions[0].weak


def _ends_with(rest: str) -> bool:
    """Whether nothing but a word, or whom it is for, is left of a sentence: "outstanding for health"."""
    return len(WORD.findall(rest)) <= (_MOST_WORDS_OF_AN_OPENING if _BY_ONE.match(rest) else 1)


def _about_the_whole(sentence: str, words: CompletionWords) -> Statement | None:
    """What a sentence states about the whole action, at its start or after its last dash, bracket or colon."""
    pieces = re.split(rf"\s[-–—]\s|[–—(:{re.escape(DATE_MARK)}]", sentence)
    for piece in [sentence, *(piece.strip(" ,") for piece in reversed(pieces[1:]))]:
        mentions = find_mentions(piece, words)
        sole = next((m for m in reversed(mentions) if is_sole(piece, m, words)), None)
        if sole is not None:
            closed = sole.state is CompletionState.ONGOING and _opens_closed(sentence, words)
            return Statement(CompletionState.COMPLETE if closed else sole.state, True, sole.weak)
    clause = clause_about_action(sentence, words)
    if clause is not None:
        return clause
    mentions = find_mentions(sentence, words)
    shouted = [m for m in mentions if m.shouted and not m.weak]
    if shouted:
        return Statement(shouted[-1].state, True, False)
    whole = (
        mentions[0]
        if mentions and not mentions[0].weak and is_whole(sentence, mentions[0], words, opens=False)
        else None
    )
    return Statement(whole.state, False, False) if whole else None


def _opens_closed(sentence: str, words: CompletionWords) -> bool:
    """Whether a sentence opens with the end of the action: "Closed – business as usual"."""
    mentions = find_mentions(sentence, words)[:1]
    return any(
        m.state is CompletionState.COMPLETE and not m.weak and is_whole(sentence, m, words, opens=False)
        for m in mentions
    )


def _last_word(sentences: Sequence[str], words: CompletionWords) -> CompletionState | None:
    """The last state in a short cell; a weak word counts where there is no other.

    Where something is done and something else is not, the whole is in progress: "Training complete, policy
    outstanding", "Tool drafted, sample not yet pulled".
    """
    told = [
        (s, m) for s in sentences for m in find_mentions(s, words) if not is_verb(s, m) and not is_routine(s, m, words)
    ]
    found = [m for _, m in told]
    best = [m for m in found if not m.weak] or found
    if not best:
        return None
    state, count = best[-1].state, found.index(best[-1])
    behind = found[count + 1 :]
    begun = any(m.state in _BEGUN and not WAITS.match(s, m.start) for s, m in told[:count])
    if state is CompletionState.NOT_STARTED and begun:
        return CompletionState.IN_PROGRESS
    if state is CompletionState.COMPLETE and any(m.state in _UNDER_WAY for m in behind):
        return CompletionState.IN_PROGRESS
    return state
