"""Words and signs of the line apart from units: one pattern and one reader for each kind of part."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from core.base.dataclass import dataclass
from core.base.folding import TAKEN
from core.base.text import fold_case
from core.intake.line import visits
from core.intake.line.category_names import named, named_alone
from core.intake.line.chinese_names import is_plausible
from core.intake.line.manner import (
    ANONYMOUS,
    ANONYMOUS_HINTS,
    EMERGENCY,
    EMERGENCY_HINTS,
    GUARD_SAYS,
    RELAYED_BY,
    anonymous,
    control_room,
    guard,
)
from core.intake.line.phones import HOTLINE, PHONE, phone
from core.intake.line.scan import LinePart, MarkedPlace, Scan
from core.intake.line.times import appointment, reported
from core.policy.model import Policy

Reader = Callable[[re.Match[str], Scan], LinePart | None]

# quoted texts, and names with blanks

_QUOTED = (
    r"(?:(?P<mark>(?<![0-9a-z._-])(?:[@~]|&&?))"
    r"|\bvia (?:the )?(?P<via>control room|squad leader|site manager|other) |\b(?P<caller>caller) )?"
    r'(?:"(?P<straight>(?:[^"]|"")*+)"|“(?P<curled>[^“”]*+)”)'
)
_MARKS = {"@": "assign", "~": "reporter", "caller": "caller"}


def quoted(scan: Scan) -> None:
    """Take `"…"`, a text that is read no further, and quoted names after a mark; `""` is a quote."""
    for match in _form(_QUOTED).finditer(scan.text):
        words = _unquoted(scan, match)
        mark, via = match["mark"] or match["caller"], match["via"]
        start, end = match.span()
        if (mark or via) and not words:
            continue
        if mark in ("&", "&&"):
            scan.marked.append(MarkedPlace(words, mark == "&&", start, end))
            scan.hide(start, end)
        elif not (mark or via):
            scan.take(LinePart("quoted", words, start, end))
        elif not scan.has(kind := "relay" if via else _MARKS[mark]):
            value = f"{via.replace(' ', '_')} {words}" if via else words
            scan.take(LinePart(kind, value, start, end))


def _unquoted(scan: Scan, match: re.Match[str]) -> str:
    group = "straight" if match["straight"] is not None else "curled"
    words = scan.line[slice(*match.span(group))]
    return (re.sub('(["＂])["＂]', r"\1", words) if group == "straight" else words).strip()


# times


def times(scan: Scan, *, backfill: bool) -> None:
    """Take the time of the report at the start of a backfilled line, and the appointment."""
    zone, now = scan.policy.site.zone, scan.now
    if backfill and (found := reported(scan.text, now, zone)):
        now, start, end = found
        scan.take(LinePart("reported", now.isoformat(), start, end))
    if found := appointment(scan.text, now, zone):
        instant, start, end = found
        scan.take(LinePart("appointment", instant.isoformat(), start, end))


# one pattern and one reader for each kind

_HOTLINE = (
    r"(?<![0-9a-z-])12345(?![0-9-])(?! ?元)"
    r"(?: ?(?:政务|便民|市民|服务|热线|工单|转办|转来|转|平台|单号|编号|号"
    r"|hotline|transfer|ticket|case|no\.?|[:#]))*+"
    r"(?: ?(?P<no>(?!1[3-9][0-9]{9}(?![0-9]))[a-z]{0,6}[0-9]{6,}[0-9a-z-]*))?(?![0-9a-z])"
)
_NAME = rf"[^\s{TAKEN}@~#&\"“”,;、。!?]"
_WORD = r"(?<!\w)(?:{})(?!\w)"
_LEADS = {
    "control_room": r"监控中心|监控室|消控中心|消控室|中控室|监控",
    "squad_leader": r"班长|队长|领班",
    "site_manager": r"现场负责人|项目负责人|驻场负责人|项目经理",
}


_RELAYED = (
    r"(?:经由?|由|通过)? ?(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in _LEADS.items())
    + r") ?(?P<person>[\u3400-\u9fff·]{1,5}?|[a-z][a-z .]{0,30}?)? ?(?:转达|转告|转述|转报|代报)"
)
_PERSON_AFTER = rf" ?(?P<name>[\u3400-\u9fff]{{2,4}})(?=[\s{TAKEN},，。;；:：]|$)"
_VIA = (
    r"\b(?:via|relayed by|through) (?:the )?"
    r"(?P<via>control[ _]room|squad[ _]leader|site[ _]manager)\b"
)
_CONFIDENTIAL = (
    r"(?:要求|希望)(?:对?(?:姓名|名字|身份))?保密(?!\w)"
    r"|\b(?:wants?|wanted|asks?|asked)(?: for)? (?:it|this) (?:to be |to stay )?(?:kept )?confidential\b"
    r"|(?<!\w)(?:(?:请|需)?(?:对?我?的?(?:姓名|名字|身份))?保密|(?:keep )?confidential)(?!\w)"
)
_URGENT = (
    r"(?<!\w)(?:急{1,9}|紧急|加急|特急|很急|十万火急|(?<!not )(?:urgent|asap))(?!\w)(?: ?!{1,9})?"
    rf"|(?<![^\s{TAKEN}])!{{1,99}}(?![^\s{TAKEN}])"
)


def _hotline(match: re.Match[str], scan: Scan) -> LinePart:
    number = scan.line[slice(*match.span("no"))] if match["no"] else ""
    return LinePart("channel", f"{HOTLINE} {number}".strip(), *match.span())


def _relay(match: re.Match[str], scan: Scan) -> LinePart:
    kind = next(kind for kind in _LEADS if match[kind])
    end = match.end()
    person = scan.typed(*match.span("person")) if match["person"] else ""
    if not person and (after := _form(_PERSON_AFTER).match(scan.text, end)) and is_plausible(after["name"]):
        person, end = after["name"], after.end()
    return LinePart("relay", f"{kind} {person}".strip(), match.start(), end)


def _via(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the relay and the name after it: a listed one, or else up to two capitalised words."""
    kind = re.sub("[ _]", "_", match["via"])
    end = _listed_end(scan, match.end() + 1)
    if not end and kind != "control_room":
        named_so = re.match(r" [A-Z][\w'.-]*(?: [A-Z][\w'.-]*)?(?!\S)", scan.line[match.end() :])
        end = match.end() + named_so.end() if named_so else 0
    person = scan.typed(match.end(), end) if end else ""
    return LinePart("relay", f"{kind} {person}".strip(), match.start(), end or match.end())


