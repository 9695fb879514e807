"""Ways in which a matter came: visits, callers without a name, relays, and marks of urgency."""

import re

from core.base.folding import TAKEN
from core.intake.line.scan import LinePart, Scan

_START = rf"(?:^|(?<=[{TAKEN},，。.;；:：!！])) *"
_END = rf"(?= *(?:$|[{TAKEN},，。.;；:：!！]))"
_WORD = r"(?<!\w)(?:{})(?!\w)"
_HAN = r"[\u3400-\u9fff]"

# visits

_FRONT = (
    r"(?:我们|咱们?|物业)?(?:前台|服务中心|客服中心|物业中心|物业办公室|办公室|窗口|服务台|接待处|接待室"
    r"|柜台|管理处|客服部|服务大厅"
    r"|物业大厅|物业)"
)
_PEOPLE = (
    r"(?:业主|住户|租户|租客|客户|客人|家属|老人|居民|访客|商户|本人|人|夫妻|夫妇|先生|女士|小姐|太太"
    r"|阿姨|大爷|大妈|师傅|老板|代表)"
)
_NOW = r"(?:亲自|刚刚?|刚才|现在?|已经?|一早|正|又|都|直接|今早|今天|专门|特地|一家人?)*"
_COME = r"(?:跑来|跑到|来到|走到|走进|找到|冲到|过来|站在|坐在|等在|来|到|在)了?"
_NO_VISIT = (
    r"(?![没无不的电门灯漏坏那叫接保态值空打复电网监]|门口|一直没|等了|说|告诉|让我|推|工作|人员"
    r"|小姑娘|值班|后面|旁边|附近|对面)"
)
VISIT = (
    r"(?<!\w)(?:来访者?|到访|在?现场来访|walk-?in|walk in)(?!\w)"
    r"|(?<!\w)(?:来访|到访)(?=表扬|反映|投诉|咨询|建议|报修|感谢|要求|询问|办理|缴费|求助|说|问|称)"
    rf"|(?:(?<!{_HAN})|(?<=业主))(?:{_PEOPLE})?{_NOW}{_COME}{_FRONT}(?:来|等着?|坐着?|站着?|这边|这里"
    rf"|处)?了?{_NO_VISIT}"
    rf"|(?<=先生|女士|小姐|太太|阿姨|大爷|大妈|师傅|业主|住户|租户|租客|客户|居民"
    rf"|本人){_NOW}{_COME}{_FRONT}了?{_NO_VISIT}"
    rf"|(?<!{_HAN}){_FRONT}(?:来了?(?:一?[位个名对])?{_PEOPLE}|有(?:一?[位个名对])?{_PEOPLE}(?=来|反映|投诉"
    rf"|说|要|问|咨询)|接待)"
    rf"|(?<!{_HAN}){_FRONT}(?=:)"
    rf"|(?:{_PEOPLE})?(?:亲自(?:上门|过?来|到场|跑来)|到场|上门|登门|当面|本人过?来)来?(?=反映|投诉|感谢"
    rf"|道谢|表扬|咨询|说|问)"
    rf"|(?:(?<!{_HAN}){_FRONT})?送来(?=了?一?[面封]?(?:锦旗|感谢信))|来人(?=反映|投诉|咨询|说|问)"
    rf"|(?<!{_HAN})(?:面访|当面反映)"
)
VISIT_HINTS = (
    "访", "walk", "前台", "中心", "办公室", "窗口", "服务", "接待", "柜台", "管理处", "客服", "大厅", "物业",
    "到场", "门", "当面", "亲自", "本人", "送来", "来人",
)  # fmt: skip
_DESK = (
    r"(?:the |our |your )?(?:(?:front|service|help|reception|concierge|information) ?desk|desk|(?:service "
    r"|front )?counter"
    r"|reception|front office|service centre|service center|management office|(?:estate |property )?office)"
)
_WHO = (
    r"(?:owners?|residents?|tenants?|lady|gentleman|couple|customer|visitors?|man|woman|he|she|they"
    r"|family|caller|reps?)"
)
_ARRIVED = r"(?:walked|walks|came|comes|popped|pops|dropped|drops|stopped|stops) (?:in|by)"
VISIT_ENGLISH = (
    rf"{_START}(?:(?:here|standing|waiting|now|currently) )?(?:at|in) {_DESK}(?: now)?(?= *[,:;-]|{_END}"
    rf"|(?= (?:now|to|about|asking|wants?|says)\b))"
    rf"|{_START}(?:(?:front|service|help) desk|reception|counter|walked in|desk visit|office visit"
    rf"|in person|face to face)(?= *:)"
    rf"|\b(?:(?:is |are )?(?:here|standing|stood|waiting|sitting|back)(?: now)?|is|are|who is|she'?s|he'?s"
    rf"|they'?re|{_WHO}|now)"
    rf" (?:at|in) {_DESK}(?: now)?(?! (?:was|were|is rude|is closed|is asleep|never|light|door|chair"
    rf"|phone))\b"
    rf"|(?<=,) (?:here )?at {_DESK}(?: now)?{_END}"
    rf"|\b(?:mr|mrs|ms|dr|miss)\.? [a-z'’-]+(?: [a-z'’-]+)? (?P<cut2>(?:is )?(?:here )?at {_DESK}(?: now)?)\b"
    rf"|\b(?:came|come|comes|turned up|showed up|has come|walked) (?:in(?: person)? )?(?:to|at|into"
    rf"|up to) {_DESK}\b"
    rf"|\b(?:visited|visiting) {_DESK}\b"
    rf"|{_START}(?:has |just |have )*{_ARRIVED}(?=$| (?:to|about|asking|with|wanting|for|saying|and)\b"
    rf"|{_END}| *[,:;-])"
    rf"|\b{_WHO}(?: [a-z'’-]+){{0,2}}? (?:just |has |have )*{_ARRIVED}(?= (?:to|about|asking|with|wanting"
    rf"|for|saying|and)\b|{_END}| *,)"
    r"|(?<=\b[md][rs] )[a-z'’-]+ (?:just |has )*(?P<cut>came in)(?= (?:to|about|asking|with|wanting|for)\b)"
    rf"|(?:{_START}|(?<=[0-9a-c\x00] ))(?:is )?(?:handing|dropping|bringing|returning|picking"
    rf"|collecting) (?:in|off|over|back|up)"
    r"(?= (?:a|an|the|his|her|their|my|keys|some|two|found)\b)"
    rf"|\bcame (?:here )?in person\b|\b(?:here )?in person\b{_END}"
)
VISIT_ENGLISH_HINTS = (
    "desk", "counter", "reception", "office", "centre", "center", "person", "walk", "came", "come",
    "pop", "drop",
    "stop", "ing in ", "ing off ", "ing over ", "ing back ", "ing up ", "face to face",
)  # fmt: skip
_NOT_THE_CALLER = re.compile(
    r"\b(?:guards?|nobody|no one|noone|staff|receptionists?|someone|somebody|stranger|thief|burglar|drunk"
    r"|water|rain|your|light|printer"
    r"|driver|worker|cleaner|security|electrician|courier|rider|agent|as soon as i|when i"
    r"|i)\b[^,.;:\x00]{0,24}$"
)

