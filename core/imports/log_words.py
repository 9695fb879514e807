"""Headings and words of other offices' logs that mean the same in most of them."""

from core.base.text import fold_case

OPEN, CLOSED = STATUSES = ("open", "closed")
"""Meanings of a status."""

_STATUS_HEADINGS = {
    "status", "state", "ticket status", "case status", "状态", "工单状态", "处理状态", "办理状态", "受理状态",
    "完成状态", "处理情况", "是否完成", "是否关闭", "是否办结",
}  # fmt: skip

_STATUSES = {
    CLOSED: (
        "closed", "resolved", "done", "completed", "complete", "finished", "fixed", "solved", "cancelled",
        "canceled", "yes", "关闭", "已关闭", "关单", "已关单", "完成", "已完成", "完结", "已完结", "解决",
        "已解决", "处理完毕", "已处理", "处理完成", "已修复", "修复", "办结", "已办结", "结案", "已结案",
        "已结", "已结单", "已归档", "归档", "取消", "已取消", "作废", "已作废", "是",
    ),
    OPEN: (
        "open", "new", "pending", "in progress", "assigned", "accepted", "on hold", "waiting", "reopened",
        "not done", "unresolved", "outstanding", "no", "未处理", "待处理", "处理中", "进行中", "未完成",
        "未解决", "未关闭", "未结", "未办结", "未结案", "待派单", "已派单", "待接单", "已接单", "已受理",
        "受理中", "维修中", "挂起", "已挂起", "暂缓", "重新打开", "新建", "否",
    ),
}  # fmt: skip

_MEANINGS = {word: meaning for meaning, words in _STATUSES.items() for word in words}


def is_status(heading: str) -> bool:
    """Return True for a usual heading of a column of statuses."""
    return _plain(heading) in _STATUS_HEADINGS


def usual_status(value: str) -> str:
    """Return what a usual word for a status means; empty for any other."""
    return _MEANINGS.get(_plain(value), "")


def _plain(text: str) -> str:
    return " ".join(fold_case(text).replace("_", " ").replace("-", " ").split())
