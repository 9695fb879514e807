"""Reader of TOML texts into dataclasses that names all problems in a text at once."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, field, fields
from datetime import time
from typing import Any, TypeVar
from unicodedata import east_asian_width

from core.base.clock import zone
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_, Clauses

T = TypeVar("T")

LONGEST_TITLE = 24
"""Cells of the longest title of a role: a column of roles cuts it, a sentence has it whole."""


def Spec(kind: str, default: Any = MISSING, *, key: str = "", choices: Sequence[str] = ()) -> Any:
    """Declare a dataclass field with the kind of value that its TOML setting takes."""
    return field(default=default, metadata={"kind": kind, "key": key, "choices": tuple(choices)})


def closest(word: str, choices: Iterable[str]) -> str:
    """Return the choice most similar to `word`; empty if none is similar."""
    from difflib import get_close_matches  # only needed when something is wrong

    near = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return near[0] if near else ""


class Checker:
    """Collector of problems as `where: what is wrong (what to do)`."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def problem(self, where: str, what: str, remedy: str = "") -> None:
        """Add one problem."""
        self.problems.append(f"{where}: {what}" + (f" ({remedy})" if remedy else ""))

    def unknown_keys(self, where: str, table: Mapping[str, object], known: Iterable[str]) -> None:
        """Add a problem for each key that is not known, with the nearest known one."""
        known = set(known)
        for key in table:
            if key not in known:
                near = closest(key, known)
                name = f"{where}.{key}" if where else key
                self.problem(name, "is not a setting", f"did you mean {near}?" if near else "remove it")

    def table(self, where: str, value: object) -> dict[str, object]:
        """Return `value` if it is a table; else add a problem and return an empty one."""
        if isinstance(value, dict):
            return value
        self.problem(where, "must be a table", f"[{where}]")
        return {}

    def rows(self, kind: type[T], where: str, value: object, unique: str = "") -> list[T]:
        """Return the rows of an array of tables that can be read; add a problem for each other one."""
        if not isinstance(value, list):
            self.problem(where, "must be an array of tables", f"[[{where}]]")
            return []
        built = []
        seen: set[object] = set()
        for index, row in enumerate(value, 1):
            table = self.table(f"{where}[{index}]", row)
            label = f"{where}.{table[unique]}" if unique in table else f"{where}[{index}]"
            one = read_table(self, kind, label, table)
            if one is None:
                continue
            if unique and getattr(one, unique) in seen:
                self.problem(label, "stands twice", "keep one")
            seen.add(getattr(one, unique, None))
            built.append(one)
        return built


