"""Data of the handover screen: the report for one person and the possible commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.handover import signatures
from core.handover.report import LINES, HandoverReport, Item, Note, ReportLine
from core.handover.watch import Party, Watch, party
from core.policy.model import Policy

Thing = ReportLine | Item | Note
"""Subject of a line of the report."""

RED = "red "
"""Prefix of the keys of the must-read items, which are listed twice."""


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
    def unseen(self) -> Sequence[Thing]:
        """Must-read items that the incoming operator has not acknowledged."""
        seen = self.watch.seen if self.watch else frozenset[str]()
        return [one for one in self.sheet.red if one.id not in seen]

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
    """Return every line of the report with its part, by the key of its row."""
    parts = [(part, one) for part in LINES for one in sheet.lines(part)]
    every: list[tuple[str, Thing]] = [
        *parts, *(("equipment", item) for item in sheet.equipment), *(("notes", note) for note in sheet.notes)
    ]  # fmt: skip
    red = {RED + one.id: (part, one) for part, one in every if one.red}
    return red | {one.id: (part, one) for part, one in every}


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
    if name == "ticket" or view.state in ("", "signed"):
        return isinstance(thing, ReportLine) and bool(thing.number)
    return thing is not None and (view.state == "reviewing" or not isinstance(thing, Note))


def _sign(view: ReportView, watch: Watch) -> None:
    if watch.state == "draft":
        signatures.sign_out(watch, view.sheet, view.me, view.now, view.policy)
    elif watch.state in ("reviewing", "disputed"):
        signatures.sign_in(watch, view.sheet, Party(watch.incoming, watch.incoming_no))
    elif watch.state == "signed":
        raise NotAllowed(N_("This report is signed and locked."))


_RULES: Mapping[str, Callable[[ReportView, Watch], object]] = {
    "sign": _sign,
    "seen": lambda view, watch: signatures.see(watch, view.sheet, ()),
    "object": lambda view, watch: signatures.see(watch, view.sheet, ()),
    "refuse": lambda view, watch: signatures.refuse(watch, "-"),
    "decide": lambda view, watch: signatures.decide(watch, "-", stands=True),
    "wait": lambda view, watch: signatures.extend(watch, view.me, "-", view.now, view.policy),
}
"""Checks of each command, the same as those of the desk."""
