"""Edits of single settings in the TOML text of a policy; other lines and comments are kept."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tomlkit.items import AbstractTable, Item


def with_site(text: str, values: Mapping[str, object]) -> str:
    """Return `text` with `values` set in its table `[site]`."""
    from tomlkit import dumps, parse  # only for an edit: the desk reads its policy with tomllib
    from tomlkit.items import AbstractTable

    document = parse(text)
    if isinstance(site := document.get("site"), AbstractTable):
        _write(site, values)
    return dumps(document)


def with_department(text: str, values: Mapping[str, object]) -> str:
    """Return `text` with `values` in the `[[department]]` of that code, appended if it is new.

    Departments in any other notation are left alone.
    """
    from tomlkit import aot, dumps, parse, table
    from tomlkit.items import AoT

    document = parse(text)
    departments = document.setdefault("department", aot())
    if isinstance(departments, AoT):
        found = next((one for one in departments if one.get("code") == values["code"]), None)
        if found is None:
            found = table()
            found.trivia.indent = "\n"
            after = _cut_tail(departments[-1]) if departments else []
            departments.append(found)
            found.value.body.extend(after)
        _write(found, values)
    return dumps(document)


def _write(table: "AbstractTable", values: Mapping[str, object]) -> None:
    """Set `values` in `table`; leave out a new setting with an empty value."""
    after = _cut_tail(table)
    for key, value in values.items():
        if value or key in table:
            table[key] = list(value) if isinstance(value, tuple) else value
    table.value.body.extend(after)


def _cut_tail(table: "AbstractTable") -> list[tuple[Any, "Item"]]:
    """Cut off the blank lines and comments after the last setting: they belong to the next table."""
    body = table.value.body
    end = 1 + max((place for place, (key, _item) in enumerate(body) if key), default=-1)
    tail = body[end:]
    del body[end:]
    return tail