def _staff(kind: str) -> Reader:
    """Return the reader of a name after `@` or `~`: the longest listed one, with blanks, else the word."""

    def read(match: re.Match[str], scan: Scan) -> LinePart | None:
        end = _listed_end(scan, match.start() + 1) or match.end()
        name = scan.typed(match.start() + 1, end)
        if kind == "reporter" and name[0].isdecimal() and not scan.directory.person(name):
            return None  # ~5 days
        return LinePart(kind, name, match.start(), end)

    return read


def _listed_end(scan: Scan, start: int) -> int:
    """Return the end of the longest listed person or department that begins at `start`; 0 if none does."""
    words = _form(rf"{_NAME}+(?: {_NAME}+){{0,3}}").match(scan.text, start)
    if not words:
        return 0
    ends = [start + match.end() for match in re.finditer(r"\S+", words[0])]
    if not scan.text[start : ends[0]].isascii():
        ends[:0] = range(start + 2, ends[0])
    known = (end for end in reversed(ends) if _is_listed(scan, scan.line[start:end]))
    return next(known, 0)


def _is_listed(scan: Scan, name: str) -> bool:
    return bool(scan.policy.department(name) or scan.directory.person(name))


def _category(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read the longest category name after `#`, else the word as far as it means one category."""
    start = match.start() + 1
    words = _form(rf"[^\s{TAKEN}]+(?: [^\s{TAKEN}]+){{0,4}}").match(scan.text, start)
    ends = [start + word.end() for word in re.finditer(r"\S+", words[0])] if words else []
    for end in reversed(ends):
        if found := scan.policy.category_names.get(fold_case(scan.line[start:end])):
            return LinePart("category", found.code, match.start(), end)
    found = named(scan.line[start : match.end()], scan.policy)
    return LinePart("category", found.code, *match.span()) if found else None


def _urgent(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the word for urgent; it stays in a sentence such as: this is urgent."""
    return LinePart("urgency", "urgent", *match.span(), scan.is_inside_words(*match.span()))


def _confidential(match: re.Match[str], scan: Scan) -> LinePart:
    """Read that the name is to be kept confidential; the word stays in a sentence about something else."""
    return LinePart("confidential", "yes", *match.span(), scan.is_inside_words(*match.span()))


def _always(kind: str, value: str) -> Reader:
    return lambda match, scan: LinePart(kind, value, *match.span())


@dataclass(frozen=True, slots=True)
class PartRule:
    """Kind of part with its pattern and its reader; a text without any of the `hints` is not searched."""

    kind: str
    pattern: str
    read: Reader
    hints: tuple[str, ...] = ()


RULES = (
    PartRule("channel", _HOTLINE, _hotline),
    PartRule("phone", PHONE, phone),
    PartRule("assign", rf"(?<![0-9a-z._-])@{_NAME}+", _staff("assign")),
    PartRule("reporter", rf"(?<![0-9a-z._-])~{_NAME}+", _staff("reporter")),
    PartRule("category", rf"(?<![0-9a-z#])#[^\s{TAKEN}@~&\"“”,;]+", _category),
    PartRule("relay", _RELAYED, _relay),
    PartRule("relay", _VIA, _via),
    PartRule("relay", RELAYED_BY, control_room),
    PartRule("relay", GUARD_SAYS, guard),
    PartRule("channel", visits.CHINESE, visits.visit, visits.CHINESE_HINTS),
    PartRule("channel", visits.ENGLISH, visits.visit, visits.ENGLISH_HINTS),
    PartRule("anonymous", ANONYMOUS, anonymous, ANONYMOUS_HINTS),
    PartRule("confidential", _CONFIDENTIAL, _confidential, ("保密", "confidential")),
    PartRule("urgency", EMERGENCY, _always("urgency", "emergency"), EMERGENCY_HINTS),
    PartRule("urgency", _URGENT, _urgent),
)


def _channel_rules(policy: Policy) -> Iterator[PartRule]:
    """Yield the rules of the words that the policy gives to channels (R025)."""
    for channel in policy.channels.values():
        if words := tuple(fold_case(word) for word in channel.words if word):
            pattern = _WORD.format("|".join(map(re.escape, words)))
            yield PartRule("channel", pattern, _always("channel", channel.code), words)


_WHERE = rf"(?<!\w)(?P<mark>&&?)(?P<words>{_NAME}+)"


def marks(scan: Scan) -> None:
    """Take the parts of `RULES`, the first of each kind, and note the words after `&`."""
    for rule in (*RULES, *_channel_rules(scan.policy)):
        if scan.has(rule.kind) or (rule.hints and not any(hint in scan.text for hint in rule.hints)):
            continue
        found = (rule.read(match, scan) for match in _form(rule.pattern).finditer(scan.text))
        if part := next(filter(None, found), None):
            scan.take(part)
    for match in _form(_WHERE).finditer(scan.text):
        words = scan.typed(*match.span("words"))
        scan.marked.append(MarkedPlace(words, match["mark"] == "&&", *match.span()))
        scan.hide(*match.span())


# categories without `#`


def categories(scan: Scan) -> None:
    """Take a category without `#`: its code, its initials, or its full name on its own."""
    if not scan.has("category") and (part := next(_standing_alone(scan), None)):
        scan.take(part)


def _standing_alone(scan: Scan) -> Iterator[LinePart]:
    for match in _form(rf"[^\s{TAKEN},;:、。]+").finditer(scan.text):
        if found := named_alone(match[0], scan.policy):
            yield LinePart("category", found.code, *match.span())
        elif not match[0].isascii() and (code := _full_name(match[0], scan)):
            yield LinePart("category", code, *match.span(), stays=True)
    for match in _form(rf"[^{TAKEN},;:、。]+").finditer(scan.text):
        words = match[0].strip()
        if words and (code := _full_name(words, scan)):
            start = match.start() + match[0].index(words)
            yield LinePart("category", code, start, start + len(words), stays=True)


def _full_name(words: str, scan: Scan) -> str:
    found = scan.policy.category_names.get(words)
    full = (fold_case(name) for name in (found.code, found.name, found.name_en)) if found else ()
    return found.code if found and words in full else ""


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Compile the pattern when the first line is read, not before the first frame."""
    return re.compile(pattern)
