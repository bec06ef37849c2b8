"""Make the documents of the cases `tests/cases/word_…`, one for each thing that Word can do to a table.

    python tests/extractors/word_cases/make_word_cases.py

Each is the same plan of two actions, so that only the construct differs. The files are committed; a test holds them
to this maker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from word_package_parts import cell, control, paragraph, row, run, table, tracked, word_file

HEADINGS = ("Recommendation", "Action", "Lead agency", "Target date", "Progress")
FIRST = ("1. Staff recognise coercive control.", "Run a workshop for duty teams.", "Marlowick Council", "June 2024")
SECOND = ("2. Records are shared.", "Agree a protocol for sharing.", "Marlowick Police", "September 2024")
TITLE = paragraph("Action plan")
CASES = Path(__file__).parents[2] / "cases"


def _plan(first: str, second: str, properties: str = "", heading: str = "") -> str:
    return TITLE + table(heading or row(*HEADINGS), first, second, properties=properties)


def controls_at_every_level() -> bytes:
    """Controls around a row, a cell, a paragraph and a run, one within another."""
    action = control(paragraph("Run a ", control(run("workshop")), " for duty teams."))
    first = row(FIRST[0], control(control(cell(action))), FIRST[2], FIRST[3], "Complete")
    return word_file(_plan(first, control(row(*SECOND, "In progress"))), {})


def plan_in_control() -> bytes:
    """The whole plan with its title stands in a control within another, as a form's template has it."""
    plan = _plan(row(*FIRST, "Complete"), row(*SECOND, "In progress"))
    return word_file(control(control(plan)) + paragraph("End of the plan."), {})


def prompts() -> bytes:
    """Controls that nobody filled in show a prompt: around a run, a paragraph and a cell."""
    empty = "<w:showingPlcHdr/>"
    prompt = run("Click or tap to enter text.", '<w:rStyle w:val="PlaceholderText"/>')
    first = row(*FIRST, cell(paragraph(control(prompt, empty))))
    second = row(SECOND[0], SECOND[1], SECOND[2], control(cell(paragraph(prompt)), empty), "In progress")
    return word_file(_plan(first, second), {})


def check_boxes() -> bytes:
    """A box of a control, one of an old form, a choice of an old form, and ticks of symbol fonts."""
    state = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    ticked = control(run("✔"), state) + run(" Briefed")
    old = _field('<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>', " FORMCHECKBOX ")
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("Not started", "In progress", "Complete"))
    chosen = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    first = row(
        *FIRST[:3], FIRST[3], cell(paragraph(ticked), paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'))
    )
    second = row(*SECOND[:3], SECOND[3], cell(paragraph(old, " Briefed"), paragraph(_field(chosen, " FORMDROPDOWN "))))
    return word_file(_plan(first, second), {})


def insertions_and_deletions() -> bytes:
    """Words, a row and the end of a paragraph changed with tracking on; a sentence moved from one cell to another."""
    run_action = paragraph(
        tracked("ins", run("Run a workshop")), tracked("del", "<w:r><w:delText>Send a leaflet</w:delText></w:r>"),
        " for duty teams.",
    )  # fmt: skip
    moved_here = paragraph(tracked("moveTo", run("Complete")))
    first = row(FIRST[0], cell(run_action), FIRST[2], FIRST[3], cell(moved_here))
    gone = row("9. Withdrawn.", "Do nothing.", "Nobody", "May 2020", "Complete", properties=tracked("del"))
    joined = cell(
        paragraph("Agree a protocol ", properties=f"<w:rPr>{tracked('del')}</w:rPr>"), paragraph("for sharing.")
    )
    moved_away = cell(paragraph("In progress", tracked("moveFrom", run("Complete"))))
    return word_file(_plan(first, gone + row(SECOND[0], joined, SECOND[2], SECOND[3], moved_away)), {})


def merged_cells() -> bytes:
    """A recommendation merged down, a title over all columns, two cells merged the old way, a row that starts late."""
    title = row(cell("Action plan of the partnership", properties='<w:gridSpan w:val="5"/>'))
    first = row(
        cell(FIRST[0], properties='<w:vMerge w:val="restart"/>'),
        FIRST[1],
        cell(FIRST[2], properties='<w:hMerge w:val="restart"/>'),
        cell(properties='<w:hMerge w:val="continue"/>'),
        "Complete",
    )
    second = row(cell(paragraph(), properties="<w:vMerge/>"), *SECOND[1:], "In progress")
    late = row("Ask what survivors think.", *SECOND[2:], "", properties='<w:gridBefore w:val="1"/>')
    return word_file(_plan(first, second + late, heading=title + row(*HEADINGS)), {})


def uneven_rows() -> bytes:
    """A row that ends early and says so, one that ends early and does not, and one that starts late and ends early."""
    ends = row(*FIRST[:3], FIRST[3], properties='<w:gridAfter w:val="1"/>')
    within = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    inner = row("Train the trainers.", *SECOND[2:], properties=within)
    wide = row(SECOND[0], cell(SECOND[1], properties='<w:gridSpan w:val="2"/>'), SECOND[3])
    return word_file(_plan(ends + inner, wide), {})


def nested_cards() -> bytes:
    """Two cards side by side, each a table in a cell of a table that only lays them out."""
    cards = []
    for words, progress in ((FIRST, "Complete"), (SECOND, "In progress")):
        pairs = zip(HEADINGS, (*words, progress), strict=True)
        cards.append(cell(table(*(row(*pair) for pair in pairs), n_columns=2), "<w:p/>"))
    return word_file(TITLE + table(row(*cards), n_columns=2), {})


def nested_table_in_a_cell() -> bytes:
    """A small table of updates within a cell of the plan."""
    updates = table(row("May 2024", "Booked"), row("June 2024", "Held"), n_columns=2)
    first = row(*FIRST, cell(paragraph("Complete"), updates, "<w:p/>"))
    return word_file(_plan(first, row(*SECOND, "In progress")), {})


def list_numbers() -> bytes:
    """Recommendation numbers and lettered points that Word counts itself, levels restarting under each number."""
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    )
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'

    def item(text: str, level: int) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(text, properties=place)

    rows = [
        row(cell(item(words[0][3:], 0)), cell(item(words[1], 1), item("Tell partners.", 1)), *words[2:], progress)
        for words, progress in ((FIRST, "Complete"), (SECOND, "In progress"))
    ]
    return word_file(_plan(*rows), {"numbering": lists})


