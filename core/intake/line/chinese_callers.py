"""Callers with Chinese names: next to the phone, at an end, or introduced."""

import re
from collections.abc import Iterator

from core.base.folding import TAKEN
from core.intake.line import name_lists
from core.intake.line.around import Around, around_name, form
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
_NICKNAME = rf"(?:[小老]{_SURNAME}|阿{_HAN})"
_REPORTING = (
    "来电|来访|来前台|到前台|来人|来说|来问|来反映|来投诉|来取|来交|来办|来拿|来领|反映|反应|反馈|报修|报"
    "|说|讲|称|表示|投诉"
    "|咨询|询问|要求|请求|打来|打电话|致电|求助|举报|建议|想|要|问|需要|希望|请|再次|又|催|留|预约|申请"
    "|登记|发现|告知|怒|亲自"
)

_INTRODUCED = (
    rf"(?P<cut>(?:联系人|报修人|来电人|来电者|投诉人|反映人|报事人|报案人|姓名|名字|称呼|客户|我叫|名叫"
    rf"|(?:打电话|来电话?|报修|报事|反映|投诉)的人?是(?:业主|住户|租户|租客|商户|店主)?)(?:姓名)?"
    rf"(?: ?[:是为叫])? ?)(?P<named>{_CHINESE_NAME}|{_NICKNAME}(?={_BOUND}))(?={_BOUND}|(?:{_REPORTING}))"
    rf"|(?P<cut2>(?<!{_HAN})(?:业主|住户|租户|租客|户主|房东|商户|店主|店长|(?:我是|这里是)(?:业主|住户|租户|租客|户主|房东)?|本人|报修)"
    r"(?:[:是])? ?)"
    rf"(?P<named2>{_CHINESE_NAME}|{_NICKNAME}(?={_BOUND}))(?={_BOUND}|(?:{_REPORTING}))"
)
_SHORT = "哥|姐|姨|叔|婶|伯|嫂|总|工|董"
"""Short titles that count before a verb too."""
_PERSON = (
    rf"(?:{_SURNAME}{_HAN}{{0,2}}?(?:{name_lists.CHINESE_TITLES}|{_SHORT})|[小老阿]{_HAN}"
    rf"|{_SURNAME}{_HAN}{{1,2}})"
)
_STAFF = (
    "保安队?|门岗|岗亭|巡逻队?|巡更|秩序部?|中控室?|监控室?|消控室?|保洁|保洁部|工程部?|维修部?|绿化|食堂|行政部?"
    "|人事|财务|环卫|维保|前台|客服部?|领班|物业"
)
_GUEST = (
    "业主|住户|租户|租客|户主|房东|商户|店主|公司|单位|超市|餐厅|饭店|店|馆|铺|吧|公寓|学校|幼儿园|医院|诊所|银行"
    "|居委会?|社区|街道办?|业委会|派出所|办事处|网格员|楼组?长|居民|志愿者|房客|快递站|驿站|消保委|城管"
)
_CALLS = r"(?:上?报(?![警名纸销废价备案复仇])|来电(?![梯源])|汇报|打过?来|打电话|反映|反馈)"
_SAYS = rf"(?:{_CALLS}|(?:来?说|讲|称)(?![好了过话的定得])(?!.{{0,4}}(?:来修|会来|要来))|问|要求|咨询|投诉)"
_SIGNED = (
    rf"(?:(?P<staff>{_STAFF})|{_GUEST})(?P<name>{_PERSON})(?P<calls>{_CALLS})?"
    rf"(?=[\s。.,，]*(?:$|{TAKEN}[{TAKEN}\s]*$))"
)
_LEAD = rf"(?:(?!投诉|举报|感谢|表扬|通知|转告|邻居|[请找叫让给跟和被向对派我]){_HAN})"
"""Sign of the words before a role, by which its person is not a matter."""
_TELLING = (
    rf"(?:^|(?<={TAKEN}))[\s,，:：]*(?:{_LEAD}{{0,3}}?(?P<staff>{_STAFF})|(?P<guest>{_LEAD}{{0,6}}?(?:{_GUEST})))?"
    rf"(?P<name>{_PERSON})(?:(?={_CALLS})|(?P<says>(?={_SAYS})))"
)
_OF_HOME = rf"(?<={TAKEN})的(?P<name>{_PERSON})(?:(?P<alone>(?=[\s。.,，]*(?:$|{TAKEN})))|(?={_SAYS}))"
_OF_OFFICE = (
    rf"^(?P<name>{_SURNAME}(?:{name_lists.CHINESE_TITLES}))"
    rf"(?={_HAN}{{1,6}}(?:委|局|办|所|会|院|公司|社区|街道)[,，\s])"
)
_TO_CALL = rf"(?:联系|打给?|找|回电给?)(?P<name>{_PERSON})(?=的?(?:电话|手机|号码)?[:： ]?{TAKEN})"
_PARENT = (
    rf"(?<!{_HAN})(?P<name>"
    rf"(?![我你他她俺咱谁孩宝婴小老大]|邻居|学生|家长|业主|住户|同学|别人)"
    rf"{_HAN}{{1,3}}(?:妈妈?|爸爸?))"
    rf"(?=[\s。.]*(?:$|{TAKEN}))"
)
_PRAISE = "感谢|谢谢?|表扬|夸|投诉|举报|通知|转告|告知|告诉|联系|邻居|楼上|楼下|隔壁|对门|对面"
_ABOUT = re.compile(rf"(?:(?:{_PRAISE})[\s{TAKEN}]*|(?:{_PRAISE}|[请找叫让给跟和被向对派]){_HAN}{{0,8}})$")
"""Words of a clause by which the person at its end is not the caller."""
_BLAMED = re.compile("态度|投诉|骂|凶|恶劣|睡觉|玩手机|不让|推搡|打人|没人管|不管|素质|表扬|感谢|谢谢")
_ALONE = rf"(?<!{_HAN})(?P<name>{_HAN}{{2,4}})(?={_BOUND})"
_OTHERS = re.compile(
    r"(?:(?:给|跟|和|与|叫|让|对|向|被|帮|替|的|把|比|像|见|有|位|个|这|那)|(?:感谢|谢谢?|表扬|夸|投诉|举报"
    r"|通知|转告|邻居|楼上|楼下|隔壁|对门"
    r"|对面|保安|保洁|管家|电工|水工|维修工?|前台|客服|物业|员工|门卫|快递|司机|中介|维保|工程部|转达) *)$"
)
"""Words before a person who is not the caller."""
_PRAISED = re.compile(r"(?:感谢|谢谢?|表扬|夸|投诉|举报|通知|转告) *$")
_CLAUSE = 20
"""Number of signs before a name in which the clause is looked at."""
_HURT = re.compile(r"[晕摔倒死伤被昏病跌家的昨和跟与]|突然|上次|没")
_SOUGHT = re.compile(r"(?:找|请|问|联系|是|要|派) *$")
_SERVED = re.compile(
    r" *(?:态度|很|太|真|特别|非常|修|处理|帮|服务|人不错|干活|来修|上门|昨天|上次|没来|不来"
    r"|家(?!里)|的|和|跟|与|他|她|在)"
)


