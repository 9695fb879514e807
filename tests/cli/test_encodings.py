"""Text files in the encodings that offices save: found by likelihood, shown, chosen if need be."""

from pathlib import Path

import pytest

from core.base.errors import InvalidInput
from core.imports.tables import Book
from tests.cli.office_files import text_file
from tests.cli.program import Cli
from tui.files.encodings import CODECS, encoding_of
from tui.files.tables import read_book

TEXTS = [
    ("UTF-8", "姓名,部门\n王强,水电\n"),
    ("UTF-8", "name\nJürgen Müller\n"),
    ("UTF-8", "name\nLi\n"),
    ("UTF-16", "姓名,部门\n王强,水电\n"),
    ("GB18030", "房号,业主,电话\n3-2-1201,赵敏,13800138000\n"),
    ("GB18030", "姓名\n李喆\n"),
    ("GB18030", "№1 张三，备注：电梯卡"),
    ("Big5", "房號,業主,電話\n3-2-1201,趙敏,98765432\n"),
    ("Big5", "單位,業主\nA座,黃志強\nB座,何小姐\n"),
    ("Windows-1252", "staff no,name\n301,Jürgen Müller\n302,François Lévêque\n"),
    ("Windows-1252", "MÜLLER; GRÖSSE 5 €; à Genève – “fée”"),
    ("Windows-1252", "name\nBjörk Guðmundsdóttir\nJosé Peña Ñuñez\n"),
    ("Windows-1251", "номер,имя\n1,Иванов Пётр\n2,Квартира № 5\n"),
]


@pytest.mark.parametrize(("encoding", "text"), TEXTS)
def test_an_encoding_is_found_by_what_reads_like_a_text(encoding: str, text: str) -> None:
    assert encoding_of(text.encode(CODECS[encoding])) == encoding


def people(folder: Path, encoding: str, *names: str) -> Path:
    return text_file(folder / "people.csv", [["no", "name"], *enumerate(names, 301)], encoding)


def test_a_western_list_is_read_as_such_and_says_so(cli: Cli, tmp_path: Path) -> None:
    path = people(tmp_path, "cp1252", "Jürgen Müller", "François Lévêque")
    said = cli("import", "people", str(path), "--dry-run")
    assert "Text read as Windows-1252" in said.out and "Jürgen Müller" in said.out
    found = cli("import", "people", str(path), "--json").json
    assert (found["new"], found["encoding"]) == (["Jürgen Müller", "François Lévêque"], "Windows-1252")


def test_an_encoding_is_chosen_where_two_read_alike(cli: Cli, tmp_path: Path) -> None:
    path = people(tmp_path, "cp1251", "ИВАНОВ")
    assert cli("import", "people", str(path), "--dry-run", "--json").json["new"] != ["ИВАНОВ"]
    chosen = ("import", "people", str(path), "--encoding", "Windows-1251", "--json")
    assert cli(*chosen).json["new"] == ["ИВАНОВ"]


def test_a_list_of_wrong_rows_is_a_few_lines_in_a_dry_run(cli: Cli, tmp_path: Path) -> None:
    rows = [[f"1-1-{n}", "castle"] for n in range(101, 1101)]
    path = text_file(tmp_path / "units.csv", [["unit", "kind"], ["1-1-100", "home", "lost"], *rows], "utf-8")
    said = cli("import", "units", str(path), "--dry-run", ok=False)
    assert "rows 3, 4, 5, 6, 7, 995 more, kind: “castle” is not one of" in said.out
    assert "Cells without a heading, not read; rows: 2" in said.out
    assert len(said.out.splitlines()) < 10


def test_a_damaged_text_is_not_read_as_another(tmp_path: Path) -> None:
    path = tmp_path / "cut.csv"
    path.write_bytes("房号,业主,电话\n3-2-1201,赵敏".encode()[:-1])
    with pytest.raises(InvalidInput, match=r"cut\.csv is not UTF-8 text"):
        read_book(path)
    path.write_bytes("name\nMüller\n".encode("cp1252"))
    with pytest.raises(InvalidInput, match=r"cut\.csv is not UTF-8 text"):
        read_book(path, "UTF-8")


def cells(book: Book) -> list[list[str]]:
    return [[*row.cells] for row in book.grids[0].rows]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('no,name\n1,"a\tb;c"\n2,"d\te;f;g"\n', [["no", "name"], ["1", "a\tb;c"], ["2", "d\te;f;g"]]),
        ("no,name\n1,a;b;c;d\n2,e;f\n", [["no", "name"], ["1", "a;b;c;d"], ["2", "e;f"]]),
        ('no;name\n1;"Li, Bo, Wu"\n2;"a, b"\n', [["no", "name"], ["1", "Li, Bo, Wu"], ["2", "a, b"]]),
        ('A, b; c\nno\tname\n1\t"L; ""x"", y"\n', [["A, b; c"], ["no", "name"], ["1", 'L; "x", y']]),
        ("name\nLi\n", [["name"], ["Li"]]),
    ],
)  # fmt: skip
def test_the_separator_is_the_one_between_cells(tmp_path: Path, text: str, wanted: list[list[str]]) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    assert cells(read_book(path)) == wanted
