"""A paper says the same in every form, with real types, and what people wrote stays words in all of them."""

import csv
import json
import os
import subprocess
import sys
from ast import literal_eval
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from markdown_it import MarkdownIt

from core.base.errors import NotAllowed, Unavailable
from core.policy.model import default_policy
from tui import i18n
from tui.papers.forms import FORMS
from tui.papers.paper import Fields, FormField, Paper, Signature, Signatures, Table, Words, iso
from tui.papers.saving import write_private

NASTY = (
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "a|b",
    "@SUM(1)",
    "-1+2",
    "1. **x** [y](http://evil.example/) ![z](http://evil.example/z.png) <b> &lt; `c`",
    '"><img src=http://evil.example/>',
    "'; \\| # _x_ ~~y~~",
)
"""What somebody may write who wants more than to be read."""

ROOT = Path(__file__).resolve().parents[3]

AT = datetime(2026, 3, 10, 1, 5, tzinfo=UTC)
"""09:05 at the site."""


def paper(**changes: Any) -> Paper:
    """One of every part and every type of value."""
    site = replace(
        default_policy().site, name=NASTY[1], hotline="0755 1234", email=NASTY[5], responsible="王敏"
    )
    typed = ("单号", 7, Fraction(2, 3), date(2026, 3, 10), AT, timedelta(minutes=75, seconds=3), None)
    whole = Paper(
        "slip",
        NASTY[6],
        site,
        AT,
        [
            Table([f"{n}" for n in range(7)], [typed], NASTY[4]),
            Table(["", "%"], [("x", None), ("y", Fraction(1, 3))], figures=True),
            Table(["empty"], []),
            Fields([FormField(text, text) for text in NASTY] + [FormField("phone", "0138 1234")], NASTY[0]),
            Words(NASTY, NASTY[2]),
            Signatures([Signature(NASTY[3], NASTY[1], AT), Signature("Incoming")]),
        ],
        [{"text": text} for text in NASTY],
        columns=["text"],
        subject=NASTY[2],
        note=NASTY[7],
        made_by=NASTY[0],
    )
    return replace(whole, **changes)


class Read(HTMLParser):
    """The texts of a page, its tags, and what they refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_page_holds_words_alone_and_loads_nothing() -> None:
    text = FORMS["html"](paper()).decode()
    page = Read(text)
    for words in NASTY:
        assert words in page.texts
    assert page.tags == {
        "html", "head", "meta", "title", "style", "body", "header", "footer", "p", "h1", "h2", "table",
        "colgroup", "col", "thead", "tbody", "tr", "th", "td", "div", "span",
    }  # fmt: skip
    assert page.attributes <= {"lang", "charset", "http-equiv", "content", "class", "colspan", "style"}
    assert "url(" not in text and "@import" not in text


def test_a_workbook_has_real_types_and_no_formula() -> None:
    data = FORMS["xlsx"](paper())
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    (row,) = ([c for c in row if c.value is not None] for row in sheet.iter_rows() if row[0].value == "单号")
    assert [cell.value for cell in row] == [
        "单号", 7, 66.66, datetime.fromisoformat("2026-03-10"), datetime.fromisoformat("2026-03-10T09:05"),
        timedelta(minutes=75, seconds=3),
    ]  # fmt: skip
    assert [cell.number_format for cell in row] == [
        "@", "0", "0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm", '[m]"m"ss"s"',
    ]  # fmt: skip
    said = {cell.value: cell for cell in cells if cell.data_type == "s"}
    for words in (*NASTY, "0138 1234"):
        assert said[words].number_format == "@"
    assert said[NASTY[0]].quotePrefix
    with ZipFile(BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


def test_markdown_keeps_its_tables_and_the_words_in_them() -> None:
    text = FORMS["md"](paper()).decode()
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()} | {
        token.type for token in tokens
    }
    assert not kinds & {
        "html_inline",
        "html_block",
        "link_open",
        "image",
        "strong_open",
        "em_open",
        "code_inline",
    }
    said = ["".join(child.content for child in token.children or ()) for token in inline]
    for words in NASTY:
        assert words in said
    assert {"单号", "66.66", "2026-03-10 09:05", "1h15", "-", "33.33"} <= set(said)


def test_programs_read_the_document() -> None:
    assert json.loads(FORMS["json"](paper())) == paper().document
    rows = [*csv.reader(StringIO(FORMS["csv"](paper()).decode("utf-8-sig")))]
    assert [row[0].removeprefix("'") for row in rows[1:]] == [*NASTY]
    assert not any(cell[:1] in ("=", "+", "-", "@") for row in rows[1:] for cell in row)
    nested = paper(document={"a": {"b": [1, "=x", "＝x"]}, "c": None})
    assert FORMS["csv"](nested).decode("utf-8-sig") == "figure,value\na.b.1,1\na.b.2,'=x\na.b.3,'＝x\nc,\n"


def test_a_spreadsheet_opens_a_csv_as_it_is_meant() -> None:
    """It knows the encoding, sorts by time, has headings without rows, and divides no cell in any country."""
    entry = {"at": iso(AT, default_policy().site.zone), "text": "灯; 2\t3", "skills": ["a", "b"], "no": None}
    filled = FORMS["csv"](paper(document=[entry], columns=[*entry]))
    assert filled == '\ufeffat,text,skills,no\n2026-03-10 09:05,"灯; 2\t3","a; b",\n'.encode()
    assert FORMS["csv"](paper(document=[], columns=[*entry])).decode() == "\ufeffat,text,skills,no\n"
    assert json.loads(FORMS["json"](paper(document=[entry])))[0]["at"] == "2026-03-10T09:05:00+08:00"


def test_the_same_paper_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "from hashlib import sha256\n"
        "from tests.tui.papers.test_papers import FORMS, paper\n"
        "print({form: sha256(FORMS[form](paper())).hexdigest() for form in FORMS})"
    )
    elsewhere = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    said = subprocess.check_output([sys.executable, "-c", code], env=elsewhere, cwd=ROOT, text=True)
    assert literal_eval(said) == {form: sha256(FORMS[form](paper())).hexdigest() for form in FORMS}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_form_has_the_profile_of_the_centre(language: str) -> None:
    i18n.use_language(language)
    for form in ("html", "md"):
        text = FORMS[form](paper()).decode()
        assert "0755 1234" in text and "王敏" in text
    assert f'<html lang="{language.replace("_", "-")}">' in FORMS["html"](paper()).decode()


def refuse() -> None:
    """What is said of somebody who may not."""
    raise NotAllowed("no")


def full() -> None:
    """The disk is full."""
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("before", "error"), [(refuse, NotAllowed), (full, Unavailable)])
def test_a_file_is_whole_or_the_one_before(
    tmp_path: Path, before: Callable[[], None], error: type[Exception]
) -> None:
    file = tmp_path / "slip.html"
    file.write_text("before")
    with pytest.raises(error):
        write_private(file, b"after", before)
    assert file.read_text() == "before"
    write_private(file, b"after", lambda: None)
    assert file.read_text() == "after"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [*tmp_path.glob("*slip*")] == [file]


def test_a_device_is_no_place_for_a_paper() -> None:
    with pytest.raises(Unavailable, match="not a regular file"):
        write_private(Path("/dev/null"), b"", lambda: None)
