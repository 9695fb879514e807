"""Kinds of records: the description from which list, form, command line, paper and rights are made.

It is read at the start of the program, so it names the module with the model, the facts and the
decisions (`home`), which is loaded when a record is first asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from importlib import import_module

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.text import fold_case
from core.events.stream import Stream
from core.record.model import Record

States = tuple[Code, ...]

NEW = "new"
"""The act that begins a record, in every kind."""


@dataclass(frozen=True, slots=True)
class Further:
    """A right inside an act, for some answers: its title, and the lowest role that has it."""

    title: str
    role: str = "supervisor"


@dataclass(frozen=True, slots=True)
class About:
    """Description of one act; texts are English source strings.

    `name` is that of the command line and of its key; `title` is for lists and forms, `short` for the line of
    keys, `help` one sentence.  It starts from `states` (none for the act that begins a record); `otherwise`
    is said in the others.  `role` is the lowest that may.  `main` acts have their key on the bottom line; a
    `warning` is shown before what cannot be taken back.
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
    """One view of a kind's list: records in these states, all without; the model may leave out some."""

    name: str
    title: str
    states: States = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the kind's list and paper: a field or property of the model under a title.

    It takes `cells` at least, and `share` parts of what is left.
    """

    name: str
    title: str
    cells: int
    share: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """What each person is to take note of: the view of what they have not seen, and the act that says so.

    `fields` of each are shown when the person signs in.
    """

    view: str
    act: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of record.

    `letter` begins its numbers (`B-12`), `context` is that of its keys, `home` the module and the name of
    its model.  The first of `views` is shown at first; `details` are titles of the fields that only one
    record shows.  `over` are the states in which nothing is left to do.  `ask` is set where each person is
    to take note.
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
        """The context of its keys."""
        return f"{self.name}s"

    @property
    def model(self) -> type[Record]:
        """The class of its records."""
        module, name = self.home.split(":")
        model: type[Record] = vars(import_module(module))[name]
        return model

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the fields that one record shows: the columns, the state, the details."""
        columns = {column.name: column.title for column in self.columns}
        return {**columns, "state": N_("Status"), **self.details}

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields of its records, those of every record first."""
        return tuple(spec.name for spec in fields(self.model))

    def blank(self, serial: int = 0) -> Record:
        """Return a record of which nothing is known yet."""
        make: Callable[..., Record] = self.model
        return make(number=self.number(serial))

    def about(self, act: str) -> About:
        """Return the description of the act of that name; raise `KeyError`."""
        return next((about for about in self.acts if about.name == act), None) or _none(act)

    def view(self, name: str) -> View:
        """Return the view of that name; raise `InvalidInput`."""
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
        """Return the number of the record of that serial, as it is said: `B-12`."""
        return f"{self.letter}-{serial}"

    def serial(self, number: str) -> int:
        """Return the serial of a number as said: `B-12`, `b12` or `12`; raise `NotFound`."""
        said = fold_case(number).strip().lstrip("#").removeprefix(self.letter.lower()).lstrip("- ")
        if said.isascii() and said.isdecimal() and len(said) <= 9:
            return int(said)
        raise self.missing(number)

    def missing(self, number: str) -> NotFound:
        """Return the refusal of a number that no record has."""
        return NotFound(
            N_("There is no record {number}."),
            hint=N_("See: dutydesk {kind} list"),
            number=number,
            kind=self.name,
        )

    def stream(self, serial: int) -> Stream:
        """Return the stream of what happened to the record of that serial."""
        return Stream(self.name, serial)


def _none(act: str) -> About:
    raise KeyError(act)
