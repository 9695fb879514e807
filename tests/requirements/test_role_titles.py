"""What the roles are called at a centre: titles of its policy, wherever a role is named (S1, S4; C08)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.errors import Misconfigured
from core.imports.staff_list import read_people
from core.imports.tables import Sheet, TableRow
from core.people.directory import Directory, Person
from core.policy.model import default_policy, parse_policy
from core.policy.schema import LONGEST_TITLE
from tests.cli.program import Cli
from tests.requirements.conftest import Office
from tests.tui.test_role_titles import with_titles
from tui import i18n
from tui.papers.handover import handover_paper
from tui.papers.lists import staff_list
from tui.papers.paper import Table

NUMBER = "260310-001"


@pytest.fixture
def titled(office: Office) -> Iterator[Office]:
    """The office, whose supervisor and director have titles of their own, on the second day of a leak."""
    with office.store.writing() as work:
        work.people.save_people([Person("003", "刘建国", "admin", "项目经理", "director")])
    office.chief.register.apply_policy(with_titles().text)
    office.log("漏水", "pipe_leak", unit="3-2-1201")
    office.later(days=1)
    yield office


def run(cli: Cli, office: Office, *words: str, ok: bool = True) -> str:
    """What the command line says in both languages."""
    base = ("--database", str(office.store.database.place), "--as", "王敏")
    both = [cli(*base, "--lang", language, *words, ok=ok) for language in i18n.LANGUAGES]
    return "\n".join(said.out + said.err for said in both)


def test_r051_roles_have_the_titles_of_the_centre_wherever_they_are_named(titled: Office, cli: Cli) -> None:
    """The ticket, the list of people to tell, the sheet and a refusal say them in both languages."""
    for words in (("to-tell",), ("show", NUMBER), ("handover", "show")):
        said = run(cli, titled, *words)
        assert "office supervisor" in said and "综合组主管" in said, words
        assert "project manager" in said and "项目经理" in said, words
        assert not re.search(r"\bdirector\b|主任", said), words
    refused = run(cli, titled, "defer", NUMBER, "--reason", "no money", "--review", "2027-01-01", ok=False)
    assert "Needs an office supervisor: 陈静." in refused and "须由综合组主管办理：陈静。" in refused


def test_r051_a_role_is_told_by_its_title(titled: Office, cli: Cli) -> None:
    """`tell` takes the title, in either language, as it takes the code, and the history says the title."""
    again = run(
        cli, titled, "tell", NUMBER, "综合组主管", ok=False
    )  # the second time, in Chinese, it is told already
    assert "报给陈静" in again
    shown = run(cli, titled, "show", NUMBER)
    assert "office supervisor 陈静 told" in shown and "综合组主管陈静" in shown.replace(" ", "")


def test_r051_a_signed_sheet_keeps_the_titles_it_was_signed_with(titled: Office) -> None:
    """What is printed again later has the words of its own policy."""
    sheet, policy = titled.desk.handover.sheet(), titled.desk.queries.policy()
    assert "office supervisor" in str(handover_paper(sheet, policy, titled.now).parts)
    i18n.use_titles(default_policy())
    assert "office supervisor" in str(handover_paper(sheet, policy, titled.now).parts)
    i18n.use_titles(policy)
    before = str(handover_paper(sheet, default_policy(), titled.now).parts)
    assert "supervisor" in before and "office supervisor" not in before


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_r051_the_staff_list_is_read_and_written_with_the_titles(titled: Office, language: str) -> None:
    """An export is read again unchanged; a post with the title gives the role, and so does our own word."""
    i18n.use_language(language)
    policy, directory = titled.desk.queries.policy(), titled.desk.queries.directory()
    paper = staff_list(directory.people, policy, titled.now, whole=True)
    (table,) = paper.parts
    assert isinstance(table, Table)
    shown = [str(cell) for row in table.rows for cell in row]
    assert policy.role_titles(language)["supervisor"] in shown
    heads = ("name", "post", policy.role_titles(language)["supervisor"])
    rows = (
        ("甲", "项目经理", "陈静"),
        ("乙", "office supervisor", ""),
        ("丙", "总经理", ""),
        ("丁", "主任", ""),
    )
    lines = [TableRow(number, dict(zip(heads, row, strict=True))) for number, row in enumerate(rows, 2)]
    found = read_people(Sheet(heads, lines), Directory(), policy)
    read = [(one.role, one.supervisor) for one in found.entries.values()]
    assert read == [("director", "陈静"), ("supervisor", ""), ("general_manager", ""), ("director", "")]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (
            'code = "boss"\nname = "老板"',
            "role.boss.code: “boss” is not possible (one of supervisor, director",
        ),
        ('name = "老板"', "role[1].code: is missing (one of supervisor"),
        (
            'code = "director"\nname = "{name}"',
            "role.director.name: “{name}” is not possible (a name of at most",
        ),
        (f'code = "director"\nname = "{"经" * (LONGEST_TITLE // 2 + 1)}"', f"at most {LONGEST_TITLE} cells"),
        (
            'code = "director"\nname_en = "Supervisor"',
            "role.director: “supervisor” is the title of supervisor",
        ),
        (
            'code = "director"\nname = "经理"\n[[role]]\ncode = "supervisor"\nname = "经理"',
            "“经理” is the title of",
        ),
        ('code = "director"\n[[role]]\ncode = "director"', "role.director: stands twice"),
        ('code = "director"\ntitle = "经理"', "role.director.title: is not a setting"),
    ],
)
def test_r051_a_wrong_title_is_refused_in_one_line(row: str, wrong: str, tmp_path: Path) -> None:
    """The line names the setting and what it may be."""
    with pytest.raises(Misconfigured) as refused:
        parse_policy(f"{default_policy().text}\n[[role]]\n{row}\n")
    assert wrong in refused.value.text() and "\n" not in refused.value.text()
