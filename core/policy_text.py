"""Changes single settings in the TOML text of a policy; its other lines and comments stay as they are."""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

_HEADER = re.compile(r"\s*(\[\[?[\w.-]+\]\]?)\s*(?:#.*)?$", re.ASCII)
_ASIDE = re.compile(r"\s*(?:#.*)?$")

Span = tuple[int, int]
"""The first line of a table and the line behind its last setting."""


def with_site(text: str, values: Mapping[str, Any]) -> str:
    """`text` with those settings in its table `[site]`."""
    lines = text.split("\n")
    for span in _tables(lines, "[site]"):
        lines = _with_values(lines, span, values)
    return "\n".join(lines)


def with_department(text: str, values: Mapping[str, Any]) -> str:
    """`text` with those settings in the `[[department]]` of that code, behind the others if it is new."""
    lines = text.split("\n")
    tables = _tables(lines, "[[department]]")
    for span in tables:
        if _read(lines[slice(*span)]).get("department", [{}])[0].get("code") == values["code"]:
            return "\n".join(_with_values(lines, span, values))
    end = tables[-1][1] if tables else len(lines)
    block = ["", "[[department]]", *(f"{key} = {_toml(value)}" for key, value in values.items() if value)]
    return "\n".join([*lines[:end], *block, *(lines[end:] or [""])])


def _tables(lines: list[str], header: str) -> list[Span]:
    """Where the tables of that header stand; what is said before the next header belongs to the next."""
    starts = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if (match := _HEADER.match(lines[start])) and match[1] == header:
            while _ASIDE.match(lines[end - 1]):
                end -= 1
            found.append((start, end))
    return found


def _with_values(lines: list[str], span: Span, values: Mapping[str, Any]) -> list[str]:
    start, end = span
    body = lines[start:end]
    for key, value in values.items():
        place = next((n for n, line in enumerate(body) if re.match(rf"\s*{key}\s*=", line)), None)
        if place is None:
            body += [f"{key} = {_toml(value)}"] if value else []
        else:
            size = _size(body[place:])
            body[place : place + size] = [_rewritten(body[place], value, alone=size == 1)]
    return [*lines[:start], *body, *lines[end:]]


def _size(lines: list[str]) -> int:
    """How many lines the setting takes with which they begin."""
    return next((size for size in range(1, len(lines)) if _read(lines[:size])), len(lines))


def _rewritten(line: str, value: Any, *, alone: bool) -> str:
    """The setting of `line` with another value; a comment behind it stays."""
    name, _, rest = line.partition("=")
    comment = _comment(line) if alone else ""
    blank = rest[: len(rest) - len(rest.lstrip())] or " "
    return f"{name}={blank}{_toml(value)}{comment}"


def _comment(line: str) -> str:
    """The comment at the end of a setting, with the blanks before it."""
    for place in (match.start() for match in re.finditer(r"\s*#", line)):
        if _read([line[:place]]):
            return line[place:]
    return ""


def _read(lines: list[str]) -> dict[str, Any]:
    """What the lines say, nothing if they are not TOML by themselves."""
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return {}


def _toml(value: Any) -> str:
    # a JSON text without control characters is a TOML one
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