# callers without a name

_NAMED = r"(?:自己的?|我的?|个人的?|真实的?|他的?|她的?)?(?:真?姓名|名字|全名|名|身份|姓|是谁)"
_HIDING = (
    rf"(?:(?:不[太肯想愿便要]?(?:想|愿意?|肯|方便|便|打算|希望|要)?|拒绝|没有?|未|别|勿|请勿)"
    rf"(?:透露|留下?|报上?|说出?|讲|给|提供|告诉|告知|登记|记|写|公开|问){_NAMED}|(?:姓名|名字)(?:就"
    rf"|我)?(?:不|没|未)(?:留|说|报|写|讲|给|透露|提供|登记|告诉)"
    rf"|(?:姓名|名字)不详|不(?:愿意?|想|肯)?具名)"
)
_SELF = (
    r"(?:我|本人|业主|住户|租户|来电人|来电者|来电|群众|居民|客户|对方|投诉人|反映人|报修人|他|她|人家"
    r"|但|但是)"
)
_NEG = (
    r"(?:wo'?n'?t|will not|would not|wouldn'?t|did ?n'?t|did not|does ?n'?t|does not|do ?n'?t|do not"
    r"|can ?n'?t|cannot|not going to|refus(?:es?|ed|ing) to"
    r"|declin(?:es?|ed) to|not willing to|unwilling to|prefer(?:s|red)? not to|wants? not to|(?:i'?d "
    r"|would )?rather not"
    r"|(?:do ?n'?t|do not|does ?n'?t|does not|did ?n'?t) (?:want|wish|like) to|not wanting to)"
)
_SAY = r"(?:give|leave|say|tell|share|state|disclose|provide|reveal)"
_SAYING = r"(?:giving|leaving|saying|telling|sharing|stating|disclosing|providing)"
_HIS = r"(?:(?:my|a|an|any|the|his|her|their|your) (?:own |full )?)?"
ANONYMOUS = (
    r"(?<!\w)匿名(?=投诉|来电|反映|举报|报|说|建议|\W|$)"
    r"|(?<!\w)(?:(?:remain|stay|be|keep me) )?(?:anonymous(?:ly)?|anon|不留名|不愿留名|不记名"
    r"|unnamed caller|unidentified caller"
    r"|names? (?:withheld|refused|undisclosed|declined|not (?:given|left|provided|stated|disclosed))"
    r"|withheld (?:his |her |their )?name"
    r"|no names?(?: (?:given|left|please|pls|provided|offered|thanks|taken|supplied))?)(?!\w)"
    rf"|(?:(?<!{_HAN})|(?<!{_HAN}){_SELF}){_HIDING}了?"
    rf"|\b(?:(?:i|we|he|she|they|caller|resident|owner|tenant|lady) )?(?:{_NEG} {_SAY}|(?:not|without"
    rf"|declined|before) {_SAYING})(?: (?:me|us|you))?"
    rf" (?:{_HIS}names?|who (?:i|we|they|she|he) (?:am|are|is)|who it is|who\b)"
    rf"|\b(?:caller |resident |owner )?(?:prefer(?:s|red)? not to say|(?:i'?d "
    rf"|would )?rather not say)(?:{_END}|(?= but\b))"
    r"|\b(?:wish(?:es)?|wants?|prefers?|would like|asks?|asked) to (?:stay|remain|be|keep) anonymous\b"
    r"|\b(?:keep|leave) (?:my name|me) out(?: of (?:it|this))?\b"
    r"|\b(?:do ?n'?t|do not|please do ?n'?t) (?:use|mention|write(?: down)?|record|put(?: down)?|note"
    r"|ask) my name\b"
    r"|\b(?:does ?n'?t|does not|do ?n'?t|do not|not) want(?:ing)? (?:to be named|(?:my|his|her"
    r"|their) name (?:used|mentioned|recorded|on it|in it|given|known))\b"
)

