"""What the handover's screen stands on: the sheet as one person sees it, and what can be done with it."""

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
"""What a line of the sheet is about."""

RED = "red "
"""Begins the keys of the lines above the parts, which are there a second time."""


@dataclass(frozen=True, slots=True)
class ReportView:
    """The sheet as one person sees it at `now`; `watch` is None before the first one."""

    sheet: HandoverReport
    watch: Watch | None
    policy: Policy
    now: datetime
    me: Party

    @property
    def zone(self) -> ZoneInfo:
        """The site's."""
        return self.policy.site.zone

    @property
    def state(self) -> str:
        """A key of `STATES`; empty where nobody has the desk."""
        return self.watch.state if self.watch else ""

    @property
    def is_mine(self) -> bool:
        """Whether the acting person has this watch."""
        return self.watch is not None and self.watch.is_operator(self.me)

    @property
    def unseen(self) -> Sequence[Thing]:
        """The red lines that the incoming operator has not noted."""
        seen = self.watch.seen if self.watch else frozenset[str]()
        return [one for one in self.sheet.red if one.id not in seen]

    @property
    def uncounted(self) -> int:
        """How many things of the check list nobody has counted."""
        return sum(not item.actual for item in self.sheet.equipment)


def live(desk: Desk) -> ReportView:
    """The sheet of the watch that lasts; before the first one, that of the shift."""
    watch = desk.handover.watch()
    sheet = desk.handover.sheet()
    return ReportView(
        sheet, watch, desk.queries.policy(), desk.clock(), party(desk.queries.directory(), desk.name)
    )


def signed(ident: int) -> Callable[[Desk], ReportView]:
    """Reads the frozen sheet of that watch."""

    def read(desk: Desk) -> ReportView:
        kept, watch = desk.handover.signed_sheet(ident), desk.handover.watch(ident)
        policy = desk.queries.policy(kept.sheet.policy)
        return ReportView(kept.sheet, watch, policy, desk.clock(), party(desk.queries.directory(), desk.name))

    return read


def things(sheet: HandoverReport) -> Mapping[str, tuple[str, Thing]]:
    """Every line of the sheet with its part, by the key of its row."""
    parts = [(part, one) for part in LINES for one in sheet.lines(part)]
    every: list[tuple[str, Thing]] = [
        *parts, *(("equipment", item) for item in sheet.equipment), *(("notes", note) for note in sheet.notes)
    ]  # fmt: skip
    red = {RED + one.id: (part, one) for part, one in every if one.red}
    return red | {one.id: (part, one) for part, one in every}


def refuse(name: str, view: ReportView, thing: Thing | None) -> None:
    """Raise what the desk would say to the command `handover.<name>`; nothing is written."""
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
"""What each command needs, as the desk will ask for it."""