def fields_and_links() -> bytes:
    """A date that a field prints, a link, a smart tag, a hyphen that does not break, one that does not show."""
    date = _field("", ' DATE \\@ "MMMM yyyy" ', run("June 2024"))
    protocol = paragraph(
        "Agree a ", f"<w:hyperlink>{run('protocol')}</w:hyperlink>", " for ",
        f'<w:smartTag w:element="x">{run("multi")}</w:smartTag>',
        "<w:r><w:noBreakHyphen/><w:t>agen</w:t><w:softHyphen/><w:t>cy</w:t></w:r>", " sharing.",
    )  # fmt: skip
    first = row(*FIRST[:3], cell(paragraph(date)), "Complete")
    return word_file(_plan(first, row(SECOND[0], cell(protocol), *SECOND[2:], "In progress")), {})


def breaks_and_signs() -> bytes:
    """A line break, a tab, a space that does not break, a raised ending, a tick of a symbol font between words."""
    action = "<w:r><w:t>Run a workshop</w:t><w:br/><w:t>Tell</w:t><w:tab/><w:t>partners.</w:t></w:r>"
    raised = paragraph("30", run("th", '<w:vertAlign w:val="superscript"/>'), " June\u00a02024")
    tick = paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', " Complete")
    first = row(FIRST[0], cell(paragraph(action)), FIRST[2], cell(raised), cell(tick))
    agency = paragraph("<w:r><w:t>Marlo</w:t><w:softHyphen/><w:t>wick Police</w:t></w:r>")
    return word_file(_plan(first, row(*SECOND[:2], cell(agency), SECOND[3], "In progress")), {})


def endnotes() -> bytes:
    """A note at the end of the document, marked in a cell of the plan."""
    note = f'<w:endnote w:id="2">{paragraph("<w:r><w:endnoteRef/></w:r>", "Moved from March.")}</w:endnote>'
    marked = cell(paragraph("June 2024", '<w:r><w:endnoteReference w:id="2"/></w:r>'))
    return word_file(_plan(row(*FIRST[:3], marked, "Complete"), row(*SECOND, "In progress")), {"endnotes": note})


