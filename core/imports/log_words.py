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

_STEPS = {
    "reported": "created reported received new opened registered 登记 受理 来电 报修 报事 创建 新建 接报",
    "assigned": "assigned dispatched reassigned sent 派单 派工 已派单 转派 改派 分派 指派 转单",
    "accepted": "accepted acknowledged enroute en_route 接单 已接单 出发 受理派单",
    "arrived": "arrived on_site on_scene 到场 已到场 到达 到达现场 上门",
    "hold": "hold on_hold paused suspended waiting pending 挂起 挂单 暂停 暂缓 待料 延期",
    "resume": "resumed resume continued 恢复 继续 解挂 取消挂起",
    "handled": "handled done completed resolved finished fixed repaired 完成 已完成 处理完毕 完工 修复",
    "callback": "callback called_back call_back follow_up survey rated feedback 回访 已回访 评价",
    "closed": "closed close archived 关闭 关单 结案 办结 归档 结单",
    "reopened": "reopened reopen rework not_fixed 重开 重新打开 返工 重修 退回重修",
    "urged": "urged urge reminder chased called_again 催办 催单 催促 再次来电",
    "note": "note comment remark updated update 备注 跟进 进度 说明",
}
_GRADES = {
    "very_satisfied": "very_satisfied excellent 5 非常满意 很满意",
    "satisfied": "satisfied good 4 ok yes 满意",
    "fairly_satisfied": "fairly_satisfied 较满意 比较满意 基本满意",
    "neutral": "neutral average 3 一般",
    "dissatisfied": "dissatisfied unsatisfied bad poor 2 1 no 不满意 非常不满意 很不满意",
    "no_answer": "no_answer not_reached 无人接听 未接通 未接听",
}
_STEP_OF = {word.replace("_", " "): step for step, words in _STEPS.items() for word in words.split()}
_GRADE_OF = {word.replace("_", " "): grade for grade, words in _GRADES.items() for word in words.split()}
_MEANINGS = {word: meaning for meaning, words in _STATUSES.items() for word in words}


def is_status(heading: str) -> bool:
    """Return True for a usual heading of a column of statuses."""
    return _plain(heading) in _STATUS_HEADINGS


def usual_status(value: str) -> str:
    """Return what a usual word for a status means; empty for any other."""
    return _MEANINGS.get(_plain(value), "")


def usual_step(value: str) -> str:
    """Return what a usual word for a step means; empty for any other."""
    return _STEP_OF.get(_plain(value), "")


def usual_grade(value: str) -> str:
    """Return the result of a callback that a usual word means; empty for any other."""
    return _GRADE_OF.get(_plain(value), "")


def _plain(text: str) -> str:
    return " ".join(fold_case(text).replace("_", " ").replace("-", " ").split())
