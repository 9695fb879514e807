"""Commands of each kind of records, made from its description: list, show, new, its acts, undo, export."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

from core.base.questions import questions
from core.base.text import clean
from core.desk.kinds import kind_of
from core.record.act import act_class
from core.record.kind import NEW, About, Kind
from core.record.model import Record
from tui.cli.command import Group, Run
from tui.cli.context import Here
from tui.cli.filters import Limit
from tui.cli.output import Form, Output, give
from tui.cli.printing import print_json, say
from tui.cli.questions import Word, answers, word, words_of
from tui.cli.words import AsJson, AsOfThen, At, Happened, Note, argument, choice, option
from tui.i18n import _
from tui.papers.records import make_list, make_record
from tui.widgets.record_words import cells

Said = Mapping[str, Any]
"""Words of a command line by name."""

NUMBER = argument("NUMBER", _("Number of the record; the letter may be left out."))


def __getattr__(name: str) -> Group:
    """Return the commands of the kind of that name."""
    if name.startswith("_"):
        raise AttributeError(name)
    return group_of(kind_of(name))


def group_of(kind: Kind) -> Group:
    """Return the commands of a kind."""
    group = Group(help_alone=True)
    group.command(_("The list of a view, the newest first."), "list")(_listing(kind))
    group.command(_("One of them with its history."), "show")(_showing(kind))
    for about in kind.acts:
        group.command(_(about.help), about.name.replace("_", "-"))(_acting(kind, about))
    group.command(_("Undo the last step; it stays in the history."), "undo")(_undoing(kind))
    group.command(_("Write the list of a view, or one of them, to a file."), "export")(_exporting(kind))
    return group


def _listing(kind: Kind) -> Run:
    def run(here: Here, view: str, find: str, limit: int | None, as_json: bool) -> None:
        give(here, make_list(here.desk, kind, view, clean(find), limit), "json" if as_json else "")

    looked_for = option("--find", _("Only those with these words."))
    return _command(
        run, _view(kind), word("find", Annotated[str, looked_for], ""), word("limit", Limit, None), _JSON
    )


def _showing(kind: Kind) -> Run:
    def run(here: Here, number: str, as_of: str, happened: bool, as_json: bool) -> None:
        paper = make_record(here.desk, kind, number, here.as_of(as_of, happened=happened))
        give(here, paper, "json" if as_json else "")

    return _command(run, _number(), word("as_of", AsOfThen, ""), word("happened", Happened, False), _JSON)


def _acting(kind: Kind, about: About) -> Run:
    asked = questions(act_class(kind, about.name))

    def run(here: Here, at: str, note: str, as_json: bool, number: str = "", **given: Any) -> None:
        said, records = answers(here, asked, given), here.desk.records
        when = here.past(at)
        if about.name == NEW:
            done = records.new(kind, said, at=when, note=clean(note))
        else:
            done = records.act(kind, number, about.name, said, at=when, note=clean(note))
        _tell(here, kind, done, as_json=as_json, briefly=about.name == NEW)

    numbers = [] if about.name == NEW else [_number()]
    return _command(run, *numbers, *words_of(asked), word("at", At, ""), word("note", Note, ""), _JSON)


def _undoing(kind: Kind) -> Run:
    def run(here: Here, number: str, as_json: bool) -> None:
        _tell(here, kind, here.desk.records.undo(kind, number), as_json=as_json)

    return _command(run, _number(), _JSON)


def _exporting(kind: Kind) -> Run:
    def run(here: Here, number: str, view: str, form: str, output: Output) -> None:
        paper = make_record(here.desk, kind, number) if number else make_list(here.desk, kind, view)
        give(here, paper, form or ("" if output else "md"), output)

    number = argument("[NUMBER]", _("One of them; the list of the view without."))
    return _command(
        run,
        word("number", Annotated[str, number], ""),
        _view(kind),
        word("form", Form, ""),
        word("output", Output, None),
    )


def _command(run: Run, *words: Word) -> Run:
    """Return a function in the form of a command, with these words after its context."""
    run.__signature__ = inspect.Signature([word("here", Here), *words])  # type: ignore[attr-defined]
    return run


_JSON = word("as_json", AsJson, False)


def _number() -> Word:
    return word("number", Annotated[str, NUMBER])


def _view(kind: Kind) -> Word:
    view = choice("--view", _("Which of them."), [view.name for view in kind.views])
    return word("view", Annotated[str, view], "")


def _tell(here: Here, kind: Kind, record: Record, *, as_json: bool, briefly: bool = False) -> None:
    """Print a record after an act: the whole document, one line, or its number alone."""
    if as_json:
        print_json(make_record(here.desk, kind, record.number).document)
    elif briefly:
        say(record.number)
    else:
        said = cells(record, kind.columns, here.policy.site)
        say("  ".join([*said[:1], _(record.state.label), *filter(None, said[1:])]))
