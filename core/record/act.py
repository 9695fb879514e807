"""Acts on records and their facts: questions, decisions, effects."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_, SourceText
from core.base.questions import answered, questions
from core.base.questions import made as make
from core.events.fact import Fact
from core.events.fold import fold as fold_events
from core.events.stream import Event
from core.people.directory import Directory
from core.people.roles import Actor, takes
from core.record.kind import About, Kind
from core.record.model import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFact(Fact, Generic[R]):
    """Fact about a record."""

    def change(self, record: R, event: Event) -> R:
        """Return the record after the event; without a change for a fact that only adds to the history."""
        return record


@dataclass(frozen=True, slots=True)
class Moment:
    """Circumstances of an act: person, signature, instant, site day, and the people listed then."""

    actor: Actor
    signature: str
    at: datetime
    today: date
    directory: Directory


Facts = Sequence[Fact]


class Act(ABC, Generic[R]):
    """Act on a record: a frozen dataclass whose fields are its questions.

    `class Post(Act[Bulletin], about=POST)` is the act of that description.
    """

    __slots__ = ()

    about: ClassVar[About]

    def __init_subclass__(cls, about: About | None = None) -> None:
        super().__init_subclass__()
        # slots=True builds each class twice, the second time without keywords; that one is used
        if about:
            cls.about = about
        _CLASSES[id(cls.about)] = cls

    @classmethod
    def first(cls, record: R, moment: Moment) -> Mapping[str, str]:
        """Return the values that a form proposes, by the field's name."""
        return {}

    @classmethod
    def lacks(cls, record: R, moment: Moment) -> NotAllowed | None:
        """Return the refusal if `record` lacks something for the act, apart from its state, or None."""
        return None

    @abstractmethod
    def decide(self, record: R, moment: Moment) -> Facts:
        """Return the facts of the act, or raise its refusal; `why_not` is checked before."""

    def require(self, further: str, actor: Actor) -> None:
        """Raise `NotAllowed` for an actor without the `further` right of the act."""
        right = self.about.further[further]
        if not actor.may(right.role):
            raise takes(actor, right.title, right.role)


AnyAct: TypeAlias = Act[Any]
"""Act of any kind; the base gives it only records of its own kind."""

_CLASSES: dict[int, type[AnyAct]] = {}
"""Classes of acts by the identity of their descriptions."""


def act_class(kind: Kind, name: str) -> type[AnyAct]:
    """Return the class of the act `name`."""
    about = kind.about(name)
    assert kind.model  # loads the classes
    return _CLASSES[id(about)]


def why_not(kind: Kind, name: str, record: Record, moment: Moment) -> NotAllowed | None:
    """Return the refusal if the act `name` is not possible, or None; screens dim commands by it."""
    about = kind.about(name)
    if about.states and record.state not in about.states:
        return NotAllowed(about.otherwise or N_("That is not possible any more."))
    if not moment.actor.may(about.role):
        return takes(moment.actor, about.title, about.role)
    return act_class(kind, name).lacks(record, moment)


def fold(kind: Kind, serial: int, history: Iterable[Event]) -> Record:
    """Return the record that results from these events in order; raise `ValueError` without any."""
    kept, before = list(history), kind.blank(serial)
    folded = fold_events(kept, lambda record, event: evolve(kind, record or before, event))
    return folded.stamped(kept[-1], kind.over)


def evolve(kind: Kind, record: Record, event: Event) -> Record:
    """Return the record after one more event."""
    fact = event.fact
    after: Record = fact.change(record, event) if isinstance(fact, RecordFact) else record
    return after.stamped(event, kind.over)


def made(kind: Kind, name: str, said: Mapping[str, object]) -> AnyAct:
    """Return the act `name` with these answers; raise `InvalidInput` if a required one is missing."""
    act = act_class(kind, name)
    asked, answers = questions(act), answered(act, said)
    for question in asked:
        if question.required and not answers.get(question.name):
            raise InvalidInput(N_("{field} is missing."), field=SourceText(question.asked.title))
    return make(act, answers)
