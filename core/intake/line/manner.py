"""Ways in which a matter came: callers without a name, relays, and marks of urgency."""

import re

from core.base.folding import TAKEN
from core.intake.line.around import END, HAN, START, before, breaks
from core.intake.line.scan import LinePart, Scan
from core.intake.line.visits import NOT_THE_CALLER

# callers without a name

_NAMED = r"(?:自己的?|我的?|个人的?|真实的?|他的?|她的?)?(?:真?姓名|名字|全名|名|身份|姓|是谁)"
_HIDING = (
    rf"(?:(?:不[太肯想愿便要用必]?(?:想|愿意?|肯|方便|便|打算|希望|要)?|拒绝|没有?|未|别|勿|请勿|无需)"
    rf"(?:透露|留下?|报上?|说出?|讲|给|提供|告诉|告知|登记|记|写|提|公开|问){_NAMED}"
    rf"|(?:姓名|名字|身份)(?:就|我)?(?:不(?:愿意?|想|肯|方便|便)?|没|未)(?:留|说|报|写|讲|给|透露|提供|登记|告诉)"
    rf"|(?:姓名|名字)不详|不(?:愿意?|想|肯|方便)?(?:留名|具名|署名)|隐[去瞒]了?(?:姓名|名字)"
    rf"|拒绝?(?:留|透露)(?:姓名|名字|名)"
    rf"|(?:别|不要|请勿)(?:说|讲|透露)是我(?:说|讲|举报|反映|投诉)?的?|不想让?(?:人|别人|邻居|对方)?知道是我"
    rf"|问(?:姓名|名字|是谁|叫什么)(?:也|都)?(?:不|没)肯?(?:说|答|讲|告诉)|实名就?(?:算了|免了|不必))"
)
_SELF = (
    r"(?:(?:号码(?:不显示|隐藏)|隐藏号码)也?|怕(?:被|遭)?(?:报复|打击|穿小鞋)|[一有]?[位个名]|请"
    r"|说|要求|[我他她](?:说|要求|就|就先)|我|本人|(?:热心)?(?:业主|住户|租户|群众|居民|市民)"
    r"|来电人|来电者|来电|客户|对方|投诉人|反映人|报修人|他|她|人家|但|但是)"
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
    r"(?:(?<!\w)|(?<=业主|住户|租户|租客|员工|居民|商户|对方|有人|来电|客户|要求|希望|请求|选择)|(?<=请))匿名(?!.{0,4}箱)"
    r"(?=投诉|来电|反映|举报|报|说|讲|建议|意见|电话|留言|提醒|求助|咨询|询问|表扬|处理|人士|者|业主|住户"
    r"|居民|租户|\W|$)|(?<!\w)无名氏(?!\w)"
    r"|(?<!\w)(?:(?:remain|stay|be|keep me) )?(?:anonymous(?:ly)?|anon|不留名|不愿留名|不记名"
    r"|unnamed caller|unidentified caller"
    r"|names? (?:withheld|refused|undisclosed|declined|not (?:given|left|provided|stated|disclosed))"
    r"|with(?:held|holds|holding) (?:his |her |their |the )?(?:name|identity)|identity withheld"
    r"|(?:rang|hung) (?:off|up) without (?:a|giving a|leaving a) name"
    r"|(?<!has )(?<!have )(?<!with )(?:wants? )?no names?(?! on the | plate)"
    r"(?: (?:on (?:it|this|record|file)|given|left|please|pls|provided|offered|thanks|taken"
    r"|supplied))?)(?!\w)"
    rf"|(?:(?<!{HAN})|(?<!{HAN}){_SELF}){_HIDING}了?"
    rf"|\b(?:(?:i|we|he|she|they|caller|resident|owner|tenant|lady) )?(?:{_NEG} {_SAY}|(?:not|without"
    rf"|declined|before) {_SAYING})(?: (?:me|us|you))?"
    rf" (?:{_HIS}names?|who (?:i|we|they|she|he) (?:am|are|is|was|were)|who it is|who\b)"
    rf"|\b(?:caller |resident |owner )?(?:prefer(?:s|red)? not to say|(?:i'?d "
    rf"|would )?rather not say)(?:{END}|(?= but\b))"
    r"|\b(?:(?:wish(?:es)?|wants?|prefers?|would like|asks?|asked) to |(?:i'?d |would )?rather )"
    r"(?:stay|remain|be|keep) (?:anonymous|nameless|unnamed|unidentified)\b"
    r"|\b(?:said |asked (?:us )?)?not to (?:put|use|mention|write|give|take|record) (?:his|her|their|my) name"
    r"(?: down)?\b|\b(?:said |asked (?:us )?)?not to name (?:me|him|her|them)\b"
    r"|\bkeep my name off (?:it|this)\b|\bname not for the record\b"
    r"|\b(?:do ?n'?t|do not) (?:say|tell (?:them|him|her|anyone)) (?:that )?"
    r"(?:it was me|i (?:called|rang|told you))\b"
    rf"|\b{_NEG} identify (?:him|her|them|my)sel(?:f|ves)\b"
    r"|\b(?:keep|leave) (?:(?:my|his|her|their) name|me) out(?: of (?:it|this))?\b"
    rf"|\b(?:{_NEG}|not to) be (?:named|identified)\b"
    r"|\b(?:caller )?refused (?:a|any) name\b|\b(?:stay|remain|be|keep) (?:nameless|unnamed|unidentified)\b"
    rf"|{START}un(?:signed|named){END}"
    r"|\bno need to (?:write|note|put|take|use|record|mention)(?: down)? my name\b"
    r"|\b(?:do ?n'?t|do not|please do ?n'?t) (?:use|mention|write(?: down)?|record|put(?: down)?|note"
    r"|ask) my name\b"
    r"|\b(?:does ?n'?t|does not|do ?n'?t|do not|not) want(?:ing)? (?:to be named|(?:(?:my|his|her"
    r"|their|a) )?name (?:used|taken|mentioned|recorded|on it|in it|given|known))\b"
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
    "是我",
    "it was me",
    "n't tell",
    "nt tell",
    "unsigned",
    "identi",
)

