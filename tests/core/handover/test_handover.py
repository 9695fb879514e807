"""The watch and its sheet (DOMAIN §16): what holds over random months, and each way a handover can go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from core.base.errors import DeskError
from core.events.fact import Fact, Undone
from core.events.stream import Event
from core.handover import signatures
from core.handover.facts import WatchBegan
from core.handover.report import HandoverReport, Passage, ReportLine, count
from core.handover.watch import Party, Watch, owner_of, sign_from, watch_of
from core.handover.watch import evolve as evolve_watch
from core.policy.model import Policy, default_policy
from core.policy.sections import ShiftRules
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assigned
from core.ticket.acts.close import Closed, Reopened, Voided
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handled
from core.ticket.acts.merge import Merged
from core.ticket.acts.note import Progress
from core.ticket.acts.urge import Urged
from core.ticket.codes import CloseKind
from core.ticket.fold import evolve, fold
from core.ticket.model import Ticket

START = datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
"""1 March, 00:00 at the site."""

PEOPLE = (Party("王敏", "001"), Party("李雷", "002"), Party("赵云", "003"), Party("not listed"))
CHIEF = Party("陈静", "009")
EIGHTS, TWELVES = ShiftRules(), ShiftRules(starts=("08:00", "20:00"))


@dataclass
class Month:
    """A month at random: a feed of events, watches, and beside them the plain truth to compare with."""

    random: Random
    now: datetime = START
    feed: list[Event] = field(default_factory=list)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    histories: dict[str, list[Event]] = field(default_factory=dict)
    was_open: dict[str, list[bool]] = field(default_factory=dict)
    watches: list[list[Event]] = field(default_factory=list)
    at_start: dict[str, Ticket] = field(default_factory=dict)
    sheets: list[HandoverReport] = field(default_factory=list)
    drawn: HandoverReport | None = None
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        rules = self.random.choice([EIGHTS, TWELVES])
        self.policy: Policy = replace(default_policy(), shift=rules)

    def play(self) -> None:
        """Whatever happens: calls, work, handovers in time, late, refused, forced, doubled, or none."""
        for _ in range(self.random.randrange(4)):
            self.happen()
        self.record(
            signatures.begin(self.random.choice(PEOPLE), self.now, self.policy, len(self.feed), self.open)
        )
        while self.now < START + timedelta(days=30):
            self.now += timedelta(minutes=self.random.expovariate(1 / 320))
            self.happen()
            due = self.now >= sign_from(self.watch, self.policy)
            for _ in range(self.random.randrange(6) if due else self.random.random() < 0.05):
                self.hand_over()
            self.check_owners()

    # tickets

    @property
    def open(self) -> int:
        """How many tickets are not closed, counted beside the fold."""
        return sum(flags[-1] for flags in self.was_open.values())

    def happen(self) -> None:
        """One event of a new ticket or of one that is there."""
        number = self.random.choice([*self.tickets, "", "", "", ""])
        if not number:
            number = f"2603{len(self.tickets):04d}"
            self.was_open[number] = [True]
            self.add(number, created(number, self.now))
            return
        flags = self.was_open[number]
        choices: list[tuple[Fact, bool]] = [(Urged(), flags[-1])]
        if flags[-1]:
            handled, assigned = Handled(outcome="done"), Assigned(department="engineering")
            choices += [(assigned, True), (handled, True), (Closed(kind=CloseKind.SATISFIED), False)]
            choices += [(Voided(reason="twice"), False), (Merged(into="26030000"), False)]
        else:
            choices = [(Reopened(reason="by mistake"), True), (Progress(note="by the way"), False)]
        if len(flags) > 1:
            choices.append((Undone(step=len(self.histories[number])), flags[-2]))
        fact, stays_open = self.random.choice(choices)
        if isinstance(fact, Undone):
            self.was_open[number] = [stays_open]  # nothing is undone twice
        else:
            flags.append(stays_open)
        self.add(number, fact)

    def add(self, number: str, fact: Fact) -> None:
        """Append to the feed, as the storage does."""
        history = self.histories.setdefault(number, [])
        event = Event(len(history) + 1, len(history) + 1, self.now, self.now, "op", fact)
        history.append(event)
        self.feed.append(event)
        self.drawn = None
        undoes = isinstance(fact, Undone)
        self.tickets[number] = fold(history) if undoes else evolve(self.tickets.get(number), event)

    # the watch

    def record(self, fact: Fact) -> None:
        """Append to the newest watch, or begin one; the watch that lasts is what its events say."""
        if isinstance(fact, WatchBegan):
            self.watches.append([])
            self.at_start, self.drawn = dict(self.tickets), None
        history = self.watches[-1]
        event = Event(len(history) + 1, len(history) + 1, self.now, self.now, CHIEF.name, fact)
        before = self.watch if history else None
        history.append(event)
        self.watch = replace(evolve_watch(before, event), id=len(self.watches))

    def sheet(self, watch: Watch) -> HandoverReport:
        """The figures as `core.handover.drawing` gets them, and a red line or two."""
        passages = [
            Passage(self.at_start.get(number), ticket)
            for number, ticket in self.tickets.items()
            if ticket.closed_at is None or self.at_start.get(number) is not ticket
        ]
        place = len(self.feed)
        red = tuple(ReportLine(f"{number}:open", "breached", red=True) for number in [*self.tickets][:2])
        return HandoverReport(
            watch=watch.id,
            day=watch.shift.day,
            start=watch.shift.start,
            end=watch.shift.end,
            next_end=watch.shift.end,
            operator=watch.operator,
            began_at=watch.began_at,
            until=self.now,
            policy=1,
            counts=count(passages, place - watch.place),
            first_place=watch.place,
            last_place=place,
            open=red,
        )

    def hand_over(self) -> None:
        """One act of the handover; what is refused leaves everything as it was."""
        watch, who, random = self.watch, self.random.choice(PEOPLE), self.random
        sheet = self.drawn = self.drawn or self.sheet(watch)
        own = Party(watch.operator, watch.no)
        sign_out = partial(signatures.sign_out, watch, sheet, now=self.now, policy=self.policy)
        usual: dict[str, Callable[[], Any]] = {
            "draft": lambda: sign_out(own),
            "outgoing_signed": lambda: signatures.review(watch, who),
            "reviewing": lambda: signatures.see(watch, sheet, [line.id for line in sheet.red]),
            "disputed": lambda: signatures.decide(watch, "they are here", stands=random.random() < 0.5),
        }
        seldom: tuple[Callable[[], Any], ...] = (
            lambda: sign_out(who),
            lambda: signatures.object_to(watch, sheet, sheet.red[0].id, "not so"),
            lambda: signatures.extend(watch, own, "nobody came", self.now, self.policy),
            lambda: signatures.refuse(watch, "the keys are missing"),
            lambda: self.change(watch, sheet, who, forced=random.random() < 0.3),
        )
        known = watch.state == "reviewing" and watch.seen >= {line.id for line in sheet.red}
        often = partial(self.change, watch, sheet, who, forced=False) if known else usual[watch.state]
        act = often if random.random() < 0.75 else random.choice(seldom)
        try:
            done = act()
        except DeskError:
            return
        for act in done if isinstance(done, list) else [done] if done else []:
            self.record(act)

    def change(self, watch: Watch, sheet: HandoverReport, who: Party, *, forced: bool) -> None:
        if forced:
            signatures.take_over(watch, who, "gone home")
        else:
            who = Party(watch.incoming, watch.incoming_no) if watch.incoming else who
            signatures.sign_in(watch, sheet, who)
        chief = CHIEF.name if forced else ""
        end, began = signatures.change_hands(watch, sheet, who, self.policy, forced_by=chief, reason=chief)
        self.record(end)
        self.record(began)
        self.sheets.append(sheet)

    def check_owners(self) -> None:
        """Whoever has the desk has every open ticket, and nobody has a closed one."""
        watch = self.watch
        owners = {(t.closed_at is None, owner_of(t, watch)) for t in self.tickets.values()}
        assert owners <= {(True, watch.operator), (False, "")}


def created(number: str, now: datetime) -> Created:
    return Created(
        number=number, category="pipe_leak", urgency=Urgency.URGENT, policy=1, reported_at=now, logged_at=now
    )


def watches(month: Month) -> list[Watch]:
    return [watch_of(number, history) for number, history in enumerate(month.watches, 1)]


@pytest.mark.parametrize("tens", range(10))
def test_s16_random_months_have_no_gap_no_loose_end_and_no_double_count(tens: int) -> None:
    """Over 200 months every event is in one watch, every open ticket has one owner, the figures add up."""
    for seed in range(tens * 20, tens * 20 + 20):
        month = Month(Random(seed))
        month.play()
        chain = watches(month)
        check_chain(month, chain)
        check_figures(month, chain)


def check_chain(month: Month, chain: Sequence[Watch]) -> None:
    """One watch ends where and when the next begins; only the last one lasts."""
    assert len(chain) > 5
    for before, following in pairwise(chain):
        assert before.ended_at == following.began_at
        assert before.next == following.operator
    assert [watch.ended_at is None for watch in chain] == [False] * (len(chain) - 1) + [True]
    ranges = [(sheet.first_place, sheet.last_place) for sheet in month.sheets]
    ranges.append((chain[-1].place, len(month.feed)))
    counted = [place for first, last in ranges for place in range(first + 1, last + 1)]
    assert counted == list(range(chain[0].place + 1, len(month.feed) + 1))


def check_figures(month: Month, chain: Sequence[Watch]) -> None:
    """carried in + new + reopened - closed = carried out, which the next watch carries in."""
    last = month.sheet(chain[-1])
    assert last.counts.carried_out == month.open
    for watch, sheet in zip(chain, [*month.sheets, last], strict=True):
        counts = sheet.counts
        assert counts.carried_in + counts.new + counts.reopened - counts.closed == counts.carried_out
        assert counts.carried_in == watch.carried_in
        assert counts.events == sheet.last_place - sheet.first_place
    assert sum(sheet.counts.new for sheet in [*month.sheets, last]) == len(month.tickets) - len(
        [event for event in month.feed[: chain[0].place] if event.seq == 1]
    )
