"""Name of the caller in a line: next to the phone, at an end, or introduced; never of others in the "
"matter."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

from core.base.dataclass import dataclass
from core.base.folding import TAKEN
from core.base.text import digits
from core.intake.line import name_lists
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
_ITS_NUMBER = re.compile(rf"(?:的|留下?的?|本人)?(?:联系)?(?:电话|手机|号码)?[:：是]? *{TAKEN}")
_HURT = re.compile(r"[晕摔倒死伤被昏病跌家的昨和跟与]|突然|上次|没")
_SOUGHT = re.compile(r"(?:找|请|问|联系|是|要|派) *$")
_SERVED = re.compile(
    r" *(?:态度|很|太|真|特别|非常|修|处理|帮|服务|人不错|干活|来修|上门|昨天|上次|没来|不来|家|的|和|跟|与"
    r"|他|她|在)"
)

_LETTERS = r"[a-z][a-z'’.-]*[a-z]"
_PARTICLE = r"(?:de la|de|del|van der|van|von|der|la|le|bin|binti|al|el|da|dos|di)"
_WORDS = rf"(?:{_PARTICLE} )?{_LETTERS}(?: (?:{_PARTICLE} )?(?:{_LETTERS}|[a-z]\.?)(?![a-z0-9'’])){{0,2}}"
_ENGLISH_TITLE = r"(?:(?:mr\.? and )?(?:mrs|mr|ms|miss|mx|madam|mdm|dr|prof|professor)\.?)"
_ENGLISH_TITLED = rf"(?<![a-z0-9'’.-])(?P<title>{_ENGLISH_TITLE}) (?P<name>{_WORDS})"
_ENGLISH_INTRODUCED = (
    rf"(?<![a-z0-9'’.-])(?:(?P<strong>(?:my |caller'?s? |the )?name(?:'s| is)?|caller(?: is)?|reported by"
    rf"|called in by"
    rf"|(?:call|message|request|report) from|contact person|call back|ring back|callback)|(?P<weak>this is"
    rf"|i am|i'?m|it'?s|resident|owner|tenant"
    rf"|contact|ask for|regards|signed|speaking"
    rf"|from)),?(?: ?[:-])? (?P<title>{_ENGLISH_TITLE} )?(?P<name>{_WORDS})"
)
_CAPITALS = r"[A-Z][a-z]*(?:['’-]?[A-Z]?[a-z]+)+"
_ENGLISH_ALONE = (
    rf"(?<![\w'’.@~#&-])(?P<name>{_CAPITALS}(?: (?:(?:{_PARTICLE}) )?(?:{_CAPITALS}|[A-Z]\b\.?))"
    rf"{{0,2}})(?![\w'’-])"
)
_ENGLISH_OTHERS = re.compile(
    r"\b(?:thanks?|thank you|to|by|with|for|against|of|about|and|or|than|that|guards?|electrician|plumber"
    r"|cleaner"
    r"|manager|supervisor|colleague|neighbou?r|steward|concierge|technician|engineer|captain|porter|your"
    r"|our|the|my"
    r"|his|her|tell|told|met|saw|inform|named|praise|helped|when|from|firm's|upstairs|downstairs|at|in|near"
    r"|on|white|black|red|blue|silver|grey|green|yellow|brand|model|car|van|bike|dog|cat|shop"
    r"|firm|company|school|street|contractor|courier|driver|lost|found|stolen|a|an) *$"
)
_NOT_SUBJECT = re.compile(
    r" *(?:the|from|at|in|of|on|is|was|has|had|who|next|upstairs|downstairs|and|your|our|did|does|keeps"
    r"|shouted"
    r"|refused|fixed|came to|did|never|always|'s|’s|with|deserves|helped|took|told)\b"
)
_DID = re.compile(
    r" *(?:[a-z]+ed|fell|hit|hurt|got|went|came|ran|let|made|put|parks|plays|smokes|throws|shouts|bites"
    r"|unconscious|not|can'?t|won'?t"
    r"|stuck|missing|dead|bleeding|fainting|lying|trapped)\b(?! (?:in to|in about))"
)
"""Words that tell what the named person did or suffered."""
_TELLING = re.compile(
    r" *,? *(?:says|said|called|calling|calls|speaking|here|reports|reported|wants|asks|asked|asking|needs"
    r"|complains"
    r"|came in|came by|walked in|would like|rang|requests)\b"
)

_NO_TITLED = frozenset(
    ("the", "a", "you", "and", "is", "was", "who", "said", "says", "calls", "came", "in", "at", "on",
     "please", "my", "your", "it", "this", "appointment")
)  # fmt: skip

_LOCAL = (
    rf"(?<![\w.#/:+-])(?!20[0-9]{{6}})[2-9](?:[0-9]{{3}}[ -]?[0-9]{{4}}|[0-9]{{6}})(?=[,，;；]?(?:\s|$"
    rf"|{TAKEN}))(?!-)"
)


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Compile the pattern when the first line is read, not before the first frame."""
    return re.compile(pattern)


