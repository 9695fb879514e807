"""The register on the screen: found, changed, added, marked as left, undone; two desks at one entry."""

from dataclasses import replace

import pytest

from core.desk.desk import Desk
from core.desk.facts import NumbersShown
from core.events.fact import Fact
from screens.base.form_screen import FormScreen
from tests.screens.conftest import Opened, Running
from tui.widgets.fields import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.row_list import RowList

UNIT = "3-2-1201"
CHIEF = {"en": "Chen Jing", "zh_CN": "陈静"}


def register_of(running: Running):
    """Everything as it is stored."""
    return Desk(running.store, "Chen Jing", running.clock).register.contents()


def looked_at(running: Running) -> list[Fact]:
    """Whose whole numbers were looked at."""
    with running.store.reading() as look:
        return [entry.event.fact for entry in look.events.entries(NumbersShown)]


def unit_of(running: Running, code: str = UNIT):
    return register_of(running).directory.units[code]


async def find(running: Running, text: str) -> None:
    """Type what to look for and keep the search."""
    await running.do("register.find")
    await running.type(text)
    await running.pilot.press("enter")
    await running.settle()


def fill(running: Running, field: str, text: str) -> None:
    """Put something else into a field; how fields are typed in is tested with the forms of steps."""
    running.app.screen.query_one(f"#field-{field}", Field).value = text


async def save(running: Running) -> None:
    await running.do("form.save")
    await running.pilot.pause(0.05)
    await running.settle()


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")])
async def test_each_list_looks_like_this(desk: Opened, looks, size, language) -> None:
    async with desk(size, language, person=CHIEF[language]) as running:
        await running.do("app.register")
        await find(running, UNIT)
        shown = [running.text]
        for name in ("people", "departments", "contacts", "specialists", "centre"):
            await running.do(f"register.{name}")
            shown.append(running.text)
        assert "".join(shown) == looks


