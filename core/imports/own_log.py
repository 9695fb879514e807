"""Our own log of tickets, a row a step: its headings and words, and how the import takes it back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.base.errors import NotFound
from core.imports.cells import code_of
from core.imports.headings import match_headers, score_of
from core.imports.log_map import STEPS, Map, Times, Values
from core.imports.tables import Sheet, TableRow
from core.imports.written_times import ISO
from core.policy.model import Policy
from core.ticket.codes import Origin, Result

LOG_HEADERS: Mapping[str, Sequence[str]] = {
    "id": ("number", "工单号"),
    "at": ("time", "时间"),
    "event": ("step", "环节"),
    "category": ("category", "类别"),
    "urgency": ("urgency", "紧急程度"),
    "unit": ("unit", "房号"),
    "place": ("place", "地点"),
    "description": ("description", "内容"),
    "caller": ("caller", "来电人"),
    "phone": ("phone", "电话"),
    "channel": ("channel", "渠道"),
    "origin": ("origin", "来源"),
    "department": ("department", "部门"),
    "assignee": ("assignee", "处理人"),
    "first_responder": ("first contact", "首问责任人"),
    "logged": ("logged", "登记时间"),
    "agreed": ("agreed time", "约定时间"),
    "promised": ("promised time", "承诺时间"),
    "note": ("text", "说明"),
    "no_arrival": ("why no visit", "未上门原因"),
    "grade": ("callback", "回访结果"),
}
"""Columns of our own log, in English and Chinese, in their order."""

_STEP_WORDS = "登记 派单 接单 到场 挂起 恢复 完成 回访 关闭 重开 催办 备注"
_GRADE_WORDS = "很满意 满意 较满意 一般 不满意 无人接听 免回访 联系不上"


def _named(codes: Sequence[str], words: str) -> dict[str, Sequence[str]]:
    return {str(code): (word,) for code, word in zip(codes, words.split(), strict=True)}


LOG_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "event": _named(STEPS, _STEP_WORDS),
    "grade": _named([*Result], _GRADE_WORDS),
    "urgency": {"normal": ("普通",), "urgent": ("加急",), "emergency": ("紧急",)},
    "origin": {Origin.RECEIVED: ("客户报事",), Origin.FOUND: ("员工发现",)},
}
"""Words of its columns, in Chinese; the English ones are the codes."""

SOURCE = "dutydesk"
_ZONE = re.compile(r"[(（]\s*([\w+/-]+)\s*[)）]")
_TEXTS = {
    name: (f"{{{name}}}",)
    for name in (
        "description", "unit", "place", "caller", "phone", "channel", "urgency", "origin", "department",
        "assignee", "first_responder", "note", "no_arrival",
    )
}  # fmt: skip

own_log_score = score_of(LOG_HEADERS, ("id", "at", "event"))


def zone_of(sheet: Sheet, policy: Policy) -> str:
    """Return the time zone that the heading of the times names; else that of the centre."""
    heading = match_headers(sheet, LOG_HEADERS, ("id", "at", "event"))["at"]
    named = _ZONE.search(heading)
    return named[1] if named else policy.site.tz


def own_map(zone: str, policy: Policy) -> Map:
    """Return the map by which a log of ours is read, once `in_codes` has made its cells codes."""
    return Map(
        source=SOURCE,
        tz=zone,
        times=Times(zone, ISO),
        columns={
            name: name for name in ("id", "at", "event", "category", "grade", "logged", "agreed", "promised")
        },
        texts={**_TEXTS, "outcome": ("{note}",)},
        categories=Values({code: code for code in policy.categories}),
        statuses=Values({}),
        events=Values({step: step for step in STEPS}),
        grades=Values({result: result for result in Result}),
        nothing=frozenset(),
        own=True,
    )


def in_codes(sheet: Sheet, policy: Policy) -> Sheet:
    """Return a log of ours with our names as headings, and codes instead of words."""
    columns = match_headers(sheet, LOG_HEADERS, ("id", "at", "event"))
    lines = [
        TableRow(
            line.number,
            {name: _code(name, line.cells.get(columns.get(name, ""), ""), policy) for name in LOG_HEADERS},
        )
        for line in sheet.lines
    ]
    return replace(sheet, headers=[*LOG_HEADERS], lines=lines)


def _code(name: str, value: str, policy: Policy) -> str:
    if name == "category" and value:
        try:
            return policy.category(value).code
        except NotFound:
            return value
    if name == "channel" and value:
        listed = policy.channel(value)
        return listed.code if listed else value
    return (code_of(value, LOG_WORDS[name]) or value) if name in LOG_WORDS else value
