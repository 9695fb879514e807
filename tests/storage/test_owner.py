"""Who answers for a ticket at the desk: whoever has it, on both databases; the first responder stays."""

from datetime import datetime, timedelta

from core.desk.desk import Desk
from core.events.as_of import AsOf
from core.intake.model import Intake, cleaned
from storage.store import SqlStore
from tests.core.play import site
from tui.cli.document import ticket_document


def test_open_tickets_move_to_whoever_takes_the_desk(store: SqlStore) -> None:
    now = site("2026-03-10 09:00")

    def desk(name: str) -> Desk:
        return Desk(store, name, lambda: now)

    def mine(name: str) -> list[str]:
        return sorted(row.number[-3:] for row in desk(name).queries.board("mine").rows)

    def owners(at: datetime | None = None) -> list[str]:
        numbers, ann = ("260310-001", "260310-002"), desk("ann")
        if at is None:
            return [ann.queries.card(number).owner for number in numbers]
        return [ann.past.card(number, AsOf(at)).owner for number in numbers]

    for name, to in (("ann", "eve"), ("bob", "")):
        desk(name).tickets.log(cleaned(Intake(description="leak", category="pipe_leak", assign_to=to)))
    assert owners() == ["ann", "bob"]
    assert (mine("ann"), mine("bob"), mine("eve")) == (["001"], ["002"], ["001"])
    now = taken = now + timedelta(minutes=30)
    desk("ann").handover.begin_watch()
    assert owners() == ["ann", "ann"]
    now = site("2026-03-10 15:50")
    desk("ann").handover.sign_out_watch("")
    desk("ann").handover.review("bob")
    desk("ann").handover.see(*(line.id for line in desk("bob").handover.sheet().red))
    desk("ann").handover.sign_in_watch("bob", "")
    assert owners() == ["bob", "bob"]
    assert owners(taken) == ["ann", "ann"]
    assert (mine("ann"), mine("bob"), mine("eve")) == ([], ["001", "002"], ["001"])
    assert {card.ticket.first_responder for card in desk("bob").queries.tickets()} == {"ann", "bob"}
    assert {card.owner for card in desk("ann").queries.tickets()} == {"bob"}
    assert ticket_document(desk("ann").queries.card("001"), desk("ann").queries.directory())["owner"] == "bob"