def footnotes() -> bytes:
    """A note marked in a cell, and one marked in a heading."""
    notes = "".join(
        f'<w:footnote w:id="{n}">{paragraph("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
        for n, text in ((2, "Held jointly with the hospital."), (3, "As at the last meeting."))
    )
    heading = row(*HEADINGS[:4], cell(paragraph("Progress", '<w:r><w:footnoteReference w:id="3"/></w:r>')))
    marked = cell(paragraph("Run a workshop for duty teams.", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    first = row(FIRST[0], marked, *FIRST[2:], "Complete")
    return word_file(_plan(first, row(*SECOND, "In progress"), heading=heading), {"footnotes": notes})


def text_box() -> bytes:
    """The plan stands in a text box, which Word keeps twice: as a shape, and in VML for older programs."""
    plan = table(row(*HEADINGS), row(*FIRST, "Complete"), row(*SECOND, "In progress")) + "<w:p/>"
    box = f"<w:txbxContent>{plan}</w:txbxContent>"
    shape = f"<w:drawing><wp:inline><a:graphic><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphic></wp:inline>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<mc:Choice Requires="wps">{shape}</w:drawing></mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return word_file(TITLE + f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>", {})


def hidden_text() -> bytes:
    """Text hidden by hand and by a character style, beside text that shows."""
    styles = '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>{}</w:style>'.format(
        "<w:rPr><w:vanish/></w:rPr>"
    )
    shown = paragraph("Run a workshop", run(" or do not", "<w:vanish/>"), " for duty teams.")
    styled = paragraph("Agree a protocol for sharing.", run(" Not agreed.", '<w:rStyle w:val="Secret"/>'))
    first, second = (FIRST[0], cell(shown), *FIRST[2:]), (SECOND[0], cell(styled), *SECOND[2:])
    return word_file(_plan(row(*first, "Complete"), row(*second, "In progress")), {"styles": styles})


def strict_file() -> bytes:
    """Strict Open XML, which names everything differently."""
    return word_file(_plan(row(*FIRST, "Complete"), row(*SECOND, "In progress")), {}, is_strict=True)


def rating_by_theme_colour() -> bytes:
    """Ratings are shading alone: one a theme's colour with a shade, one six digits, one a marker over the words."""
    theme = (
        '<a:themeElements><a:clrScheme name="x"><a:accent6><a:srgbClr val="70AD47"/></a:accent6></a:clrScheme>'
        "</a:themeElements>"
    )
    themed = '<w:shd w:val="clear" w:fill="auto" w:themeFill="accent6" w:themeFillShade="BF"/>'
    marked = cell(paragraph(run("Going on", '<w:highlight w:val="red"/>')))
    plain = cell("Held", properties='<w:shd w:val="clear" w:fill="FFC000"/>')
    third = row("3. Pupils learn.", "Visit each school.", "Marlowick Council", "May 2025", plain)
    first, second = row(*FIRST, cell("Held", properties=themed)), row(*SECOND, marked)
    return word_file(_plan(first, second + third, heading=row(*HEADINGS[:4], "RAG status")), {"theme": theme})


def shading_of_a_table_style() -> bytes:
    """A style shades heading row, first column and every other row; only what is shaded by hand is a rating."""
    parts = {"firstRow": "1F4E79", "firstCol": "DDDDDD", "band1Horz": "DEEAF6", "band2Horz": "FFFFFF"}
    styles = '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/>{}</w:style>'.format(
        "".join(
            f'<w:tblStylePr w:type="{place}"><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr></w:tblStylePr>'
            for place, fill in parts.items()
        )
    )
    look = '<w:tblStyle w:val="Banded"/><w:tblLook w:firstRow="1" w:firstColumn="1" w:noHBand="0" w:noVBand="1"/>'
    green, red = (f'<w:shd w:val="clear" w:fill="{fill}"/>' for fill in ("00B050", "FF0000"))
    first, second = row(*FIRST, cell("Held", properties=green)), row(*SECOND, cell("Late", properties=red))
    return word_file(_plan(first, second, look), {"styles": styles})


def coloured_text() -> bytes:
    """Ratings are the colour of the words; an old date is struck through."""
    struck = paragraph(run("March 2024", "<w:strike/>"), " June 2024")
    green, red = (cell(paragraph(run("On time", f'<w:color w:val="{ink}"/>'))) for ink in ("00B050", "FF0000"))
    return word_file(_plan(row(*FIRST[:3], cell(struck), green), row(*SECOND, red)), {})


def heading_row_marked() -> bytes:
    """A plan whose heading row is marked as repeated, inside the one cell of a framing table."""
    plan = table(row(*HEADINGS, properties="<w:tblHeader/>"), row(*FIRST, "Complete"), row(*SECOND, "In progress"))
    return word_file(TITLE + table(row(cell(plan, "<w:p/>")), n_columns=1), {})


def headings_in_another_table() -> bytes:
    """A framing table whose first row holds a table of the headings, and whose second one of the rows."""
    heads, rows = table(row(*HEADINGS)), table(row(*FIRST, "Complete"), row(*SECOND, "In progress"))
    return word_file(TITLE + table(row(cell(heads, "<w:p/>")), row(cell(rows, "<w:p/>")), n_columns=1), {})


def _field(data: str, instruction: str, result: str = "") -> str:
    """A field as runs: its instruction, and its result if it keeps one."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>{separate}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


MAKERS: dict[str, Callable[[], bytes]] = {
    "word_breaks_and_signs": breaks_and_signs,
    "word_check_boxes": check_boxes,
    "word_coloured_text": coloured_text,
    "word_controls_at_every_level": controls_at_every_level,
    "word_endnotes": endnotes,
    "word_fields_and_links": fields_and_links,
    "word_footnotes": footnotes,
    "word_heading_row_in_frame": heading_row_marked,
    "word_headings_in_another_table": headings_in_another_table,
    "word_hidden_text": hidden_text,
    "word_list_numbers": list_numbers,
    "word_merged_cells": merged_cells,
    "word_nested_cards": nested_cards,
    "word_nested_table_in_cell": nested_table_in_a_cell,
    "word_plan_in_control": plan_in_control,
    "word_prompts": prompts,
    "word_rating_by_theme_colour": rating_by_theme_colour,
    "word_shading_of_table_style": shading_of_a_table_style,
    "word_strict_file": strict_file,
    "word_text_box": text_box,
    "word_tracked_changes": insertions_and_deletions,
    "word_uneven_rows": uneven_rows,
}
"""Name of the case to the function that makes its document."""


if __name__ == "__main__":
    for name, make in MAKERS.items():
        (CASES / name).mkdir(exist_ok=True)
        (CASES / name / "input.docx").write_bytes(make())