_NEARBY = 60
"""Number of signs around a name that are looked at, so that the longest line is read in time."""
_LOCAL_NUMBERS = 3
"""Number of local numbers in a line that are tried with the name before them."""


@dataclass(frozen=True, slots=True)
class _Around:
    """Text around a name: whether the line or a part ends there, a sign, or the phone stands there."""

    before: str
    after: str
    left: str
    right: str
    by_phone: bool
    has_phone: bool

    @property
    def at_an_end(self) -> bool:
        """Return True if nothing but parts or signs lie on one side, and no word is glued to the other."""
        return (self.left == "end" and self.right != "glued") or (
            self.right == "end" and self.left != "glued"
        )


Finder = Callable[[Scan], Iterator[LinePart]]


def callers(scan: Scan) -> None:
    """Take the caller's name; an anonymous caller has none."""
    if scan.has("caller") or scan.has("anonymous"):
        return
    if not scan.has("phone") and _with_local_number(scan):
        return
    if part := _found(scan):
        scan.take(part)


def _found(scan: Scan) -> LinePart | None:
    for finder in _FINDERS:
        if part := next(finder(scan), None):
            return part
    return None


def _with_local_number(scan: Scan) -> bool:
    """Take a local number without a label if a name stands directly before it."""
    for match in islice(_form(_LOCAL).finditer(scan.text), _LOCAL_NUMBERS):
        text = scan.text
        number = LinePart("phone", digits(match[0]), *match.span())
        scan.take(number)
        part = _found(scan)
        if part and not text[part.end : number.start].strip(" ,:/，：、"):
            scan.take(part)
            return True
        scan.parts.remove(number)
        scan.text = text
    return False


def _around(scan: Scan, start: int, end: int) -> _Around:
    text = scan.text
    before, after = text[max(0, start - _NEARBY) : start], text[end : end + _NEARBY]
    left_signs = len(before) - len(before.rstrip(" ,:;/，。；：、!?()"))
    right_signs = len(after) - len(after.lstrip(" ,:;/，。；：、!?()"))
    left = _side(before[: len(before) - left_signs][-1:], before[len(before) - left_signs :])
    right = _side(after[right_signs : right_signs + 1], after[:right_signs])
    phones = [part for part in scan.parts if part.kind == "phone"]
    number = _ITS_NUMBER.match(after)
    right_end = end + (number.end() - 1 if number else right_signs)
    by_phone = any(part.start == right_end or part.end == start - left_signs for part in phones)
    if number and number.end() > right_signs + 1:
        right = "sign"
    return _Around(before, after, left, right, by_phone, bool(phones))


def _side(sign: str, signs: str) -> str:
    if not sign or sign == TAKEN:
        return "end"
    return "sign" if signs.strip() else "blank" if signs else "glued"


