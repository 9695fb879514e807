"""Callers with Chinese names: next to the phone, at an end, or introduced."""

import re
from collections.abc import Iterator

from core.base.folding import TAKEN
from core.intake.line import name_lists
from core.intake.line.around import Around, Finder, around_name, form
from core.intake.line.chinese_names import is_full_name, is_nickname, is_plausible
from core.intake.line.scan import LinePart, Scan

_HAN = r"[\u3400-\u9fff·]"
_SIGNS = r"[,，。.;；:：、!！?？()（）/\s]"
_BOUND = rf"(?:$|{TAKEN}|{_SIGNS})"
_COMPOUND = "|".join(name_lists.COMPOUND)
_SURNAME = f"(?:{_COMPOUND}|[{''.join(sorted(name_lists.SURNAMES))}])"
_CHINESE_NAME = (
    rf"(?:{_SURNAME}{_HAN}{{0,2}}?(?:{name_lists.CHINESE_TITLES})|{_SURNAME}{_HAN}{{1,2}}(?={_BOUND}))"
)
_REPORTING = (
    "来电|来访|来前台|到前台|来人|来说|来问|来反映|来投诉|来取|来交|来办|来拿|来领|反映|反应|反馈|报修|报"
    "|说|讲|称|表示|投诉"
    "|咨询|询问|要求|请求|打来|打电话|致电|求助|举报|建议|想|要|问|需要|希望|请|再次|又|催|留|预约|申请"
    "|登记|发现|告知|怒|亲自"
)

_INTRODUCED = (
    rf"(?P<cut>(?:联系人|报修人|来电人|来电者|投诉人|反映人|报事人|报案人|姓名|名字|称呼|客户|我叫"
    rf"|名叫)(?:姓名)?"
    rf"(?: ?[:是为叫])? ?)(?P<named>{_CHINESE_NAME})(?={_BOUND}|(?:{_REPORTING}))"
    rf"|(?P<cut2>(?<!{_HAN})(?:业主|住户|租户|租客|户主|商户|我是|这里是|本人|报修)(?:[:是])? ?)"
    rf"(?P<named2>{_CHINESE_NAME})(?={_BOUND}|(?:{_REPORTING}))"
)
_TITLED = (
    rf"(?P<run>{_HAN}{{1,4}}?)(?P<title>{name_lists.CHINESE_TITLES}"
    rf"|(?:{name_lists.SHORT_TITLES})(?={_BOUND}))"
)
_ALONE = rf"(?<!{_HAN})(?P<name>{_HAN}{{2,4}})(?={_BOUND})"
_OTHERS = re.compile(
    r"(?:(?:给|跟|和|与|叫|让|对|向|被|帮|替|的|把|比|像|见|有|位|个|这|那)|(?:感谢|谢谢?|表扬|夸|投诉|举报"
    r"|通知|转告|邻居|楼上|楼下|隔壁|对门"
    r"|对面|保安|保洁|管家|电工|水工|维修工?|前台|客服|物业|员工|门卫|快递|司机|中介|维保|工程部|转达) *)$"
)
"""Words before a person who is not the caller."""
_PRAISED = re.compile(r"(?:感谢|谢谢?|表扬|夸|投诉|举报|通知|转告) *$")
_HURT = re.compile(r"[晕摔倒死伤被昏病跌家的昨和跟与]|突然|上次|没")
_SOUGHT = re.compile(r"(?:找|请|问|联系|是|要|派) *$")
_SERVED = re.compile(
    r" *(?:态度|很|太|真|特别|非常|修|处理|帮|服务|人不错|干活|来修|上门|昨天|上次|没来|不来|家|的|和|跟|与"
    r"|他|她|在)"
)


def _introduced(scan: Scan) -> Iterator[LinePart]:
    for match in form(_INTRODUCED).finditer(scan.text):
        group = "named" if match["named"] else "named2"
        name = match[group]
        if group == "named2" and not (_has_title(name) or is_full_name(name)):
            continue
        stays = around_name(scan, *match.span()).right == "glued"
        start = match.start(group) if stays else match.start()
        yield LinePart("caller", scan.typed(*match.span(group)), start, match.end(), stays)


def _has_title(name: str) -> bool:
    return form(rf".*(?:{name_lists.CHINESE_TITLES})$").match(name) is not None


def _titled(scan: Scan) -> Iterator[LinePart]:
    text = scan.text
    for match in form(rf"(?:{name_lists.CHINESE_TITLES}|(?:{name_lists.SHORT_TITLES})(?={_BOUND}))").finditer(
        text
    ):
        run = form(rf"{_HAN}{{1,5}}$").search(text, max(0, match.start() - 5), match.start())
        if not run:
            continue
        start = _name_start(
            run[0], match.start(), whole=not form(_HAN).match(text[run.start() - 1 : run.start()])
        )
        if start < 0 or (match[0] in name_lists.SHORT_TITLES.split("|") and start != run.start()):
            continue
        around = around_name(scan, start, match.end())
        stays = around.right == "glued"
        if _is_caller(around):
            yield LinePart("caller", scan.typed(start, match.end()), start, match.end(), stays)


def _name_start(run: str, end: int, *, whole: bool) -> int:
    """Return where the name before a title starts: the whole word, else the surname; -1 without one."""
    if whole and len(run) == 1 and run not in name_lists.NO_SURNAMES:
        return end - 1
    compound = run.startswith(name_lists.COMPOUND)
    named = compound or (run[0] in name_lists.SURNAMES and (len(run) < 3 or is_full_name(run)))
    if whole and len(run) <= 3 and named:
        return end - len(run)
    if run[-2:] in name_lists.COMPOUND:
        return end - 2
    return end - 1 if run[-1] in name_lists.SURNAMES - name_lists.LOOSE else -1


def _is_caller(around: Around) -> bool:
    """Return True if a Chinese name with a title is the caller's by its place in the line."""
    apart = around.by_phone and around.before.endswith(" ")
    if (_PRAISED if apart else _OTHERS).search(around.before):
        return False
    if around.by_phone:
        return around.right != "glued" or _is_free(around)
    if _SOUGHT.search(around.before):
        return False
    if around.right == "glued":
        told = around.left in ("end", "sign") and form(_REPORTING).match(around.after)
        return bool(told) or (around.has_phone and _is_free(around))
    if around.left != "glued" and _SERVED.match(around.after):
        return False
    return around.right == "end" or around.left == "end" or "glued" != around.left == around.right


def _is_free(around: Around) -> bool:
    """Return True if a name begins a clause that is not about an accident of that person."""
    return around.left != "glued" and not (_HURT.match(around.after) or _SERVED.match(around.after))


def _untitled(scan: Scan) -> Iterator[LinePart]:
    for match in form(_ALONE).finditer(scan.text):
        name, around = match["name"], around_name(scan, *match.span())
        apart = around.by_phone and around.before.endswith(" ")
        if (_PRAISED if apart else _OTHERS).search(around.before) or around.right == "glued":
            continue
        by_phone = around.by_phone and (is_plausible(name) or is_nickname(name))
        if by_phone or (around.at_an_end and is_full_name(name) and not _SERVED.match(around.after)):
            yield LinePart("caller", scan.typed(*match.span()), *match.span())


FINDERS: tuple[Finder, ...] = (_introduced, _titled, _untitled)
