"""Reader of the one-line grammar: `3-2-1201 水管漏水 急 @王强` becomes a filled-in form.

Parts may come in any order; the rest is the description, and nothing typed is lost: the line itself
is kept with the ticket.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from core.base.text import clean
from core.intake.line import callers, places, words
from core.intake.line.scan import LinePart, Scan
from core.intake.model import LONGEST_LINE, CleanIntake, Intake, cleaned
from core.intake.recognition.reader import read_named, recognise
from core.people.directory import Directory
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.codes import Channel, RelayKind
from core.ticket.model import NOTHING_MORE, Caller, Particulars, Relay


def parts(
    line: str, directory: Directory, policy: Policy, now: datetime, *, backfill: bool = False
) -> tuple[LinePart, ...]:
    """Return the recognised parts of `line`, in their order, at its own positions.

    `now` is aware UTC; with `backfill` a time at the beginning is the time of the report.
    """
    scan = Scan(line[:LONGEST_LINE], directory, policy, now)
    words.quoted(scan)
    words.times(scan, backfill=backfill)
    words.marks(scan)
    places.places(scan)
    callers.callers(scan)
    scan.settle()
    words.categories(scan)
    return scan.result()


def read_line(
    line: str, directory: Directory, policy: Policy, now: datetime, *, backfill: bool = False
) -> CleanIntake:
    """Return the form that `line` fills in; never raise, regardless of the text."""
    line = clean(line, LONGEST_LINE)
    found = parts(line, directory, policy, now, backfill=backfill)
    value = {part.kind: part.value for part in found}
    channel, _, external_no = value.get("channel", "call").partition(" ")
    description = _rest(line, found)
    named = policy.categories.get(value.get("category", ""))
    category, reading = read_named(named) if named else recognise(description, policy)
    return cleaned(
        Intake(
            line=line,
            unit=value.get("unit", ""),
            place=value.get("place", ""),
            description=description,
            category=category.code,
            reading=reading,
            urgency=Urgency.of(value.get("urgency", "")),
            channel=channel if channel in policy.channels else Channel.CALL,
            caller=Caller(
                name=value.get("caller", ""),
                phone=value.get("phone", ""),
                anonymous="anonymous" in value,
                confidential="confidential" in value,
            ),
            assign_to=value.get("assign", ""),
            first_responder=value.get("reporter", ""),
            appointment=_instant(value, "appointment"),
            reported_at=_instant(value, "reported"),
            particulars=_particulars(value.get("relay", ""), external_no),
        )
    )


def _instant(value: dict[str, str], kind: str) -> datetime | None:
    return datetime.fromisoformat(value[kind]) if kind in value else None


def _particulars(relay: str, external_no: str) -> Particulars:
    if not relay and not external_no:
        return NOTHING_MORE
    kind, _, person = relay.partition(" ")
    return Particulars(relay=Relay(RelayKind(kind), person) if kind else None, external_no=external_no)


def _rest(line: str, found: tuple[LinePart, ...]) -> str:
    """Return the text that is not part of anything, and the words in quotes."""
    kept = []
    position = 0
    for part in found:
        if part.stays:
            continue
        kept.append(line[position : part.start])
        if part.kind == "quoted":
            kept.append(part.value)
        position = part.end
    kept.append(line[position:])
    return " ".join(" ".join(kept).split())


def print_line(intake: Intake) -> str:
    """Return a line that fills in the same form again, read with the same directory and rules.

    Parts are divided by two blanks, since no part contains two; names and words are in quotes.
    """
    return "  ".join(_printed(intake))


def _printed(intake: Intake) -> Iterator[str]:
    if intake.reported_at:
        yield _utc(intake.reported_at)
    if intake.unit:
        yield f"&{_quoted(intake.unit)}"
    if intake.place:
        yield f"&&{_quoted(intake.place)}"
    yield from _printed_caller(intake)
    if intake.urgency:
        yield intake.urgency
    if intake.category:
        yield f"#{intake.category}"
    if intake.assign_to:
        yield f"@{_quoted(intake.assign_to)}"
    if intake.first_responder:
        yield f"~{_quoted(intake.first_responder)}"
    if intake.appointment:
        yield _utc(intake.appointment)
    if intake.description:
        yield _quoted(intake.description)


CHANNEL_WORDS = {Channel.VISIT: "walk-in", "letter": "by letter", "email": "by email"}


def _printed_caller(intake: Intake) -> Iterator[str]:
    """Yield the parts that say who reported it, and in which way."""
    caller, more = intake.caller, intake.particulars
    if caller.name:
        yield f"caller {_quoted(caller.name)}"
    if caller.phone:
        yield f"tel {caller.phone}"
    if caller.anonymous:
        yield "anonymous"
    if caller.confidential:
        yield "confidential"
    if intake.channel != Channel.CALL:
        yield f"{CHANNEL_WORDS.get(intake.channel, intake.channel)} {more.external_no}".strip()
    if relay := more.relay:
        yield f"via {relay.kind.replace('_', ' ')}" + (f" {_quoted(relay.person)}" if relay.person else "")


def _quoted(words: str) -> str:
    return '"' + "".join(sign * 2 if sign in '"＂' else sign for sign in words) + '"'


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