def _introduced(scan: Scan) -> Iterator[LinePart]:
    for match in _form(_INTRODUCED).finditer(scan.text):
        group = "named" if match["named"] else "named2"
        name = match[group]
        if group == "named2" and not (_has_title(name) or is_full_name(name)):
            continue
        stays = _around(scan, *match.span()).right == "glued"
        start = match.start(group) if stays else match.start()
        yield LinePart("caller", scan.typed(*match.span(group)), start, match.end(), stays)


def _has_title(name: str) -> bool:
    return _form(rf".*(?:{name_lists.CHINESE_TITLES})$").match(name) is not None


def _titled(scan: Scan) -> Iterator[LinePart]:
    text = scan.text
    for match in _form(
        rf"(?:{name_lists.CHINESE_TITLES}|(?:{name_lists.SHORT_TITLES})(?={_BOUND}))"
    ).finditer(text):
        run = _form(rf"{_HAN}{{1,5}}$").search(text, max(0, match.start() - 5), match.start())
        if not run:
            continue
        start = _name_start(
            run[0], match.start(), whole=not _form(_HAN).match(text[run.start() - 1 : run.start()])
        )
        if start < 0 or (match[0] in name_lists.SHORT_TITLES.split("|") and start != run.start()):
            continue
        around = _around(scan, start, match.end())
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


def _is_caller(around: _Around) -> bool:
    """Return True if a Chinese name with a title is the caller's by its place in the line."""
    apart = around.by_phone and around.before.endswith(" ")
    if (_PRAISED if apart else _OTHERS).search(around.before):
        return False
    if around.by_phone:
        return around.right != "glued" or _is_free(around)
    if _SOUGHT.search(around.before):
        return False
    if around.right == "glued":
        told = around.left in ("end", "sign") and _form(_REPORTING).match(around.after)
        return bool(told) or (around.has_phone and _is_free(around))
    if around.left != "glued" and _SERVED.match(around.after):
        return False
    return around.right == "end" or around.left == "end" or "glued" != around.left == around.right


def _is_free(around: _Around) -> bool:
    """Return True if a name begins a clause that is not about an accident of that person."""
    return around.left != "glued" and not (_HURT.match(around.after) or _SERVED.match(around.after))


def _untitled(scan: Scan) -> Iterator[LinePart]:
    for match in _form(_ALONE).finditer(scan.text):
        name, around = match["name"], _around(scan, *match.span())
        apart = around.by_phone and around.before.endswith(" ")
        if (_PRAISED if apart else _OTHERS).search(around.before) or around.right == "glued":
            continue
        by_phone = around.by_phone and (is_plausible(name) or is_nickname(name))
        if by_phone or (around.at_an_end and is_full_name(name) and not _SERVED.match(around.after)):
            yield LinePart("caller", scan.typed(*match.span()), *match.span())


# English


def _english_introduced(scan: Scan) -> Iterator[LinePart]:
    for match in _form(_ENGLISH_INTRODUCED).finditer(scan.text):
        end = _name_end(scan, match, allow_small=bool(match["strong"] or match["title"]))
        around = _around(scan, match.start(), max(end, match.start()))
        if not end or (match["weak"] == "from" and around.left not in ("end", "sign")):
            continue
        if match["weak"] in ("resident", "owner", "tenant", "contact", "from") and _NOT_SUBJECT.match(
            around.after
        ):
            continue
        start = match.start("title") if match["title"] else match.start("name")
        telling = _TELLING.match(around.after) is not None
        cut = start if telling else match.start()
        yield LinePart("caller", scan.typed(start, end), cut, end, telling)


def _name_end(scan: Scan, match: re.Match[str], *, allow_small: bool) -> int:
    """Return the end of the name: its words with a capital letter; small ones if given names tell it."""
    end = 0
    for word in re.finditer(rf"(?:{_PARTICLE} )?\S+", match["name"]):
        if word[0].endswith(("'s", "’s")):
            return 0
        start = match.start("name") + word.start()
        last = word[0].split()[-1].strip(".,")
        capital = scan.line[match.start("name") + word.end() - len(word[0].split()[-1])].isupper()
        shouted = scan.line[start : start + len(word[0])].isupper() and len(last) > 3
        small = (
            allow_small and not capital and (last in name_lists.GIVEN or (end and last in name_lists.FAMILY))
        )
        if last in (name_lists.NO_NAMES if end or not match["title"] else _NO_TITLED) or not (
            (capital and not shouted) or small
        ):
            break
        end = start + len(word[0])
    return end


