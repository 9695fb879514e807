"""A call that rings is seen everywhere, never in the way of what is typed, and answered once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.people.units import Contact, Unit
from core.phone.rings import RINGS_FOR, Ring
from tests.screens.conftest import Opened, Running
from tui.widgets.ring_bar import RingBar

PHONE = "13800138000"
OTHER = "13900139000"


def desk_of(running: Running, name: str = "Li Na") -> Desk:
    """Another desk on the same database."""
    return Desk(running.store, name, running.clock)


def know(running: Running, *contacts: Contact, code: str = "3-2-1201") -> None:
    with running.store.writing() as work:
        work.people.save_units([Unit(code, contacts=contacts)])


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    rung: list[str] = []
    monkeypatch.setattr("tui.app.app.DeskApp.bell", lambda self: rung.append("bell"))
    yield rung


async def heard(running: Running, phone: str = PHONE, line: str = "") -> Ring:
    """Let it ring and wait until the desk shows it."""
    ring = desk_of(running, "hook").phone.ring(phone, Clean(line))
    await running.until("CALL")
    return ring


async def gone(running: Running, seen: str) -> None:
    for _turn in range(150):
        if seen not in running.text:
            return
        await running.pilot.pause(0.02)
    raise AssertionError(f"still there: {seen}\n{running.text}")


async def test_a_call_shows_who_it_is_and_his_open_ticket(desk: Opened) -> None:
    async with desk(empty=True) as running:
        know(running, Contact("Wang Fang", PHONE, "owner"))
        desk_of(running).tickets.log(
            desk_of(running).tickets.read_line(f"3-2-1201 kitchen pipe leaking {PHONE}")
        )
        await heard(running, line="hotline")
        text = running.text
        bar = "\n".join(text.splitlines()[:2])
        assert all(word in bar for word in ("3-2-1201", "Wang Fang", "138****8000", "hotline", "F12 answers"))
        assert all(word in bar for word in ("001", "unassigned", "kitchen pipe leaking"))
        assert PHONE not in text


async def test_it_tells_how_long_it_rings_and_how_often(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await heard(running)
        assert "CALL  0s" in running.text
        await running.tick(seconds=7)
        assert "CALL  7s" in running.text
        desk_of(running).phone.ring(PHONE)
        await running.until("CALL  0s  x2")
        assert "not listed" in running.text
        assert "no open ticket" in running.text


async def test_the_bell_rings_once_for_each_call(desk: Opened, bells: list[str]) -> None:
    async with desk(empty=True) as running:
        await heard(running)
        await running.tick(seconds=1)
        desk_of(running).tickets.log(desk_of(running).tickets.read_line("1-1-101 lamp"))
        await running.until("lamp")
        assert bells == ["bell"]
        await running.do("app.sound")
        desk_of(running).phone.ring(OTHER)
        await running.until("139****9000")
        assert bells == ["bell"]


async def test_answering_opens_the_form_with_the_number(desk: Opened) -> None:
    async with desk(empty=True) as running:
        know(running, Contact("Wang Fang", PHONE, "owner"))
        ring = await heard(running)
        await running.do("app.answer")
        await running.until("New call")
        await gone(running, "CALL")
        assert PHONE in running.text
        await running.type("kitchen pipe leaking")
        await running.do("intake.save")
        await running.until("kitchen pipe")
        with running.store.reading() as look:
            taken = look.phone.ring(ring.id)
            ticket = look.tickets.get(taken.ticket)
        assert (taken.claimed_by, taken.outcome) == (running.app.identity.operator, "logged")
        assert (ticket.caller.phone, ticket.unit, ticket.channel) == (PHONE, "3-2-1201", "call")
        assert ticket.answered_at == taken.claimed_at


async def test_the_other_desks_see_who_has_answered(desk: Opened) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running)
        desk_of(running).phone.claim(ring.id)
        await running.until("Li Na has answered")
        assert "CALL" not in running.text
        assert running.app.why_not("app.answer") is not None
        await running.tick(seconds=9)
        assert "Li Na" not in running.text
        assert not running.app.screen.query(RingBar)


async def test_who_is_late_is_told_who_was_faster(desk: Opened) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running)
        running.app.desk._wake.clear()
        desk_of(running).phone.claim(ring.id)
        await running.do("app.answer")
        text = await running.until("Li Na has")
        assert "New call" not in text
        with pytest.raises(NotAllowed):
            desk_of(running, running.app.identity.operator).phone.claim(ring.id)


async def test_it_does_not_disturb_what_is_typed(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.do("app.new_ticket")
        await running.type("1-1-101 lamp + ")
        await heard(running)
        await running.type("door")
        text = await running.until("1-1-101 lamp + door")
        assert "CALL" in text


async def test_answering_parks_the_call_that_is_being_written(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await running.do("app.new_ticket")
        await running.type("1-1-101 lamp")
        await heard(running)
        await running.do("app.answer")
        await running.until(PHONE)
        assert "1-1-101 lamp" in [draft.fields["line"] for draft in running.app.identity.drafts.pending()]


@pytest.mark.parametrize("command", ["app.help", "board.open", "act.note", "act.callback"])
async def test_it_is_seen_over_every_screen(desk: Opened, command: str) -> None:
    async with desk((100, 30)) as running:
        if command == "act.callback":
            await running.do("board.view_callbacks")
        await running.do(command)
        await heard(running)
        await running.do("app.answer")
        await running.until("New call")


async def test_a_missed_call_waits_on_the_board(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await heard(running)
        await running.tick(seconds=RINGS_FOR.total_seconds())
        assert "1 missed call" in running.text
        assert "CALL" not in running.text
        desk_of(running).phone.ring("")
        await running.tick(seconds=RINGS_FOR.total_seconds())
        await running.until("2 missed calls")
        await running.do("app.new_ticket")
        assert "missed" not in running.text


async def test_a_missed_call_is_returned(desk: Opened) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running)
        await running.tick(seconds=60)
        await running.do("app.answer")
        await running.until("New call")
        desk_of(running).phone.rings()
        with pytest.raises(NotAllowed, match=running.app.identity.operator):
            desk_of(running).phone.claim(ring.id)
        await running.type("1-1-101 lamp")
        await running.do("intake.save")
        await running.until("lamp")
        with running.store.reading() as look:
            assert look.phone.ring(ring.id).outcome == "logged"
        assert "missed" not in running.text


@pytest.mark.parametrize(("answer", "outcome"), [("form.save", "called_back"), ("form.cancel", "hung_up")])
async def test_a_return_without_a_ticket_is_asked_for(desk: Opened, answer: str, outcome: str) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running)
        await running.tick(seconds=60)
        await running.do("app.answer")
        await running.until("New call")
        await running.do("intake.cancel")
        await running.until("Discard this call?")
        await running.do("form.save")
        await running.until("Did you call 138****8000 back?")
        await running.do(answer)
        with running.store.reading() as look:
            assert look.phone.ring(ring.id).outcome == outcome
        if outcome == "hung_up":
            await running.until("1 missed call")


async def test_a_parked_return_is_still_ours(desk: Opened) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running)
        await running.tick(seconds=60)
        await running.do("app.answer")
        await running.until("New call")
        await running.do("intake.park")
        await running.settle()
        assert "back?" not in running.text
        await running.do("app.parked")
        await running.until(PHONE)
        await running.type("1-1-101 lamp")
        await running.do("intake.save")
        await running.until("lamp")
        with running.store.reading() as look:
            assert look.phone.ring(ring.id).outcome == "logged"


async def test_nobody_can_ring_back_a_withheld_number(desk: Opened) -> None:
    async with desk(empty=True) as running:
        await heard(running, "anonymous")
        assert "number withheld" in running.text
        await running.tick(seconds=60)
        await running.do("app.answer")
        await running.until("The number was withheld")
        await gone(running, "missed")
        assert running.app.why_not("app.answer") is not None


async def test_a_withheld_number_that_rings_is_answered_and_tied_to_its_ticket(desk: Opened) -> None:
    async with desk(empty=True) as running:
        ring = await heard(running, "")
        await running.do("app.answer")
        await running.until("New call")
        await running.type("1-1-101 lamp")
        await running.do("intake.save")
        await running.until("lamp")
        with running.store.reading() as look:
            assert look.phone.ring(ring.id).outcome == "logged"


async def test_hostile_text_is_only_text(desk: Opened) -> None:
    async with desk(empty=True) as running:
        know(running, Contact("[red]x[/]\x1b]0;t\x07", PHONE, "[bold]"))
        await heard(running, line="[link=x]\x1b[2J")
        assert "[red]x[/]" in running.text
        assert "\x1b" not in running.text


async def test_many_calls_at_once_fit(desk: Opened) -> None:
    async with desk((40, 12), "zh_CN", empty=True) as running:
        for count in range(5):
            desk_of(running).phone.ring(f"1380013800{count}")
        await running.until("138****8000")
        await running.until("3")
        assert len(running.app.screen.query_one(RingBar).draw()) == 5


async def test_no_number_is_written_down_anywhere(desk: Opened, tmp_path: Path) -> None:
    async with desk(empty=True) as running:
        await heard(running)
        await running.do("app.answer")
        await running.until("New call")
    logs = list(tmp_path.rglob("*.log"))
    assert all(PHONE not in path.read_text(errors="replace") for path in logs)
