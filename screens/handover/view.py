"""Data of the handover screen: the report for one person and the possible commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeGuard
from zoneinfo import ZoneInfo

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.handover import signatures
from core.handover.by_ticket import by_ticket
from core.handover.report import HandoverReport, Item, Note, ReportLine
from core.handover.watch import Party, Watch, party
from core.policy.model import Policy

Thing = ReportLine | Item | Note
"""Subject of a line of the report."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """Report as one person sees it at `now`; `watch` is None before the first one."""

    sheet: HandoverReport
    watch: Watch | None
    policy: Policy
    now: datetime
    me: Party

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of the site."""
        return self.policy.site.zone

    @property
    def state(self) -> str:
        """Key of `STATES`; empty if no one is in charge of the desk."""
        return self.watch.state if self.watch else ""

    @property
    def is_mine(self) -> bool:
        """Return True if the acting person is in charge of this watch."""
        return self.watch is not None and self.watch.is_operator(self.me)

    @property
    def unseen(self) -> Sequence[ReportLine]:
        """Must-read items that the incoming operator has not acknowledged, in the order of the list."""
        return [line for line in self._unread if must_read(line)]

    @property
    def together(self) -> Sequence[Thing]:
        """All else that waits for an acknowledgement: the other tickets, wrong counts, instructions."""
        return [one for one in self._unread if not must_read(one)]

    @property
    def no_emergencies(self) -> Sequence[Thing]:
        """All that waits for an acknowledgement, except emergencies."""
        return [*(line for line in self.unseen if line.kind != "emergency"), *self.together]

    @property
    def _unread(self) -> Iterator[Thing]:
        seen = self.watch.seen if self.watch else frozenset[str]()
        for _part, one in things(self.sheet).values():
            if one.id not in seen and (one.red or (isinstance(one, ReportLine) and one.number)):
                yield one

    @property
    def lacking(self) -> Sequence[Thing]:
        """Lines that still want something of the person at the report, in the order of asking."""
        if self.state in ("", "signed"):
            return []
        bare = [*self.sheet.unwritten]
        if self.state == "reviewing":
            return [*bare, *self.unseen, *self.together]
        return [*bare, *(item for item in self.sheet.equipment if not item.actual)]

    def after(self, done: Thing) -> str:
        """Return the key of the next line that lacks something; empty if there is none.

        Lines below `done` that lack the same come first, then those above, then what else is lacking.
        """
        lacking = [one for one in self.lacking if key_of(one) != key_of(done)]
        places = {key: place for place, key in enumerate(things(self.sheet))}
        same = [one for one in lacking if (type(one), must_read(one)) == (type(done), must_read(done))]
        below = [one for one in same if places[key_of(one)] > places.get(key_of(done), 0)]
        return next((key_of(one) for one in (*below, *same, *lacking)), "")

    @property
    def uncounted(self) -> int:
        """Number of items on the check list that are not counted yet."""
        return sum(not item.actual for item in self.sheet.equipment)


def live(desk: Desk) -> ReportView:
    """Return the report of the current watch; before the first one, that of the shift."""
    watch = desk.handover.watch()
    sheet = desk.handover.sheet()
    return ReportView(
        sheet, watch, desk.queries.policy(), desk.clock(), party(desk.queries.directory(), desk.name)
    )


def signed(ident: int) -> Callable[[Desk], ReportView]:
    """Return the query for the signed report of a watch."""

    def read(desk: Desk) -> ReportView:
        kept, watch = desk.handover.signed_sheet(ident), desk.handover.watch(ident)
        policy = desk.queries.policy(kept.sheet.policy)
        return ReportView(kept.sheet, watch, policy, desk.clock(), party(desk.queries.directory(), desk.name))

    return read


def things(sheet: HandoverReport) -> Mapping[str, tuple[str, Thing]]:
    """Return every line of the screen with its part, by the key of its row: each ticket once."""
    tickets = [ticket.worst for ticket in by_ticket(sheet)]
    visits = [("visits", line) for line in sheet.visits]
    every: list[tuple[str, Thing]] = [
        *tickets, *visits,
        *(("equipment", item) for item in sheet.equipment), *(("notes", note) for note in sheet.notes),
    ]  # fmt: skip
    return {key_of(one): (part, one) for part, one in every}


def key_of(one: Thing) -> str:
    """Return the key of the row of a line: the number of its ticket, also when its reason changes."""
    return one.number if isinstance(one, ReportLine) and one.number else one.id


def must_read(one: Thing) -> TypeGuard[ReportLine]:
    """Return True for a ticket that is acknowledged by itself: an emergency, late, promised."""
    return isinstance(one, ReportLine) and one.red


def refuse(name: str, view: ReportView, thing: Thing | None) -> None:
    """Raise the refusal of the command `handover.<name>`, if any; writes nothing."""
    if name in ("act", "ticket"):
        if not _can_act(name, view, thing):
            raise NotAllowed(N_("No action is available for this line."))
    elif view.watch is None and name != "sign":
        raise NotAllowed(N_("No one is in charge of the desk yet."))
    elif name in _RULES and view.watch:
        _RULES[name](view, view.watch)


def _can_act(name: str, view: ReportView, thing: Thing | None) -> bool:
    if isinstance(thing, ReportLine) and thing.number:
        return True
    if name == "ticket" or thing is None or view.state in ("", "signed"):
        return False
    return isinstance(thing, Item) or (view.state == "reviewing" and thing in view.together)


def _sign(view: ReportView, watch: Watch) -> None:
    if watch.state == "draft":
        signatures.sign_out(watch, view.sheet, view.me, view.now, view.policy)
    elif watch.state in ("reviewing", "disputed"):
        signatures.sign_in(watch, view.sheet, Party(watch.incoming, watch.incoming_no))
    elif watch.state == "signed":
        raise NotAllowed(N_("This report is signed and locked."))


def _see_all(view: ReportView, watch: Watch) -> None:
    signatures.see(watch, view.sheet, ())
    if not view.no_emergencies:
        raise NotAllowed(
            N_("Nothing else is left to acknowledge."), hint=N_("Acknowledge each emergency by itself.")
        )


_RULES: Mapping[str, Callable[[ReportView, Watch], object]] = {
    "sign": _sign,
    "seen": lambda view, watch: signatures.see(watch, view.sheet, ()),
    "seen_all": _see_all,
    "object": lambda view, watch: signatures.see(watch, view.sheet, ()),
    "refuse": lambda view, watch: signatures.refuse(watch, "-"),
    "decide": lambda view, watch: signatures.decide(watch, "-", stands=True),
    "wait": lambda view, watch: signatures.extend(watch, view.me, "-", view.now, view.policy),
}
"""Checks of each command, the same as those of the desk."""