def _english_titled(scan: Scan) -> Iterator[LinePart]:
    for match in _form(_ENGLISH_TITLED).finditer(scan.text):
        end = _name_end(scan, match, allow_small=False)
        if (
            not end
            and match["title"] != "miss"
            and (word := match["name"].split()[0]) not in name_lists.NO_NAMES
        ):
            small = scan.line[match.start()].islower()
            end = (
                match.start("name") + len(word)
                if small and word in name_lists.FAMILY | name_lists.GIVEN
                else 0
            )
        if not end:
            continue
        around = _around(scan, match.start(), end)
        start = match.start()
        if lead := re.search(r"(?:^|[\x00,;:]) *((?:call |message )?from )$", around.before):
            start, around = lead.start(1), _around(scan, lead.start(1), end)
        if _is_english_caller(around):
            stays = around.right == "blank"
            at = match.start() if stays else start
            yield LinePart("caller", scan.typed(match.start(), end), at, end, stays)


def _is_english_caller(around: _Around) -> bool:
    if around.by_phone:
        return not re.search(
            r"\b(?:thanks?|thank you|thanks to|about|against|by|neighbou?r|guard|electrician|plumber"
            r"|cleaner|and|with) *$",
            around.before,
        )
    if _ENGLISH_OTHERS.search(around.before) or around.right == "glued":
        return False
    if around.right == "blank":
        if around.left in ("end", "sign") and not _DID.match(around.after):
            return not _NOT_SUBJECT.match(around.after) or bool(_TELLING.match(around.after))
        return bool(_TELLING.match(around.after))
    return True


def _english_alone(scan: Scan) -> Iterator[LinePart]:
    line = "".join(sign if kept != TAKEN else TAKEN for sign, kept in zip(scan.line, scan.text, strict=True))
    for match in _form(_ENGLISH_ALONE).finditer(line):
        words = re.findall(r"[^\W\d_][\w'’-]*", match["name"].lower())
        known = words[0] in name_lists.GIVEN
        if any(word in name_lists.NO_NAMES for word in words[known:]) or scan.directory.unit(match["name"]):
            continue
        around = _around(scan, *match.span())
        if _is_english_name(match["name"], words, around) and not _ENGLISH_OTHERS.search(around.before):
            stays = around.right == "blank"
            yield LinePart("caller", scan.typed(*match.span()), *match.span(), stays)


def _is_english_name(name: str, words: list[str], around: _Around) -> bool:
    """Return True if words with capital letters are the caller's name by what and where they are."""
    ends = not around.after.strip(f" .{TAKEN}") and around.before.strip(f" {TAKEN}")
    if ends and around.left != "glued" and len(name.split()) > 1:
        return True  # nothing else in such a line has a capital letter there
    given = words[0] in name_lists.GIVEN
    known = given or any(word in name_lists.FAMILY | name_lists.GIVEN for word in words[1:])
    if around.by_phone and around.right != "glued":
        first = not around.before.strip()
        return given or (known if first else len(words) > 1 or around.left == "sign" or around.left == "end")
    if around.right == "end":
        return known and (len(words) > 1 or around.left != "blank")
    if around.left == "end":
        told = bool(_TELLING.match(around.after))
        return known and (told or (around.right == "sign" and len(words) > 1))
    return around.left == around.right == "sign" and given and len(words) > 1


_FINDERS: tuple[Finder, ...] = (
    _introduced, _english_introduced, _titled, _english_titled, _untitled, _english_alone,
)  # fmt: skip