async def test_a_unit_is_found_changed_and_put_back_with_its_contacts(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register")
        before = unit_of(running)
        await find(running, "32-1201")
        await find(running, UNIT)
        await running.do("register.edit")
        fill(running, "services", "water on Mondays")
        fill(running, "specialist", "Wu Qian")
        await save(running)
        assert unit_of(running) == replace(before, services="water on Mondays", specialist="Wu Qian")
        assert "water on Mondays" in running.text
        await running.do("register.undo")
        await running.settle()
        assert unit_of(running) == before
        await running.do("register.contact")
        fill(running, "contact_name", "Mr New")
        fill(running, "contact_phone", "13900002222")
        await save(running)
        assert [c.name for c in unit_of(running).contacts][1:] == ["Mr New"]
        await running.do("register.contacts")
        await find(running, "00002222")
        await running.do("register.edit")
        fill(running, "contact_name", "")
        fill(running, "contact_phone", "")
        await save(running)
        assert len(unit_of(running).contacts) == 1


async def test_what_two_desks_change_is_kept_from_both(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register")
        await find(running, UNIT)
        await running.do("register.edit")
        fill(running, "services", "water on Mondays")
        seen = unit_of(running)
        Desk(running.store, "Liu Jianguo", running.clock).register.save_unit(
            replace(seen, notes="a dog"), seen
        )
        await save(running)
        assert f"{UNIT} was changed by Liu Jianguo while you" in running.text
        assert "Notes: a dog" in " ".join(running.text.split())
        assert "water on Mondays" in running.text
        await save(running)
        assert unit_of(running) == replace(seen, notes="a dog", services="water on Mondays")


async def test_people_and_departments_are_added_and_people_leave(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register", "register.people", "register.add")
        fill(running, "name", "Ann Lee")
        fill(running, "phone", "call me")
        await save(running)
        assert "“call me” is not a phone number." in running.text
        fill(running, "phone", "13900001111")
        await save(running)
        new = next(p for p in register_of(running).directory.people if p.name == "Ann Lee")
        assert (new.no, new.phone, new.role) == ("027", "13900001111", "worker")
        await running.until("027  Ann Lee")
        await running.do("register.leave")
        fill(running, "active_to", "2026-03-09")
        await save(running)
        await running.until("1 have left")
        assert "left 2026-03-09" in running.text
        await running.do("register.leave")
        await running.settle()
        assert "have left" not in running.text
        await running.do("register.edit", "form.cancel")
        assert looked_at(running) == [NumbersShown(kind="person", code="027")]
        await running.do("register.departments", "register.add")
        fill(running, "name", "Gardens")
        await save(running)
        await running.until("Gardens  gardens")
        await running.do("register.edit")
        fill(running, "aliases", "绿化, 园林")
        await save(running)
        assert register_of(running).policy.departments["gardens"].aliases == ("绿化", "园林")
        await running.do("register.undo")
        await running.settle()
        assert register_of(running).policy.departments["gardens"].aliases == ()


async def test_r032_the_centre_is_entered_and_stands_on_the_board(desk: Opened) -> None:
    """Hotline, e-mail and responsible person are entered in the register and stand at the board's head."""
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register", "register.centre", "register.edit")
        fill(running, "responsible", "Chen Jing")
        await save(running)
        await running.do("app.board")
        await running.until("010-5555 0110   desk@jinhui.example   responsible: Chen Jing")


async def test_r048_the_specialist_is_shown_at_intake_and_before_a_callback(desk: Opened) -> None:
    """While a call is logged the unit's specialist is named; so is he as the one who rings it back."""
    async with desk((120, 40)) as running:
        await running.do("app.new_ticket")
        await running.type(UNIT)
        await running.until("Specialist: Zheng Kai")
        await running.do("app.board", "board.view_callbacks", "act.callback")
        await running.until("by Wu Qian, service specialist")
        await running.do("app.board", "app.register")
        await running.do("register.phone")
        await running.until("13800138000")
        assert looked_at(running) == [NumbersShown(kind="unit", code="1-1-0101")]
        await running.do("register.edit")
        assert "needs a supervisor" in " ".join(running.text.split())


async def test_an_empty_list_says_how_it_is_filled(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.do("app.register")
        await running.until("Nothing is listed here: a adds, U imports a list.")
        await running.do("register.specialists")
        await running.until("Nothing is listed here.")


async def test_a_long_list_is_scrolled_to_its_end(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register")
        count = len(register_of(running).directory.units)
        assert count > 200
        for _turn in range(2):
            await running.do("register.bottom")
        last = [*register_of(running).directory.units][-1]
        assert running.app.screen.query_one(RowList).selected == last
        assert last in running.text


async def test_a_search_without_a_find_keeps_the_headings_and_says_what_to_do(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register")
        headings = running.text.splitlines()[2]
        await find(running, "xyzzy")
        assert running.text.splitlines()[2] == headings
        assert "Nothing matches “xyzzy”. Esc clears the search." in running.text
        await running.do("register.back")
        assert len(running.app.screen.query_one(RowList).rows) == 200
        assert "Nothing is selected" not in running.text


async def test_the_mouse_selects_opens_and_presses_the_keys_of_the_footer(desk: Opened) -> None:
    async with desk(person=CHIEF["en"]) as running:
        await running.do("app.register")
        rows = running.app.screen.query_one(RowList)
        first = rows.rows[3].key
        await running.pilot.click(RowList, offset=(5, 3))
        await running.settle()
        assert rows.selected == first
        await running.pilot.click(RowList, offset=(5, 3), times=2)
        await running.until("F5 Save")
        assert isinstance(running.app.screen, FormScreen)
        await running.pilot.press("escape")
        footer = running.text.splitlines()[-1]
        await running.pilot.click(KeyBar, offset=(footer.index("a Add"), 0))
        await running.until("F5 Save")
        assert isinstance(running.app.screen, FormScreen)
