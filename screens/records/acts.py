"""Acts on the record under the cursor: each asks with the form made from its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.questions import Among, questions
from core.desk.desk import Desk
from core.record.act import Moment, act_class, why_not
from core.record.kind import NEW, About, Kind
from core.record.model import Record
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form, Values
from screens.base.listing import OpenList
from screens.base.questions import entry_of
from screens.papers.screen import PaperScreen
from tui.i18n import _, language
from tui.papers.records import make_list, make_record
from tui.widgets import choices
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host


def asked_by(kind: Kind, about: About, record: Record, moment: Moment, host: Host) -> Iterator[Entry]:
    """Yield what the form of an act asks, with what it proposes."""
    act = act_class(kind, about.name)
    first, desk = act.first(record, moment), host.desk
    for one in questions(act):
        if one.asked.title:
            staff = one.asked.among is Among.STAFF
            people = choices.people(desk.policy, desk.directory, language()) if staff else ()
            yield entry_of(one, first.get(one.name, ""), people)


class RecordActs:
    """Acts of a kind in its open list; `moment` is the one they are judged by, None before the first look."""

    def __init__(
        self, kind: Kind, screen: OpenList[Record, Any], moment: Callable[[], Moment | None]
    ) -> None:
        self._kind = kind
        self._screen = screen
        self._moment = moment

    def handlers(self) -> Handlers:
        """Return the acts by their commands, and the papers."""
        context = self._kind.context
        acts = {
            f"{context}.{about.name}": Handler(partial(self._begin, about), partial(self._why_not, about))
            for about in self._kind.acts
        }
        return {
            **acts,
            f"{context}.paper": Handler(self._paper, self._screen.needs_entry),
            f"{context}.papers": Handler(self._list),
        }

    def _record(self, about: About) -> Record | None:
        return self._kind.blank() if about.name == NEW else self._screen.entry

    def _why_not(self, about: About) -> str | None:
        record, moment = self._record(about), self._moment()
        if record is None or moment is None:
            return self._screen.needs_entry() or _(N_("Opening the database…"))
        refused = why_not(self._kind, about.name, record, moment)
        return refused.text(_) if refused else None

    def _begin(self, about: About) -> None:
        self._screen.ask_behind(partial(self._ask, about))

    async def _ask(self, about: About) -> None:
        screen, record, moment = self._screen, self._record(about), self._moment()
        if record is None or moment is None:
            return
        entries = [*asked_by(self._kind, about, record, moment, screen.host)]
        do = partial(self._do, about, record)
        number = "" if about.name == NEW else record.number
        if entries:
            kept = f"{self._kind.context} {about.name} {number}"
            form = Form(_(about.title), entries, do, about=number, warning=_(about.warning), kept=kept)
            done = await screen.app.push_screen_wait(FormScreen(form))
        else:
            done = await self._at_once(do)
        if isinstance(done, Record):
            self._done(about, done)

    def _do(self, about: About, record: Record, desk: Desk, values: Values) -> Record:
        if about.name == NEW:
            return desk.records.new(self._kind, values)
        return desk.records.act(self._kind, record.number, about.name, values, seen=record.version)

    async def _at_once(self, do: Callable[[Desk, Values], Record]) -> Record | None:
        host = self._screen.host
        try:
            return await host.desk.ask(lambda desk: do(desk, {}))
        except DeskError as error:
            host.tell(error.text(_), "error")
            self._screen.refresh_data()
            return None

    def _done(self, about: About, record: Record) -> None:
        """Show what was done, with the cursor on it."""
        screen, kind = self._screen, self._kind
        screen.host.desk.look_again()
        if about.name == NEW:
            screen.undo.did(None, N_("The first entry of a record cannot be undone."))
        else:
            screen.undo.did(lambda desk: desk.records.undo(kind, record.number, seen=record.version))
        screen.host.tell(_(N_("Saved: {number}.")).format(number=record.number))
        if about.name == NEW:
            screen.point_at(record.number)
        else:
            screen.refresh_data()

    def _paper(self) -> None:
        kind, record = self._kind, self._screen.entry
        if record is not None:
            number = record.number
            self._screen.app.push_screen(
                PaperScreen(lambda desk, _back, _printed: make_record(desk, kind, number))
            )

    def _list(self) -> None:
        kind, wanted = self._kind, self._screen.wanted
        self._screen.app.push_screen(
            PaperScreen(lambda desk, _back, _printed: make_list(desk, kind, wanted.view, wanted.text))
        )
