"""The handover on the screen: the sheet, red lines, refusing and deciding, nobody there, what was signed."""

from syrupy.assertion import SnapshotAssertion

from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from screens.base.list_screen import ListScreen
from screens.handover.screen import HandoverScreen
from tests.screens.conftest import Opened, Running

STAFF = (
    Person("001", "Wang Min", "desk", role="operator"),
    Person("002", "Li Na", "desk", role="operator"),
    Person("003", "Chen Jing", "admin", role="supervisor"),
)
GAS = Intake(unit="2-1-0301", description="smell of gas", category="burst_gas")


def elsewhere(running: Running, name: str = "Wang Min") -> Desk:
    """Another desk on the same storage."""
    return Desk(running.store, name, running.clock)


async def towards_the_end(running: Running, minutes: int = 10) -> Desk:
    """Wang Min has had the desk since the shift began, with one emergency; it ends in so many minutes."""
    with running.store.writing() as work:
        work.people.save_people(STAFF)
    running.clock.pass_by(hours=-2, minutes=-17)
    desk = elsewhere(running)
    desk.handover.begin_watch()
    desk.tickets.log(cleaned(GAS))
    await seen(running, "smell of gas")
    await running.tick(hours=8, minutes=-minutes)
    return desk


async def seen(running: Running, text: str) -> None:
    """The feed is looked at, and what it brings is shown."""
    running.app.desk.look_again()
    await running.until(text)
    await running.settle()


async def fill(running: Running, *texts: str) -> None:
    """Fill in the form's fields and save it."""
    for count, text in enumerate(texts):
        if count:
            await running.pilot.press("tab")
        await running.type(text)
    await running.do("form.save")


async def test_the_sheet(desk: Opened, looks: SnapshotAssertion) -> None:
    async with desk((120, 40)) as running:
        await running.tick(hours=5, minutes=30)
        await running.do("app.handover")
        await running.until("0309-007")
        await running.settle()
        assert running.text == looks
        await running.do("handover.bottom")
        assert running.text == looks(name="end")


async def test_refused_decided_put_right_and_taken(desk: Opened) -> None:
    """The incoming one objects and refuses; the supervisor decides at the same desk; it is signed again."""
    async with desk((80, 24), empty=True) as running:
        await towards_the_end(running)
        await running.do("app.handover")
        await running.until("To do: a note on emergency 001")
        assert isinstance(screen := running.app.screen, HandoverScreen)
        assert "Emergencies without their note" in (screen.why_not("handover.sign") or "")
        await running.do("handover.act")
        await fill(running, "aired")
        await running.until("You can sign: F5")
        await running.do("handover.sign", "form.save")
        await running.until("Wang Min signed at 15:50")
        assert (
            running.app.reminder.text()
            == "Wang Min has signed the handover; the incoming operator goes on: K"
        )
        await running.do("handover.sign")
        await fill(running, "Li Na")
        await running.until("Li Na takes over")
        assert screen.why_not("handover.sign")
        await running.do("handover.object")
        await fill(running, "the gas company was not told")
        await running.until("no emergency")
        await running.do("handover.refuse")
        await fill(running, "the keys are missing")
        await running.until("A supervisor decides: v.")
        assert running.app.reminder.text() == "The handover was refused; the supervisor decides: K"
        await running.do("handover.decide")
        await fill(running, "return it for correction", "count them together", "Chen Jing")
        await running.until("You can sign: F5")
        taken_elsewhere(running)
        await seen(running, "Li Na is in charge and writes this report.")
        await running.do("handover.back")
        await running.until("in charge: Li Na   you: Wang Min")


async def test_after_each_save_the_cursor_is_on_the_next_line_that_lacks_something(desk: Opened) -> None:
    """A note leads to the next emergency without one, the last note to the counts, each count to the next."""
    async with desk((120, 40), empty=True) as running:
        other = await towards_the_end(running)
        other.tickets.log(cleaned(Intake(description="smoke in the garage", category="fire")))
        await running.do("app.handover")
        await seen(running, "To do: a note on emergency 001, 002; 5 things to count.")
        for note, following in (("aired", "\n 002  "), ("put out", "\n Keys\n")):
            await running.do("handover.act")
            await fill(running, note)
            await running.until(following)
        await running.do("handover.act", "form.save")
        await running.until("\n Radios\n")


async def test_the_rest_is_acknowledged_together(desk: Opened) -> None:
    """One key on any line that is not red acknowledges all of them, wrong counts and instructions too."""
    async with desk((80, 24), empty=True) as running:
        other = await towards_the_end(running)
        other.handover.note_emergency("001", Clean("aired"))
        for unit in ("1-1-0101", "1-1-0201"):
            other.tickets.log(
                cleaned(Intake(unit=unit, description="a bench, please", category="suggestion"))
            )
        other.handover.count("Keys", Clean("0"))
        elsewhere(running, "Chen Jing").handover.write_note(Clean("mind the garage"), "instruction")
        other.handover.sign_out_watch("")
        other.handover.review("Li Na")
        await running.do("app.handover")
        await running.until("Li Na takes over: 1 of 1 left.")
        await running.do("handover.seen")
        await running.until("Space acknowledges the other 4 items; then sign (F5).")
        await running.do("handover.seen")
        await running.until("Li Na has acknowledged everything and can sign (F5).")
        seen_by_lina = other.handover.watch().seen  # type: ignore[union-attr]
        assert {line.partition(":")[2] for line in seen_by_lina} == {"emergency", "open", "钥匙", "4"}


def taken_elsewhere(running: Running) -> None:
    """Wang Min signs again; Li Na goes through the sheet and signs from her own desk."""
    elsewhere(running).handover.sign_out_watch("")
    lina = elsewhere(running, "Li Na")
    lina.handover.review("Li Na")
    lina.handover.see(*(line.id for line in lina.handover.sheet().red))
    lina.handover.sign_in_watch("Li Na", "")


async def test_nobody_comes_then_a_supervisor_gives_the_desk_away(
    desk: Opened, looks: SnapshotAssertion
) -> None:
    """The end is told of on every screen; the shift goes on; a supervisor gives the desk away."""
    async with desk((80, 24), empty=True) as running:
        (await towards_the_end(running, minutes=16)).handover.note_emergency("001", Clean("aired"))
        await running.do("app.new_ticket")
        assert "The shift ends" not in running.text
        await running.tick(minutes=6)
        await running.until("The shift ends in 9m15s: K hands over.")
        await running.do("intake.park")
        await running.tick(hours=9)
        await seen(running, "The shift is over by 8h50 and not handed over")
        await running.do("app.handover")
        await running.until("No relief? w extends your shift.")
        await running.do("handover.wait")
        await fill(running, "Li Na is ill")
        await running.until("You can sign")
        await running.do("handover.take_over")
        await fill(running, "Li Na", "Wang Min has gone home", "Chen Jing")
        await seen(running, "Li Na is in charge")
        assert elsewhere(running).handover.watch().forced_by == "Chen Jing"  # type: ignore[union-attr]
        await running.do("handover.earlier")
        await running.until("Shifts that were not handed over: 1")
        assert isinstance(running.app.screen, ListScreen)
        await running.do("handovers.down", "handovers.open")
        await running.until("The report is locked.")
        await running.do("handover.note")
        await fill(running, "the keys were found")
        await running.do("handover.bottom")
        await running.until("the keys were found")
        running.app.clear_notifications()
        await running.settle()
        assert running.text == looks
