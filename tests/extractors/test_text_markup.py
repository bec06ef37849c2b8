"""From a converter's cell to its plain words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.text.markup import plain_text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<p>First.</p> <p>Second.</p>", "First.\nSecond."),
        ('<p class="x" title="a > b">One</p>', "One"),
        ("One<br>Two<BR/>Three", "One\nTwo\nThree"),
        ("<ul><li>One</li><li>Two", "One\nTwo"),
        ("<i>Train</i> <u>all</u> <b>staff</b>", "Train all staff"),
        ("9 <sup>th</sup> March and H<sub>2</sub>O", "9th March and H2O"),
        ("1<sup> st </sup>May", "1st May"),
        ("Health &amp; Care &lt;18 &#163;5 R&D &notify", "Health & Care <18 £5 R&D &notify"),
        (
            "in < 5 days, p<0.05, a <b and <name> or <me@example.org>",
            "in < 5 days, p<0.05, a <b and <name> or <me@example.org>",
        ),
        ("Kept <script>dropped()</script>too<style>p {}</style>", "Kept too"),
        ("Kept <script> also without an end", "Kept also without an end"),
        ("Kept<!-- dropped --> too <!-- and this", "Kept too <!-- and this"),
        ('Cut by the page <ol style="list-style', "Cut by the page"),
        ("a\u00a0b\u200bc\u00add \u2003 e", "a bcd e"),
        ("Cafe\u0301", "Café"),
        (" a \n\n  b\t c ", "a\nb c"),
        ("", ""),
    ],
)
def test_markup(raw: str, words: str) -> None:
    """Tags, entities and odd spaces go; words and their signs stay."""
    assert plain_text(raw) == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ('<ol style="x"> 1. Plan it. 2. Do it in 3. steps 3. End it', "1. Plan it.\n2. Do it in\n3. steps 3. End it"),
        ("<ol> 1. Meet 2.5 hours 2. Report ", "1. Meet 2.5 hours\n2. Report"),
        ("<ol> 3. Third 4. Fourth </ol> 5. Not of the list", "3. Third\n4. Fourth\n5. Not of the list"),
        ("<ol> a) One b) Two c) Three", "a) One\nb) Two\nc) Three"),
        ("<ol> i. One ii. Two iii. Three", "i. One\nii. Two\niii. Three"),
        ("<ol> 1. One 3. Three", "1. One 3. Three"),
        ("<p>Do:</p> <ul> - Well-being - Care <p>End</p>", "Do:\n- Well-being\n- Care\nEnd"),
        ("<ul> • One • Two", "• One\n• Two"),
        ("<ul> One two Three four", "One two Three four"),
        ("1. Not 2. in a list", "1. Not 2. in a list"),
    ],
)
def test_inline_lists(raw: str, words: str) -> None:
    """Items printed on one line are parted at sequential labels or at their bullet, only inside a list element."""
    assert plain_text(raw) == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("**bold** and __bold__ and *it* and ***both***", "bold and bold and it and both"),
        ("**all *inside***", "all inside"),
        ("5*3*2 = 30 and 2 * 3 * 4", "5*3*2 = 30 and 2 * 3 * 4"),
        ("Costs* are estimates", "Costs* are estimates"),
        ("Signed ______ on ____", "Signed ______ on ____"),
        (r"a \*star\*", "a *star*"),
        ("**over<br>lines**", "over\nlines"),
    ],
)
def test_emphasis(raw: str, words: str) -> None:
    """Markdown marks go where they come in pairs around words."""
    assert plain_text(raw) == words


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("$9^{th}$ March 2021", "9th March 2021"),
        (r"$30^{\text{th}}$ July", "30th July"),
        ("the 9 $^{th}$ of May", "the 9th of May"),
        (r"$100\%$ of staff", "100% of staff"),
        (r"$\checkmark$ done $\rightarrow$ closed", "✓ done → closed"),
        ("between $5 and $9", "between $5 and $9"),
        (r"$\frac{1}{2}$ of them", r"$\frac{1}{2}$ of them"),
        ("~~June~~ September", "June September"),
        ("about ~~ 5", "about ~~ 5"),
        ("![](images/logo.png) Signed off", "Signed off"),
        ("see [the toolkit](https://example.gov.uk/kit)", "see the toolkit"),
        ("[Name](deceased) and [1]", "[Name](deceased) and [1]"),
        (r"\- April 2022, A\&E, item 1\.", "- April 2022, A&E, item 1."),
        (r"\\server\share", r"\\server\share"),
    ],
)
def test_markdown_and_formulas(raw: str, words: str) -> None:
    """What converters write for raised endings, signs, links, pictures and struck words is printed as on the page."""
    assert plain_text(raw) == words


@pytest.mark.parametrize(
    "unit",
    [
        "$^",
        "$a\\",
        "~~a",
        "[a](#",
        "![",
        "<",
        "<p ",
        '<p a="',
        "<!--",
        "<script>",
        "x <sup>",
        "<ol> 1. a ",
        "**a ",
        "__",
        "&#",
        " ",
        "\u0301\u0323",
    ],
)
def test_the_time_grows_with_hostile_markup(unit: str, in_proportion: Callable[..., None]) -> None:
    """Broken markup takes a time that grows with its length and no faster."""
    in_proportion(lambda size: plain_text((unit * size)[:size]), size=500_000)
