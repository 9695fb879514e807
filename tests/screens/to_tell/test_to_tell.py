"""The list of people to tell: one call tells one person everything, with one key."""

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.facts import NumbersShown
from core.policy.sections import ROLES
from core.ticket.acts.tell import Tell
from core.ticket.codes import Way
from core.ticket.oversight import Telling
from tests.screens.conftest import Opened, Running

REWORK, GAS = "260309-005", "260310-015"
"""Both are due for the supervisor, Chen Jing."""


async def tellings(running: Running, number: str) -> tuple[Telling, ...]:
    card = await running.app.desk.ask(lambda desk: desk.queries.card(number))
    return card.ticket.tellings


def another(running: Running) -> Desk:
    """The desk of the director, who helps out."""
    return Desk(running.store, "Liu Jianguo", running.clock)


@pytest.mark.parametrize(("size", "language"), [((80, 24), "en"), ((120, 40), "zh_CN")], ids=["en", "zh_CN"])
async def test_the_list(desk: Opened, looks: SnapshotAssertion, size: tuple[int, int], language: str) -> None:
    async with desk(size, language) as running:
        await running.do("app.to_tell")
        assert running.text == looks
        await running.do("to_tell.down", "to_tell.told")
        await running.until("F8")
        assert running.text == looks


async def test_one_key_tells_a_person_everything_and_one_takes_it_back(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell", "to_tell.told")
        await running.until("3 not acknowledged")
        for number in (REWORK, GAS):
            (told,) = await tellings(running, number)
            assert (told.person, told.role, told.by, told.way) == (
                "Chen Jing", "supervisor", "Wang Min", Way.PHONE,
            )  # fmt: skip
        await running.do("app.undo")
        await running.until("3 to tell now")
        assert not await tellings(running, REWORK)
        assert not await tellings(running, GAS)


async def test_who_was_told_acknowledges_with_one_key(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell", "to_tell.told")
        await running.until("3 not acknowledged")
        await running.do("to_tell.acknowledged")
        await running.until("No one has to be told now")
        assert all(told.acknowledged_at for told in await tellings(running, GAS))


async def test_told_and_acknowledged_in_one_call_is_one_key(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell", "to_tell.acknowledged")
        await running.until("No one has to be told now")
        (told,) = await tellings(running, REWORK)
        assert told.way is Way.PHONE
        assert told.acknowledged_at == told.at


async def test_the_form_takes_way_answer_instruction_and_an_earlier_time(desk: Opened) -> None:
    async with desk() as running:
        await running.tick(minutes=2)
        await running.do("app.to_tell", "to_tell.form")
        await running.until("Told: supervisor Chen Jing")
        for text in ("in person", "I am on my way", "close the street valve", "yes", "-1m"):
            await running.type(text)
            await running.pilot.press("tab")
        await running.do("form.save")
        await running.until("Undo: F8")
        (told,) = await tellings(running, GAS)
        assert (told.way, told.said, told.instruction) == (
            Way.IN_PERSON, "I am on my way", "close the street valve",
        )  # fmt: skip
        assert told.at == told.acknowledged_at == running.clock.now - timedelta(minutes=1)


async def test_a_colleague_told_the_same_person_meanwhile(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell")
        another(running).ladder.tell([GAS], Tell(Clean("Chen Jing")))
        await running.pilot.press("t")
        await running.until(f"Chen Jing has already been told of {GAS}, by Liu Jianguo.")
        await running.until("2 to tell now")
        assert not await tellings(running, REWORK)
        assert len(await tellings(running, GAS)) == 1


async def test_the_number_is_shown_in_full_by_a_key_and_recorded(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell")
        masked = running.text
        assert "****" in masked
        await running.do("to_tell.phone")
        await running.until("Chen Jing")
        assert "****" not in running.text
        with running.store.reading() as look:
            (shown,) = (entry.event.fact for entry in look.events.entries(NumbersShown, newest=1))
        assert isinstance(shown, NumbersShown)
        assert (shown.kind, shown.code) == ("person", "004")
        await running.do("to_tell.down")
        assert "****" in running.text


async def test_a_line_opens_its_ticket(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell", "to_tell.bottom", "to_tell.open")
        await running.until("smell of gas")
        await running.until("Clocks")


async def test_nothing_to_tell_says_what_will_be_here(desk: Opened, looks: SnapshotAssertion) -> None:
    async with desk(empty=True) as running:
        await running.do("app.to_tell")
        await running.until("is listed here")
        assert running.text == looks
        await running.do("to_tell.told")
        await running.until("No one has to be told now.")


async def test_a_key_pressed_twice_tells_once(desk: Opened) -> None:
    async with desk() as running:
        await running.do("app.to_tell")
        await running.pilot.press("t", "t", "t")
        await running.until("3 not acknowledged")
        assert len(await tellings(running, GAS)) == 1


async def test_without_anybody_in_the_role_the_form_asks_who_was_told(desk: Opened) -> None:
    async with desk() as running:
        with running.store.writing() as work:
            people = work.people.directory().people
            leaders = [person for person in people if person.role in ROLES]
            work.people.save_people([replace(person, active=False) for person in leaders])
        await running.do("app.to_tell")
        await running.until("no one listed")
        await running.do("to_tell.told")
        await running.until("Person")
        await running.type("Old Zhou")
        await running.do("form.save")
        await running.until("Undo: F8")
        assert {told.person for told in await tellings(running, GAS)} == {"Old Zhou"}


async def test_after_a_weekend_everybody_is_told_by_one_key_each(desk: Opened) -> None:
    async with desk() as running:
        running.clock.pass_by(days=3)
        await running.do("app.to_tell")
        calls = await running.app.desk.ask(lambda desk: desk.ladder.to_tell())
        owed = {(one.ticket.number, one.rung.key) for call in calls for one in call.owed}
        assert len(owed) >= 12
        keys = 1
        for call in calls:
            assert call.person in running.text
            await running.do("to_tell.acknowledged")
            keys += 1
        await running.until("No one has to be told now.")
        assert keys <= 40
        told = {
            (number, telling.rung)
            for number in {number for number, _rung in owed}
            for telling in await tellings(running, number)
        }
        assert owed <= told


async def test_what_waits_for_the_morning_says_when_it_is_told(desk: Opened) -> None:
    async with desk() as running:
        running.clock.pass_by(hours=14)
        await running.do("app.to_tell")
        await running.until("tell 08:00")


def phone_at(running: Running) -> set[int]:
    """The cell in which the numbers of the people begin."""
    return {cell_len(line.partition("****")[0]) for line in running.text.splitlines() if "****" in line}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_a_role_is_called_by_its_new_title_while_the_desk_runs(desk: Opened, language: str) -> None:
    """A long title is cut, so that the columns stay."""
    row = '\n[[role]]\ncode = "supervisor"\nname = "客服综合组的主管"\nname_en = "office supervisor east"\n'
    async with desk((80, 24), language) as running:
        await running.do("app.to_tell")
        before, text = phone_at(running), running.app.desk.policy.text
        chief = Desk(running.store, {"en": "Chen Jing", "zh_CN": "陈静"}[language], running.clock)
        chief.register.apply_policy(text + row)
        await running.until({"en": " office supervi~ ", "zh_CN": " 客服综合组的主~ "}[language])
        assert phone_at(running) == before
        chief.register.apply_policy(text)
        await running.until({"en": " supervisor ", "zh_CN": " 主管 "}[language])
