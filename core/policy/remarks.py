"""Remarks behind the settings of a policy: each number names its source (seed, prac, prop)."""

import re
from collections.abc import Mapping
from functools import lru_cache

_HEAD = re.compile(r"\s*\[\[?([\w.]+)\]\]?\s*(?:#\s*(.*))?$")
_SETTING = re.compile(r"\s*(\w+)\s*=\s*(\"[^\"]*\"|[^#]*?)\s*(?:#\s*(.*))?$")
_ENDS = re.compile(r"[:;,]")
"""Signs behind which a remark explains what its source does not say."""


@lru_cache(maxsize=8)
def sources_of(text: str) -> Mapping[tuple[str, str], str]:
    """Return the source of each setting of a policy's text by table and name.

    A category is the table `category.CODE`; the rungs of a ladder are `ladder.NAME.1` and so on, each
    with the remark on its `at`, on its own heading, or on the first one.
    """
    found: dict[tuple[str, str], str] = {}
    counts: dict[str, int] = {}
    table, heading = "", ""
    for line in text.splitlines():
        if head := _HEAD.match(line):
            name, heading = head[1], _source(head[2])
            counts[name] = counts.get(name, 0) + 1
            table = f"{name}.{counts[name]}" if name.startswith("ladder.") else name
            if table != name:
                found[table, "at"] = heading or found.get((f"{name}.1", "at"), "")
        elif setting := _SETTING.match(line):
            if setting[1] == "code" and table.partition(".")[0] == "category":
                table = f"category.{setting[2].strip(chr(34))}"
            if source := _source(setting[3]):
                found[table, setting[1]] = source
    return found


def _source(remark: str | None) -> str:
    return _ENDS.split(remark or "", maxsplit=1)[0].strip()
