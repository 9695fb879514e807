"""The line of a call completes what is begun, and never keeps a finished line from being saved."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from core.intake.line.reading import read_line
from core.people.directory import Directory, Person
from core.people.units import Contact, Unit
from core.policy.model import default_policy
from tui.app.command_app import CommandApp
from tui.commands.keymap import load
from tui.commands.registry import commands
from tui.demo import estate
from tui.demo.cast import Cast
from tui.widgets import choices
from tui.widgets.choices import Choice, found, marked, meant
from tui.widgets.fields import Field
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.line_field import LineField, Word, word_before

POLICY = default_policy()
DIRECTORY = Directory(
    {
        unit.code: unit
        for unit in (
            Unit("3-2-1201", contacts=(Contact("曾强", "13800138000"),)),
            Unit("3-2-1202", contacts=(Contact("赵敏"),)),
            Unit("5-1-0101", contacts=(Contact("Ann Zhou"),)),
            Unit("9-1-0101"),
            Unit("大堂", "一层大堂", "public"),
            Unit('Gate " 2', kind="public"),
        )
    },
    (
        Person("1001", "王强", "engineering", "electrician", initials="wq"),
        Person("1002", "李伟", "engineering", initials="lw"),
        Person("1003", "李雯", "cleaning", initials="lw"),
        Person("1004", "Li Wei", "security"),
        Person("1005", "单雄信", "cleaning", initials="sxx"),
        Person("1006", "陈静", "cleaning", initials="cj"),
        Person("1007", "陈静", "security", initials="cj"),
    ),
)
LANGUAGE = "zh_CN"
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


def staff(home: str = "") -> Sequence[Choice]:
    return choices.assignees(POLICY, DIRECTORY, LANGUAGE, home)


class Form(CommandApp):
    """A line with the real choices, and another field."""

    def __init__(self, home: str = "") -> None:
        super().__init__(load())
        self.home = home
        self.saved: list[str] = []
        self.text = ""
        self.at = ""

    def handlers(self) -> Handlers:
        """Return handlers that do nothing for the commands of the whole app."""
        return {command.id: Handler(lambda: None) for command in commands("app")}

    def compose(self) -> ComposeResult:
        kinds = choices.kinds(POLICY, LANGUAGE)
        yield LineField(
            {
                "@": lambda: staff(self.home),
                "~": lambda: choices.people(POLICY, DIRECTORY, LANGUAGE),
                "&": lambda: choices.units(DIRECTORY),
                "#": lambda: kinds,
                "": lambda: choices.mentioned(choices.units(DIRECTORY), kinds),
            },
            id="line",
        )
        yield Field(lambda: choices.units(DIRECTORY), id="unit")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.saved.append(event.value)


async def after(typed: str, *keys: str, home: str = "") -> Form:
    """The form after these letters and keys."""
    app = Form(home)
    async with app.run_test() as pilot:
        await press(pilot, typed)
        await pilot.press(*keys)
        app.text = app.query_one(LineField).value
        app.at = (app.focused and app.focused.id) or ""
    return app


async def press(pilot: Pilot[Any], typed: str) -> None:
    line = pilot.app.query_one(LineField)
    for letter in typed:
        line.insert_text_at_cursor(letter)
        await pilot.pause()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3-2-1201 漏水 @wq", Word("@", "wq", 12)),
        ("＠wq", Word("@", "wq", 0)),
        ('x @"Li W', Word("@", "Li W", 2)),
        ("x ~“Li W", Word("~", "Li W", 2)),
        ("漏水 ＃", Word("#", "", 3)),
        ("漏水 ", Word("", "", 3)),
        ('漏水 "left al', Word("", "", 11)),
        ('"left alone" al', Word("", "al", 13)),
        ("a@b", Word("", "a@b", 0)),
        ('@"Li Wei"', Word("", "", 9)),
        ('@"Li Wei" x', Word("", "x", 10)),
        ("", Word("", "", 0)),
    ],
)
def test_the_word_at_the_cursor(text: str, word: Word) -> None:
    assert word_before(text) == word


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("漏水 @wangq", "漏水 @王强 "),
        ("漏水 @sxx", "漏水 @单雄信 "),
        ("漏水 @gcb", "漏水 @工程部 "),
        ("漏水 ~1004", '漏水 ~"Li Wei" '),
        ('漏水 @"Li W', '漏水 @"Li Wei" '),
        ("漏水 #dtkr", "漏水 #电梯困人 "),
        ("zengq", "3-2-1201 "),
        ("dat", "大堂 "),
        ("漏水 3-2-1202", "漏水 3-2-1202"),
        ("sgls", "#水管漏水 "),
        ("漏水 &zhaom", "漏水 &3-2-1202 "),
        ("Gate", '&"Gate "" 2" '),
    ],
)
async def test_tab_takes_the_marked_one(typed: str, text: str) -> None:
    assert (await after(typed, "tab")).text == text


async def test_up_and_down_move_and_enter_takes_what_was_moved_to() -> None:
    app = await after("3-2-", "down", "enter")
    assert (app.text, app.saved) == ("3-2-1202 ", [])
    app = await after("3-2-", "up", "enter")
    assert app.text == "3-2-1202 "


async def test_the_department_of_the_category_comes_first() -> None:
    assert (await after("@lw", "tab")).text == "@李伟 "
    assert (await after("@lw", "tab", home="cleaning")).text == "@李雯 "
    assert (await after("@li", "tab", home="security")).text == '@"Li Wei" '


async def test_of_namesakes_the_staff_number_goes_into_the_line() -> None:
    assert (await after("@陈静", "down", "enter")).text == "@1007 "


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("漏水 @wangq", "漏水 @王强 "),
        ("漏水 @lw", "漏水 @李伟 "),
        ("漏水 #困人", "漏水 #电梯困人 "),
        ("zengq", "3-2-1201 "),
        ("漏水 3-2-1201x 3-2-12", None),
        ("漏水 5-1-01", "漏水 5-1-0101 "),
    ],
)
async def test_enter_takes_what_cannot_be_meant_as_it_stands(typed: str, text: str | None) -> None:
    app = await after(typed, "enter")
    assert (app.text, app.saved) == (text or typed, [] if text else [typed])


@pytest.mark.parametrize(
    "typed",
    [
        "3-2-1201 漏水 @王强",
        "3-2-1201 漏水 @wq",
        "3-2-1201 漏水 @1001",
        "3-2-1201 漏水 @工程部",
        "3-2-1201 漏水 @somebody",
        "3-2-1201 漏水 @",
        '3-2-1201 漏水 @"Li Wei"',
        "3-2-1201 水管",
        "3-2-1201 lift",
        "lift 2 stopped on floor 9",
        "3-2-1201 water dat",
        "漏水 3-2-1201",
        "漏水 3-2-12 ",
        '"leave 5-1-01',
        "",
    ],
)
async def test_enter_saves_a_finished_line_whatever_is_listed(typed: str) -> None:
    app = await after(typed, "enter")
    assert (app.text, app.saved) == (typed, [typed])


async def test_escape_closes_the_list_and_enter_saves_then() -> None:
    app = await after("漏水 @wangq", "escape", "enter")
    assert app.saved == ["漏水 @wangq"]


async def test_tab_goes_on_where_nothing_is_listed() -> None:
    app = await after("3-2-1201 厨房漏水了", "tab")
    assert app.at == "unit"


async def test_the_rest_of_the_line_stays() -> None:
    app = await after("@wan 漏水", *["left"] * 3, "g", "tab")
    assert app.text == "@王强 漏水"


async def test_the_list_goes_when_the_cursor_does() -> None:
    app = await after("漏水 @wang", "left", "tab")
    assert (app.text, app.at) == ("漏水 @wang", "unit")


async def test_letters_come_before_the_list() -> None:
    app = Form()
    async with app.run_test() as pilot:
        line = app.query_one(LineField)
        line.insert_text_at_cursor("@wq")
        assert line.listed == []
        while not line.listed:
            await pilot.pause(0.01)
        assert [choice.value for choice in line.listed] == ["王强"]


async def test_tab_takes_the_only_one_in_a_field_and_goes_on() -> None:
    app = Form()
    async with app.run_test() as pilot:
        box = app.query_one("#unit", Field)
        box.focus()
        await pilot.pause()
        await pilot.press(*"5-1", "tab")
        assert box.value == "5-1-0101"
        assert app.focused is not box


def test_nothing_typed_lists_the_home_department_and_its_people_first() -> None:
    listed = [choice.value for choice in staff("cleaning")]
    assert listed[:4] == ["保洁部", "李雯", "单雄信", "1006"]
    assert len(listed) == len(POLICY.departments) + len(DIRECTORY.staff)


def test_only_what_can_be_nobody_else_is_meant() -> None:
    assert [one and one.value for one in (meant(staff(), "wangq"), meant(staff(), "sxx"))] == [
        "王强",
        "单雄信",
    ]
    assert meant(staff(), "王强") is not None
    assert meant(staff(), "lw") is None
    assert meant(staff(), "nobody") is None


def test_small_lists_are_found_by_pinyin_too() -> None:
    kinds = choices.categories(POLICY, LANGUAGE)
    assert found(kinds, "diantikun")[0].value == "电梯困人"
    assert found(kinds, "lift_trapped")[0].value == "电梯困人"
    assert found(kinds, "", 3) == kinds[:3]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_is_put_into_the_line_is_read_as_what_was_chosen(language: str) -> None:
    cast = Cast(language)
    directory = Directory(
        {unit.code: unit for unit in estate.units(cast, date(2026, 3, 10))}, DIRECTORY.people
    )
    for kind, code in zip(choices.kinds(POLICY, language), POLICY.categories, strict=True):
        for text in (f"#{kind.value} x", f"x #{kind.value}"):
            assert read_line(text, directory, POLICY, NOW).category == code
    for one in choices.assignees(POLICY, directory, language):
        line = f"x {marked('@', one.value)} {marked('~', one.value)} y"
        read = read_line(line, directory, POLICY, NOW)
        assert (read.assign_to, read.first_responder, read.description) == (one.value, one.value, "x y")
    for code in directory.units:
        begun = [one.value for one in found(choices.mentioned(choices.units(directory), ()), code)]
        assert read_line(f"{begun[0]} x", directory, POLICY, NOW).unit == code
        assert read_line(f"x {marked('&', code)}", directory, POLICY, NOW).unit == code
