"""Text normal form, and texts put together again over a break."""

from __future__ import annotations

import pytest

from normalise.cell_text import (
    ends_open,
    joined,
    lexicon_of,
    mend_words,
    normal_text,
    runs_on,
    starts_inside,
    unwrapped,
)

WORDS = lexicon_of(
    [
        "Safeguarding training for safeguarding leads. Northmereshire and Northmereshire. Partnership work.",
        "A checkup before the checkup.",
    ]
)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("  one\t two\u00a0three ", "one two three"),
        ("first\r\n\r\n second\n", "first\nsecond"),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
        ("cafe\u0301", "café"),
        ("self- assessment", "self-assessment"),
        ("volun- tary, dis-\u200bclosures", "voluntary, disclosures"),
        ("safeguard-\u200bing of neighbour-\u200bhoods", "safeguarding of neighbourhoods"),
        ("cross-\u200bborder, anti-\u200bsocial", "cross-border, anti-social"),
        ("co-\u200bordinator, well-\u200bbeing", "co-ordinator, well-being"),
        ("pre- and post-course", "pre- and post-course"),
        ("con- firmed, re- placed, im- proved", "confirmed, replaced, improved"),
        ("re- write, on- line, post- natal, e- mail", "re-write, on-line, post-natal, e-mail"),
        ("one - two\rthree\u2028four", "one - two\nthree\nfour"),
    ],
)
def test_normal_text_is_the_normal_form(raw: str, normal: str) -> None:
    """Spaces, line ends, invisible characters and parted compounds reach one form."""
    assert normal_text(raw) == normal


@pytest.mark.parametrize(
    ("first", "second", "style", "whole"),
    [
        ("Crime, Safegua", "rding and Incidents", "names", "Crime, Safeguarding and Incidents"),
        ("Custody log c", "hanged in August.", "prose", "Custody log changed in August."),
        ("within the learning pro", "gramme.", "prose", "within the learning programme."),
        ("whatever the person's", "age or background", "prose", "whatever the person's age or background"),
        ("In addition, the", "Force has a panel.", "prose", "In addition, the Force has a panel."),
        ("All staff trained.", "Audit begun.", "prose", "All staff trained.\nAudit begun."),
        ("Review agreed", "1. Publish it", "prose", "Review agreed\n1. Publish it"),
        ("Green", "Green", "lines", "Green\nGreen"),
        ("by the end of", "March 2022", "names", "by the end of March 2022"),
        ("with the family's con", "sent to it", "prose", "with the family's consent to it"),
        ("the work of non", "clinical staff", "prose", "the work of non clinical staff"),
        ("this may", "be so", "prose", "this may be so"),
        ("to co-", "ordinate the work", "prose", "to co-ordinate the work"),
        ("The form is in", "formed by practice", "prose", "The form is in formed by practice"),
        ("safe in the relation", "ship of the two", "prose", "safe in the relationship of the two"),
        ("", "Only", "prose", "Only"),
    ],
)
def test_joined_finds_word_sentence_or_paragraph(first: str, second: str, style: str, whole: str) -> None:
    """Two parts become one word, one sentence or two paragraphs, as the break fell."""
    assert joined(first, second, WORDS, style) == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("27th Fe bruary 2022", "27th February 2022"),
        ("Par tnership Board", "Partnership Board"),
        ("Northmere (Communication\ns) and the\nBoard", "Northmere (Communications) and the\nBoard"),
        ("Train\ning\nnew", "Train\ning\nnew"),
        ("COMPLET E in May", "COMPLETE in May"),
        ("employer s and recognise d", "employers and recognised"),
        ("Northmere-shire Police", "Northmereshire Police"),
        ("multi-agency work", "multi-agency work"),
        ("to be con-firmed in Novem-ber", "to be confirmed in November"),
        ("a consulta-tion of cus-tomers", "a consultation of customers"),
        ("pro-active, socio-economic and trans-gender", "pro-active, socio-economic and trans-gender"),
        ("mis-used, un-used, non-molestation, ante-natal", "mis-used, un-used, non-molestation, ante-natal"),
        ("Each check-up is noted", "Each check-up is noted"),
        ("Jo in partnership with us", "Jo in partnership with us"),
        ("option b or plan c", "option b or plan c"),
        ("a safe guarding word", "a safe guarding word"),
        ("Safety Partners hip", "Safety Partnership"),
        ("c ommence d", "commenced"),
        ("Continuo us", "Continuous"),
        ("Gree n, then Amb er", "Green, then Amber"),
        ("Anita Rowbotha m, of Mid y Bont", "Anita Rowbotham, of Mid y Bont"),
        ("Dr Imogen Featherstonhau gh", "Dr Imogen Featherstonhaugh"),
        ("Llanfair hrs and Brynmawr pm", "Llanfair hrs and Brynmawr pm"),
        ("Jo hn and the GP s", "Jo hn and the GP s"),
        ("a self-assessme nt form", "a self-assessment form"),
        ("the practitioners ' forum", "the practitioners' forum"),
        ("Children’ s Services", "Children’s Services"),
        ("the MARAC as a member", "the MARAC as a member"),
        ("a report re the prompt re safety", "a report re the prompt re safety"),
        ("posters, beer mats and book marks", "posters, beer mats and book marks"),
    ],
)
def test_mend_words_makes_only_cut_words_whole(text: str, mended: str) -> None:
    """A word left in halves is joined; words that merely stand side by side are not."""
    assert mend_words(text, WORDS) == mended


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (
            "seek assurance that assessments under\nthe Act are done",
            "seek assurance that assessments under the Act are done",
        ),
        ("Staff were asked what they knew.\nand so on", "Staff were asked what they knew.\nand so on"),
        ("policy reviewed\ntraining held", "policy reviewed\ntraining held"),
        ("All of the agencies should:\na) train staff", "All of the agencies should:\na) train staff"),
        ("All of the agencies should train\nStaff should ask", "All of the agencies should train\nStaff should ask"),
    ],
)
def test_a_line_that_a_column_broke_is_joined(lines: str, whole: str) -> None:
    """A sentence that goes on in lower case is one paragraph; a list and a new sentence keep their lines."""
    assert unwrapped(lines) == whole


def test_what_is_open_and_what_goes_on() -> None:
    """A connecting word, comma or open bracket is an open end; a small letter, but no list item or address, goes on."""
    assert all(map(ends_open, ("reviewed by the", "police, health,", "leads (named", "HSCP &")))
    assert not any(map(ends_open, ("All done.", "Northmere Police", "leads (named)")))
    assert all(map(starts_inside, ("and then", "), as agreed", "which is due")))
    assert not any(map(starts_inside, ("a) first part", "https://example.org", "Audit", "eLearning module", "")))
    assert runs_on("records show that", "staff asked.", WORDS)
    assert not runs_on("Records show it.", "Staff asked.", WORDS)
