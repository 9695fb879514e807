"""Form of a telling: way, answer, instruction, acknowledgement and time, for everything due for a person."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.i18n_marks import N_
from core.base.questions import Among, answered, questions
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.ladder import Call
from core.ticket.acts.tell import Tell
from screens.base.forms import Form, Values
from screens.base.questions import entry_of
from screens.base.steps import when
from screens.to_tell import words
from tui.i18n import _, language, listed, ngettext
from tui.widgets import choices
from tui.widgets.host import Host


def telling_form(host: Host, call: Call, numbers: Sequence[str]) -> Form:
    """Return the form for the tickets `numbers` of a call; it asks for the person if the list knows none."""
    staff = choices.people(host.desk.policy, host.desk.directory, language())
    asked = [one for one in questions(Tell) if one.name != "who" or not call.person]
    entries = [entry_of(one, "", staff if one.asked.among is Among.STAFF else ()) for one in asked]

    def do(desk: Desk, values: Values) -> object:
        act = Tell.from_form({"who": Clean(call.person), **answered(Tell, values)})
        return desk.ladder.tell(numbers, act, at=values.get("at"))

    title = _(N_("Told: {person}")).format(person=words.person(call))
    count = ngettext("{count} ticket", "{count} tickets", len(numbers)).format(count=len(numbers))
    about = f"{count}: {listed(numbers[:3])}{' …' if len(numbers) > 3 else ''}"
    return Form(title, [*entries, when()], do, about=about, kept=f"tell {call.role} {call.person}")