ANONYMOUS_HINTS = (
    "名",
    "姓",
    "身份",
    "是谁",
    "anon",
    "name",
    "not to say",
    "not say",
    "who",
    "caller",
    "leave me",
    "keep me",
)

# marks of urgency

_NOT_ALONE = "".join(
    f"(?<!{word})"
    for word in ("no ", "not ", "an ", "the ", "any ", "of ", "for ", "in ", "non ", "-", "real ")
)
EMERGENCY = (
    rf"(?<![^\s{TAKEN}])!{{3,99}}(?![^\s{TAKEN}])|(?<!\w)急{{1,9}} ?!{{3,99}}|(?<!\w)突发(?:事件|情况)?(?!\w)"
    rf"|{_START}emergency(?: ?!{{1,9}})?{_END}|(?<= ){_NOT_ALONE}emergency(?: ?!{{1,9}})?(?= *(?:$|{TAKEN}))"
)

EMERGENCY_HINTS = ("!!!", "突发", "emergency")

# relays

_ROOM = r"监控中心|监控室|消控中心|消控室|中控室"
RELAYED_BY = (
    rf"{_START}(?:(?:{_ROOM})(?:来电|报告?|呼叫|通报|反馈)? ?:|(?:the )?control room(?: says"
    r"| reports| calls| called)? ?:)"
)
GUARD_SAYS = (
    rf"{_START}(?:the )?(?P<person>(?:security )?guard (?:at|on|from) [a-z0-9 ]{{2,20}}?|(?:patrol(?:ling)?"
    rf"|gate|lobby|night|duty) guard)"
    r" (?:says|reports|radios|radioed|called in|relays|passes on)\b(?! (?:i|we|my|he|she|no|you)\b)"
)


def visit(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read the channel of a visit; its words stay where a sentence needs them."""
    alone = next((name for name, words in match.groupdict().items() if words), 0)
    start, end = match.span(alone)
    if _NOT_THE_CALLER.search(_before(scan, start)):
        return None
    return LinePart("channel", "visit", start, end, _breaks(scan, start, end))


def anonymous(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read that the caller gives no name; one of the staff who gives none is another matter."""
    if re.search(r"\b(?:his|her|their)\b", match[0]) and _NOT_THE_CALLER.search(_before(scan, match.start())):
        return None
    return LinePart("anonymous", "yes", *match.span(), _breaks(scan, *match.span()))


def guard(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the guard who passes the matter on; the words stay, since they begin the sentence."""
    person = scan.typed(*match.span("person"))
    return LinePart("relay", f"other {person}", *match.span("person"), stays=True)


def control_room(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the control room as the relay in 监控室：…"""
    return LinePart("relay", "control_room", *match.span())


def _before(scan: Scan, start: int) -> str:
    return scan.text[max(0, start - 60) : start]


def _breaks(scan: Scan, start: int, end: int) -> bool:
    """Return True if words go on after the span, or are glued to it."""
    before, after = scan.text[:start], scan.text[end:]
    glued = _is_word(before[-1:]) or _is_word(after[:1])
    latin = re.match(
        r" (?:to|about|with|but|and|for|asking|wanting|saying|a|an|the|his|her|their|my|keys|found|some"
        r"|two)\b",
        after,
    )
    return glued or bool(latin)


def _is_word(sign: str) -> bool:
    return sign.isalnum()
