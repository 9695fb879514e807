"""Bulletins: notices to the staff, valid from a day until a day, with the names of their readers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.events.fact import personal
from core.events.stream import Event
from core.notices.table import AMEND, POST, READ, WITHDRAW, BulletinState
from core.record.act import Act, Facts, Moment, RecordFact
from core.record.model import Index, Record, Viewer

LONGEST_TITLE = 120
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin(Record):
    """Notice that is current from `from_day` until `until`, both included, or without an end.

    `readers` have read its present text: the author, then those who confirmed it, in that order.
    `boards` says where it hangs on the estate, if it does.
    """

    state: BulletinState = BulletinState.POSTED
    title: str = ""
    text: str = ""
    from_day: date | None = None
    until: date | None = None
    boards: str = ""
    author: str = ""
    readers: tuple[str, ...] = ()

    @property
    def read_count(self) -> int:
        """Return the number of readers."""
        return len(self.readers)

    @property
    def index(self) -> Index:
        """Return title, text, author and boards as search texts."""
        return Index(texts=(self.title, self.text, self.author, self.boards))

    def is_current(self, day: date) -> bool:
        """Return True if it applies on `day`."""
        begun = self.from_day is None or self.from_day <= day
        posted = self.state is BulletinState.POSTED
        return posted and begun and (self.until is None or day <= self.until)

    def shows_in(self, view: str, viewer: Viewer) -> bool:
        """Return True if `view` lists it: current ones, unread ones of the viewer, or all."""
        if view == "all":
            return True
        return self.is_current(viewer.today) and not (view == "unread" and viewer.name in self.readers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted(RecordFact[Bulletin], of="bulletin"):
    """Posting of a bulletin."""

    title: str = personal()
    text: str = personal()
    from_day: date
    until: date | None = None
    boards: str = personal()

    says = N_("posted: {title}")

    def change(self, record: Bulletin, event: Event) -> Bulletin:
        """Return the bulletin with its first text and days."""
        return _worded(record, self, event.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(RecordFact[Bulletin], of="bulletin"):
    """Change of its text, its days or its boards."""

    title: str = personal()
    text: str = personal()
    from_day: date
    until: date | None = None
    boards: str = personal()

    says = N_("amended: {title}")

    def change(self, record: Bulletin, event: Event) -> Bulletin:
        """Return the bulletin with the new text and days; a new text has no readers but its author."""
        return _worded(record, self, event.actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(RecordFact[Bulletin], of="bulletin"):
    """Withdrawal of a bulletin."""

    reason: str = personal()

    says = N_("withdrawn: {reason}")

    def change(self, record: Bulletin, event: Event) -> Bulletin:
        """Return the bulletin as withdrawn."""
        return replace(record, state=BulletinState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinRead(RecordFact[Bulletin], of="bulletin"):
    """Confirmation that a person has read it."""

    person: str = personal()

    says = N_("read by {person}")

    def change(self, record: Bulletin, event: Event) -> Bulletin:
        """Return the bulletin with one more reader."""
        return replace(record, readers=(*record.readers, self.person))


Day = Annotated[date | None, Asked(N_("Begins"), N_("First day on which it applies; empty: today."))]
Until = Annotated[date | None, Asked(N_("Last day"), N_("Last day on which it applies; empty: no end."))]
Boards = Annotated[
    str,
    Asked(
        N_("Hangs at"),
        N_("Notice boards where it hangs; when its last day is over, a ticket opens to take it down."),
        hint=N_("such as lobbies 3-1 to 3-4; empty: on no notice board"),
        longest=LONGEST_PLACE,
    ),
]


@dataclass(frozen=True, slots=True)
class Post(Act[Bulletin], about=POST):
    """Act that posts a bulletin."""

    title: Annotated[str, Asked(N_("Title"), N_("What it is about."), longest=LONGEST_TITLE)]
    text: Annotated[str, Asked(N_("Text"), N_("What the staff are to know."))]
    from_day: Day = None
    until: Until = None
    boards: Boards = ""

    def decide(self, record: Bulletin, moment: Moment) -> Facts:
        """Return the posting; raise `InvalidInput` for days in the past."""
        first = self.from_day or moment.today
        _check_days(first, self.until, moment.today)
        return [
            Posted(title=self.title, text=self.text, from_day=first, until=self.until, boards=self.boards)
        ]


@dataclass(frozen=True, slots=True)
class Amend(Act[Bulletin], about=AMEND):
    """Act that changes its text, its days or its boards; an empty answer leaves the value."""

    title: Annotated[str, Asked(N_("Title"), N_("What it is about."), longest=LONGEST_TITLE)] = ""
    text: Annotated[str, Asked(N_("Text"), N_("What the staff are to know."))] = ""
    from_day: Day = None
    until: Until = None
    boards: Boards = ""

    @classmethod
    def first(cls, record: Bulletin, moment: Moment) -> Mapping[str, str]:
        """Return the present text and days."""
        days = {"from_day": record.from_day, "until": record.until}
        said = {name: day.isoformat() for name, day in days.items() if day}
        return {"title": record.title, "text": record.text, "boards": record.boards, **said}

    def decide(self, record: Bulletin, moment: Moment) -> Facts:
        """Return the change; raise `NotAllowed` without one."""
        first, until = self.from_day or record.from_day or moment.today, self.until or record.until
        if until != record.until or first != record.from_day:
            _check_days(first, until, moment.today)
        after = Amended(
            title=self.title or record.title,
            text=self.text or record.text,
            from_day=first,
            until=until,
            boards=self.boards or record.boards,
        )
        if _worded(record, after, record.author) == record:
            raise NotAllowed(N_("Nothing was changed."))
        return [after]


@dataclass(frozen=True, slots=True)
class Withdraw(Act[Bulletin], about=WITHDRAW):
    """Act that withdraws it."""

    reason: Annotated[str, Asked(N_("Reason"), N_("Why."))]

    def decide(self, record: Bulletin, moment: Moment) -> Facts:
        """Return the withdrawal."""
        return [Withdrawn(reason=self.reason)]


@dataclass(frozen=True, slots=True)
class Read(Act[Bulletin], about=READ):
    """Act that records that a person has read it."""

    person: Annotated[
        str, Asked(help=N_("Person who has read it, if not you."), metavar="PERSON", among=Among.STAFF)
    ] = ""

    def decide(self, record: Bulletin, moment: Moment) -> Facts:
        """Return the confirmation; raise `NotAllowed` if it was given before."""
        reader = moment.signature
        if self.person:
            self.require("read_for", moment.actor)
            found = moment.directory.person(self.person)
            reader = found.name if found else self.person
        if reader in record.readers:
            raise NotAllowed(N_("{name} has read it already."), name=reader)
        return [BulletinRead(person=reader)]


def _worded(record: Bulletin, said: Posted | Amended, actor: str) -> Bulletin:
    """Return the bulletin as `actor` said it; the first to say it is its author."""
    same = (said.title, said.text) == (record.title, record.text)
    return replace(
        record,
        title=said.title,
        text=said.text,
        from_day=said.from_day,
        until=said.until,
        boards=said.boards,
        author=record.author or actor,
        readers=record.readers if same else (actor,),
    )


def _check_days(first: date, until: date | None, today: date) -> None:
    if until and until < max(first, today):
        raise InvalidInput(N_("The last day is past, or before the first."), hint=N_("Give a later one."))