# marks of urgency

_NOT_ALONE = "".join(
    f"(?<!{word})"
    for word in ("no ", "not ", "an ", "the ", "any ", "of ", "for ", "in ", "non ", "-", "real ")
)
EMERGENCY = (
    rf"(?<![^\s{TAKEN}])!{{3,99}}(?![^\s{TAKEN}])|(?<!\w)急{{1,9}} ?!{{3,99}}|(?<!\w)突发(?:事件|情况)?(?!\w)"
    rf"|{START}emergency(?: ?!{{1,9}})?{END}|(?<= ){_NOT_ALONE}emergency(?: ?!{{1,9}})?(?= *(?:$|{TAKEN}))"
)

EMERGENCY_HINTS = ("!!!", "突发", "emergency")

# relays

_ROOM = r"监控中心|监控室|消控中心|消控室|中控室"
RELAYED_BY = (
    rf"{START}(?:(?:{_ROOM})(?:来电|报告?|呼叫|通报|反馈)? ?:|(?:the )?control room(?: says"
    r"| reports| calls| called)? ?:)"
)
GUARD_SAYS = (
    rf"{START}(?:the )?(?P<person>(?:security )?guard (?:at|on|from) [a-z0-9 ]{{2,20}}?|(?:patrol(?:ling)?"
    rf"|gate|lobby|night|duty) guard)"
    r" (?:says|reports|radios|radioed|called in|relays|passes on)\b(?! (?:i|we|my|he|she|no|you)\b)"
)


def anonymous(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read that the caller gives no name; one of the staff who gives none is another matter."""
    if re.search(
        r"\b(?:his|her|their|a name|be named|him|herself|themselves)\b", match[0]
    ) and NOT_THE_CALLER.search(before(scan, match.start())):
        return None
    return LinePart("anonymous", "yes", *match.span(), breaks(scan, *match.span()))


def guard(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the guard who passes the matter on; the words stay, since they begin the sentence."""
    person = scan.typed(*match.span("person"))
    return LinePart("relay", f"other {person}", *match.span("person"), stays=True)


def control_room(match: re.Match[str], scan: Scan) -> LinePart:
    """Read the control room as the relay in 监控室：…"""
    return LinePart("relay", "control_room", *match.span())
