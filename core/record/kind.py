"""Kinds of records: descriptions from which list, form, commands, paper and rights are made.

They are read at the start of the program, so they only name the module with the model, the facts and
the decisions (`home`), which is loaded when a record is first needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from importlib import import_module
from typing import TYPE_CHECKING

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.questions import made
from core.base.text import fold_case
from core.events.stream import Stream

if TYPE_CHECKING:
    from core.record.model import Record

States = tuple[Code, ...]

NEW = "new"
"""Name of the act that begins a record, in all kinds."""


@dataclass(frozen=True, slots=True)
class Further:
    """Right inside an act, for some answers: its title, and the lowest role that has it."""

    title: str
    role: str = "supervisor"


@dataclass(frozen=True, slots=True)
class About:
    """Description of one act; texts are English source strings.

    `name` is that of the command line and of its key; `title` is for lists and forms, `short` for the footer,
    `help` one sentence.  The act starts from `states` (none for the act that begins a record); `otherwise` is
    the refusal in other states.  `role` is the lowest that may.  `main` acts have their key in the footer; a
    `warning` is shown before an act that cannot be undone.
    """

    name: str
    title: str
    short: str
    help: str
    states: States = ()
    role: str = "operator"
    otherwise: str = ""
    main: bool = False
    warning: str = ""
    further: Mapping[str, Further] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """View of a kind's list: records in these states, or in all; the model may leave some out."""

    name: str
    title: str
    states: States = ()


@dataclass(frozen=True, slots=True)
class Column:
    """Column of the kind's list and paper: a field or property of the model, with its title.

    It takes at least `cells`, and `share` parts of the remaining cells.
    """

    name: str
    title: str
    cells: int
    share: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """Rule that each person must see the records: the view of unseen ones, and the act of seeing one.

    `fields` of each are shown at sign-in.
    """

    view: str
    act: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """Kind of records.

    `letter` begins its numbers (`B-12`), `home` is the module and the name of its model.  The first of
    `views` is the default; `details` are titles of the fields that only the view of one record shows.
    `over` are the states in which nothing is left to do.  `ask` is set if each person must see the records.
    """

    name: str
    letter: str
    title: str
    plural: str
    help: str
    home: str
    acts: tuple[About, ...]
    views: tuple[View, ...]
    columns: tuple[Column, ...]
    details: Mapping[str, str] = field(default_factory=dict)
    over: States = ()
    ask: Ask | None = None

    @property
    def context(self) -> str:
        """Return the context of its keys."""
        return f"{self.name}s"

    @property
    def model(self) -> type[Record]:
        """Return the class of its records."""
        module, name = self.home.split(":")
        model: type[Record] = vars(import_module(module))[name]
        return model

    @property
    def titles(self) -> dict[str, str]:
        """Return the titles of the fields of one record: the columns, the state, the details."""
        columns = {column.name: column.title for column in self.columns}
        return {**columns, "state": N_("Status"), **self.details}

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields of its records, the common ones first."""
        return tuple(spec.name for spec in fields(self.model))

    def blank(self, serial: int = 0) -> Record:
        """Return an empty record with the number of `serial`."""
        return made(self.model, {"number": self.number(serial)})

    def about(self, act: str) -> About:
        """Return the description of the act `act`; raise `KeyError`."""
        return next((about for about in self.acts if about.name == act), None) or _none(act)

    def view(self, name: str) -> View:
        """Return the view `name`; raise `InvalidInput`."""
        for view in self.views:
            if view.name == name:
                return view
        raise InvalidInput(
            N_("There is no view “{view}”."),
            hint=N_("Use one of: {views}."),
            view=name,
            views=tuple(view.name for view in self.views),
        )

    def number(self, serial: int) -> str:
        """Return the number of the record of `serial`, as it is said: `B-12`."""
        return f"{self.letter}-{serial}"

    def serial(self, number: str) -> int:
        """Return the serial of a number as said: `B-12`, `b12` or `12`; raise `NotFound`."""
        said = fold_case(number).strip().lstrip("#").removeprefix(self.letter.lower()).lstrip("- ")
        if said.isascii() and said.isdecimal() and len(said) <= 9:
            return int(said)
        raise self.missing(number)

    def missing(self, number: str) -> NotFound:
        """Return the refusal of a number without a record."""
        return NotFound(
            N_("There is no record {number}."),
            hint=N_("See: dutydesk {kind} list"),
            number=number,
            kind=self.name,
        )

    def stream(self, serial: int) -> Stream:
        """Return the stream of events of the record of `serial`."""
        return Stream(self.name, serial)


def _none(act: str) -> About:
    raise KeyError(act)