def read_toml(text: str, source: str, build: Callable[["Checker", dict[str, object]], T | None]) -> T:
    """Return what `build` makes of a TOML text; raise `Misconfigured` naming all problems at once."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Misconfigured(
            N_("{source} is not valid TOML: {error}."),
            hint=N_("Correct the file and try again."),
            source=source,
            error=error,
        ) from error
    check = Checker()
    built = build(check, tree)
    if check.problems or built is None:
        raise Misconfigured(
            N_("{source} has {count} problem(s): {problems}"),
            source=source,
            count=len(check.problems),
            problems=Clauses(check.problems),
        )
    return built


def read_table(check: Checker, kind: type[T], where: str, value: object) -> T | None:
    """Return `value` as an instance of the dataclass `kind`; None after adding its problems."""
    table = check.table(where, value)
    specs = {spec.metadata["key"] or spec.name: spec for spec in fields(kind)}  # type: ignore[arg-type]
    check.unknown_keys(where, table, specs)
    before = len(check.problems)
    values = {}
    for key, spec in specs.items():
        if key in table:
            values[spec.name] = _value(check, spec, f"{where}.{key}", table[key])
        elif spec.default is MISSING:
            check.problem(f"{where}.{key}", "is missing", _example(spec))
    return None if len(check.problems) > before else kind(**values)


def _value(check: Checker, spec: Field[object], where: str, value: object) -> object:
    kind, choices = spec.metadata["kind"], spec.metadata["choices"]
    if kind == "choice":
        if value not in choices:
            check.problem(where, f"“{value}” is not possible", "one of " + ", ".join(choices))
        return value
    test, example = _KINDS[kind]
    if not test(value):
        check.problem(where, f"“{value}” is not possible", example)
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def _example(spec: Field[object]) -> str:
    kind, choices = spec.metadata["kind"], spec.metadata["choices"]
    return "one of " + ", ".join(choices) if kind == "choice" else _KINDS[kind][1]


def _number(most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _matches(pattern: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(zone(value))
    except (KeyError, ValueError, OSError):
        return False


def _is_time(value: object) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d\d:\d\d", value):
        return False
    try:
        time.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_starts(value: object) -> bool:
    """Return True for times of one day in rising order."""
    return isinstance(value, list) and all(map(_is_time, value)) and value == sorted({*value}) != []


def _is_shift_words(value: object) -> bool:
    """Return True for a table of words, each with times of day such as 08:30-17:30 or off."""
    return isinstance(value, dict) and all(map(_is_shift, value.values()))


def _is_shift(value: object) -> bool:
    if not isinstance(value, str):
        return False
    times = [time for span in value.split(",") for time in span.strip().split("-")]
    whole = all(span.count("-") == 1 for span in value.split(","))
    return value == "off" or (whole and all(_is_time(time) or time == "24:00" for time in times))


def _is_callback(value: object) -> bool:
    if value in ("all", "verify", "none"):
        return True
    sample = re.fullmatch(r"sample:(\d{1,3})", value) if isinstance(value, str) else None
    return sample is not None and int(sample[1]) <= 100


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_patterns(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_pattern, value))


def _is_pattern(value: object) -> bool:
    """Return True for a text with more than `*` in it, at most as long as a sentence."""
    return isinstance(value, str) and len(value) <= 100 and bool(value.replace("*", "").strip())


def _is_title(value: object) -> bool:
    """Return True for a name in one line that is short and can be put into any text."""
    if not isinstance(value, str) or value != value.strip() or not value.isprintable():
        return False
    return not {*value} & {*"{}"} and _cells(value) <= LONGEST_TITLE


def _cells(text: str) -> int:
    """Return the width of a text in a terminal."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "minutes": (_number(527_040), "whole minutes from 0 to 527040"),
    "count": (_number(10_000), "a whole number from 0 to 10000"),
    "percent": (_number(100), "a whole number from 0 to 100"),
    "flag": (lambda value: isinstance(value, bool), "true or false"),
    "text": (lambda value: isinstance(value, str), "a text"),
    "title": (_is_title, f"a name of at most {LONGEST_TITLE} cells, two for a Chinese character"),
    "texts": (_is_texts, "a list of texts"),
    "text_or_texts": (
        lambda value: isinstance(value, str) or (_is_texts(value) and bool(value)),
        "a text or a list of texts",
    ),
    "patterns": (_is_patterns, "a list of words, with * for anything in between"),
    "code": (_matches(r"[a-z][a-z0-9_]*"), "small letters, digits and _"),
    "channel": (_matches(r"[a-z0-9][a-z0-9_]*"), "small letters, digits and _"),
    "zone": (_is_zone, "a time zone such as Asia/Shanghai"),
    "time": (_is_time, "a time such as 08:00"),
    "day_end": (lambda value: value == "24:00" or _is_time(value), "a time such as 24:00"),
    "rung_at": (_matches(r"now|arrival|\+\d{1,6}|day:[1-9]\d{0,2}"), "now, arrival, +MINUTES or day:N"),
    "starts": (_is_starts, 'times in rising order such as ["08:00", "20:00"]'),
    "shift_words": (_is_shift_words, 'words with times such as "08:30-17:30", or "off"'),
    "callback": (_is_callback, "all, verify, none or sample:PERCENT"),
}