def introduced(scan: Scan) -> Iterator[LinePart]:
    for match in form(_INTRODUCED).finditer(scan.text):
        group = "named" if match["named"] else "named2"
        name = match[group]
        if group == "named2" and not _is_person(name):
            continue
        stays = around_name(scan, *match.span()).right == "glued"
        start = match.start(group) if stays else match.start()
        yield LinePart("caller", scan.typed(*match.span(group)), start, match.end(), stays)


def _is_person(name: str) -> bool:
    """Return True for a name with a title, a nickname, and a full name."""
    titled = form(rf"(?:{_SURNAME}).*(?:{name_lists.CHINESE_TITLES})$|{_SURNAME}(?:{_SHORT})$").match(name)
    if name[0] in name_lists.LOOSE or name in name_lists.TAUT:
        return False
    return titled is not None or is_nickname(name) or is_full_name(name)


def signed(scan: Scan) -> Iterator[LinePart]:
    """Yield names with a role or a home before them: at the end, or before the verb of telling."""
    text = scan.text
    for pattern in (_SIGNED, _TELLING, _OF_HOME, _OF_OFFICE, _TO_CALL, _PARENT):
        for match in form(pattern).finditer(text):
            name, said = match["name"], match.groupdict()
            start, end = match.span("name")
            if pattern != _PARENT and not _is_person(name):
                continue
            if _ABOUT.search(text, max(0, match.start() - _CLAUSE), match.start()):
                continue
            says = said.get("says") is not None
            if said.get("staff") and not said.get("calls") and (says or _BLAMED.search(text)):
                continue
            if says and not said.get("guest") and is_nickname(name) and text[: match.start()][-1:] != TAKEN:
                continue
            around = around_name(scan, start, end)
            if pattern == _TO_CALL and not around.by_phone:
                continue
            stays = around.right == "glued"
            cut = match.start() if pattern == _OF_HOME and not stays else start
            yield LinePart("caller", scan.typed(start, end), cut, end, stays)


def titled(scan: Scan) -> Iterator[LinePart]:
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
    if run[-2:] in name_lists.ROLE_WORDS:
        return -1
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


def untitled(scan: Scan) -> Iterator[LinePart]:
    for match in form(_ALONE).finditer(scan.text):
        name, around = match["name"], around_name(scan, *match.span())
        apart = around.by_phone and around.before.endswith(" ")
        if (_PRAISED if apart else _OTHERS).search(around.before) or around.right == "glued":
            continue
        by_phone = around.by_phone and (is_plausible(name) or is_nickname(name))
        apart = is_full_name(name) or (is_nickname(name) and not _HURT.match(around.after.lstrip()))
        if by_phone or (around.at_an_end and apart and not _SERVED.match(around.after)):
            yield LinePart("caller", scan.typed(*match.span()), *match.span())
