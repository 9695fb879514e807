"""Visits: the words by which the person stands at the desk, in both languages."""

import re

from core.intake.line.around import END, HAN, START, before, breaks
from core.intake.line.scan import LinePart, Scan

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
_GUESTS = (
    r"(?:业主|住户|租户|租客|客户|客人|家属|家长|访客|商户|居民|老人|老太太?|老爷子|夫妻|夫妇|先生|女士|小姐|太太"
    r"|阿姨|叔叔|大爷|大妈|大叔|大伯|大姐|大哥|大娘|奶奶|爷爷|婆婆|阿婆|阿公|老师|老板|代表|的人)"
)
_NOT_OURS = (
    r"(?:(?![我俺咱昨没被对]|保安|保洁|前台|上次|上周|那天|每次|上回|快递|外卖|员工|人员|维修|物业|陌生|可疑)"
    rf"{HAN})"
)
"""Sign of a subject that is neither the speaker of a call, the staff, nor past."""
_TELLS = (
    r"(?:(?:说|讲|问)(?!了?[一两三四五几好多]{1,2}[次遍回])|反映|投诉|打听|咨询|报|要|想|求|领|取|办|感谢|表扬|告知"
    r"|告诉|提醒|建议|道谢|[交缴开拿买哭吵闹晕倒吐等])"
)
_NO_VISIT = (
    r"(?![没无不的电门灯漏坏那叫接保态值空打复电网监]|门口|一直没|等了|说|告诉|让我|推|工作|人员"
    r"|小姑娘|值班|后面|旁边|附近|对面)"
)
CHINESE = (
    # 鲁阿姨本人来了, 租房的人在前台打听, 人就在前台不走, 业主拿着锦旗在前台
    rf"(?<!{HAN})(?:{_NOT_OURS}{{0,6}}?{_GUESTS}|人){_NOT_OURS}{{0,5}}?(?P<here>(?:在|到|来到?|等在|走到)"
    rf"(?:{_FRONT}|台子?前)(?:这边|这里)?)(?={_TELLS}|不走|不肯走|坐着|站着| |[,，。:：]|$)"
    rf"|(?<!{HAN})(?:{_NOT_OURS}{{0,6}}?{_GUESTS}|人)(?P<came>本人(?:亲自)?(?:就|都)?过?来了?)"
    rf"(?=[,，。 ]|{_TELLS}|$)"
    # 有位业主过来讲, 业主来说, 人过来了，说
    rf"|(?<!{HAN})(?:刚刚?才?)?(?:(?:有|来了)?(?:[一两]?[位个名]|[一两]对))?(?:{_NOT_OURS}{{0,3}}?{_GUESTS}|人)"
    rf"(?:刚刚?|直接|自己|亲自|专门|特意|特地|又)*(?P<came2>(?:跑?过来|找来|走?进来|来)了?)[,， ]?"
    r"(?=(?:说|讲|问)(?![了话]|是)|反映|投诉|咨询|告知|打听)"
    # 刚进门一位女士, 一位老太太走进来, 柜台这边有位先生
    rf"|(?<!{HAN})刚刚?才?(?:进门|走?进来|来)了?(?:一?[位个名对]){HAN}{{0,2}}?{_GUESTS}"
    rf"|(?<!{HAN})(?:有)?一?[位名对]{_NOT_OURS}{{0,2}}?{_GUESTS}(?:跑|走)进来(?![我他她你偷抢砸打])"
    rf"|(?<!{HAN}){_FRONT}(?:这边|这里|这儿)(?:有|来了)(?:一?[位个名对]){HAN}{{0,2}}?{_GUESTS}"
    # 上门的大伯说, 顺路来告知, 前台现场
    rf"|(?<!{HAN})(?:上门|来访|到访|进门|来前台|到前台)的{_NOT_OURS}{{0,3}}?{_GUESTS}(?={_TELLS})"
    rf"|(?<!{HAN})(?:顺路|顺道|路过|特意|专程)过?来(?=告知|告诉|说|讲|提醒|反映|道谢|感谢)|(?<!{HAN})前台现场(?!\w)"
    r"|我(?:就|只好|只能|直接|亲自|特意|专门){1,2}跑?过?来找(?=你们|物业|主任|经理|领导)"
    rf"|"
    r"(?<!\w)(?:来访者?|到访|在?现场来访|walk-?in|walk in)(?!\w)"
    r"|(?<!\w)(?:来访|到访)(?=表扬|反映|投诉|咨询|建议|报修|感谢|要求|询问|办理|缴费|求助|说|问|称)"
    rf"|(?:(?<!{HAN})|(?<=业主))(?:{_PEOPLE})?{_NOW}{_COME}{_FRONT}(?:来|等着?|坐着?|站着?|这边|这里"
    rf"|处)?了?{_NO_VISIT}"
    rf"|(?<=先生|女士|小姐|太太|阿姨|大爷|大妈|师傅|业主|住户|租户|租客|客户|居民"
    rf"|本人){_NOW}{_COME}{_FRONT}了?{_NO_VISIT}"
    rf"|(?<!{HAN}){_FRONT}(?:来了?(?:一?[位个名对])?{_PEOPLE}|有(?:一?[位个名对])?{_PEOPLE}(?=来|反映|投诉"
    rf"|说|要|问|咨询)|接待)"
    rf"|(?<!{HAN}){_FRONT}(?=:)"
    rf"|(?:{_PEOPLE})?(?:亲自(?:上门|过?来|到场|跑来)|到场|上门|登门|当面|本人过?来)来?(?=反映|投诉|感谢"
    rf"|道谢|表扬|咨询|说|问)"
    rf"|(?:(?<!{HAN}){_FRONT})?送来(?=了?一?[面封]?(?:锦旗|感谢信))|来人(?=反映|投诉|咨询|说|问)"
    rf"|(?<!{HAN})(?:面访|当面反映)"
)
CHINESE_HINTS = (
    "访", "walk", "前台", "中心", "办公室", "窗口", "服务", "接待", "柜台", "管理处", "客服", "大厅", "物业",
    "到场", "门", "进来", "过来", "来说", "来讲", "来问", "来反映", "来投诉", "来告", "台", "找来", "来了",
    "当面", "亲自", "本人", "送来", "来人",
)  # fmt: skip
_DESK = (
    r"(?:the |our |your )?(?:(?:front|service|help|reception|concierge|information) ?desk|desk|(?:service "
    r"|front )?counter"
    r"|reception|front office|service centre|service center|management office|(?:estate |property )?office)"
)
_WHO = (
    r"(?:owners?|residents?|tenants?|lady|gentleman|couple|customer|visitors?|man|woman|he|she|they"
    r"|family|caller|reps?|chap|bloke|gent|guy|lad|parent|mum|dad|mother|father|nan|pensioner|student"
    r"|person|landlord|landlady)"
)
_ARRIVED = (
    r"(?:walked|walks|came|comes?|popped|pops|dropped|drops|stopped|stops|called|swung|nipped)"
    r" (?:in|by|round)"
)
_TO_SAY = (
    r"(?: (?:to(?! (?:my|our|his|her|their|the|flat|unit) )|about|asking|with|wanting|for|saying|re|soaked"
    r"|drenched|bleeding|crying|shaking|upset"
    r"|and (?:said|asked|told|reported|complained|wants?|would|left|paid|handed|gave|says|asks))\b"
    rf"|{END}| *[,:;-])"
)
_ASKS = (
    r"(?: (?:says|reckons|thinks|insists|claims|asks|asking|wants(?! to (?:jump|die|kill))|wanting|needs"
    r"|complains|complaining|saying|about|with|just|refuses|for|to)\b)"
)
_ACTING = (
    r"(?: (?:pointing|waving|asking|demanding|shouting|complaining|wanting|saying|holding|crying|refusing"
    r"|thumping|banging|waiting|standing|bleeding|threatening|showing|handing)\b)"
)
ENGLISH = (
    # chap at the counter reckons; owner with flowers at the desk for; man here wants
    rf"\b{_WHO}(?: with [a-z]+| in [a-z]+)?(?: is| now)? at {_DESK}(?: now)?(?={_ASKS})"
    rf"|{START}(?:(?:an?|one|old|young|elderly) ){{0,2}}{_WHO} here(?: now)?(?={_ASKS})"
    rf"|\b(?!he|she|they){_WHO} is here (?=about|to|with|asking|wanting|for|complaining)"
    r"|\bcame (?:in )?to see us (?=about|to|with)|\b(?:here )?in person (?=about|to|with|asking)"
    rf"|{START}(?:at|in) {_DESK}(?= (?:a|an|one) (?:[a-z]+ )?{_WHO}\b|{_ACTING})"
    rf"|\b(?:wo'?n'?t|will not|refus(?:es|ing) to|not) leav(?:e|ing) {_DESK}\b"
    # came in herself; Mrs Mi drops in, wants; stopped at the window to tell us
    r"|\b(?:came|comes?|walked|popped|turned) (?:in|over|down|by|here|up) (?:him|her|them)sel(?:f|ves)\b"
    rf"|\b(?:mr|mrs|ms|dr|miss|mdm)\.? [a-z'’-]+ (?:just |has )*(?P<cut3>{_ARRIVED})(?={_TO_SAY})"
    rf"|\bstopped at (?:the window|{_DESK}) to (?=tell|say|report|ask|let)"
    rf"|\b(?:stormed|marched|walked|came|rushed|ran) (?:up |over |straight |down )?to {_DESK}\b"
    rf"|"
    rf"{START}(?:(?:here|standing|waiting|now|currently|with me|in front of me) )?(?:at|in) {_DESK}(?: now)?"
    rf"(?= *[,:;-]|{END}|(?= (?:now|to|about|asking|wants?|says)\b))"
    rf"|{START}(?:(?:front|service|help) desk|reception|counter|walked in|desk visit|office visit"
    rf"|in person|face to face)(?= *:)"
    rf"|\b(?:(?:is |are )?(?:here|standing|stood|waiting|sitting|back)(?: now)?|is|are|who is|she'?s|he'?s"
    rf"|they'?re|{_WHO}|now)"
    rf" (?:at|in) {_DESK}(?: now)?(?! (?:was|were|is rude|is closed|is asleep|never|light|door|chair"
    rf"|phone))\b"
    rf"|(?<=,) (?:here )?at {_DESK}(?: now)?{END}"
    rf"|\b(?:mr|mrs|ms|dr|miss)\.? [a-z'’-]+(?: [a-z'’-]+)? (?P<cut2>(?:is )?(?:here )?at {_DESK}(?: now)?)\b"
    rf"|\b(?:came|come|comes|turned up|showed up|has come|walked) (?:in(?: person)? )?(?:to|at|into"
    rf"|up to) {_DESK}\b"
    rf"|\b(?:visited|visiting) {_DESK}\b"
    rf"|{START}(?:has |just |have )*{_ARRIVED}(?={_TO_SAY})"
    rf"|\b{_WHO}(?: [a-z'’-]+){{0,2}}? (?:just |has |have )*{_ARRIVED}(?={_TO_SAY})"
    r"|(?<=\b[md][rs] )[a-z'’-]+ (?:just |has )*(?P<cut>came in)(?= (?:to|about|asking|with|wanting|for)\b)"
    rf"|(?:{START}|(?<=[0-9a-c\x00] ))(?:is )?(?:handing|dropping|bringing|returning|picking"
    rf"|collecting) (?:in|off|over|back|up)"
    r"(?= (?:a|an|the|his|her|their|my|keys|some|two|found)\b)"
    rf"|\bcame (?:here )?in person\b|\b(?:here )?in person\b{END}"
)
ENGLISH_HINTS = (
    "desk", "counter", "reception", "office", "centre", "center", "person", "walk", "came", "come",
    "pop", "drop",
    "stop", " here ", "called", "swung", "nipped", "rushed", "ran to", "marched", "turned", "leav", "ing in ",
    "ing off ", "ing over ", "ing back ", "ing up ", "face to face",
)  # fmt: skip
_UNNAMED = re.compile(rf"{_PEOPLE}{_NOW}")
"""Words for the person that name no one."""
_SENTENCE = re.compile(rf"(?:an? )?(?:{_WHO})\b|.*\b(?:came|comes?|popped|pops|walk|drop|stopped|leav)")
"""Beginning of a sentence about the person, which goes on behind it."""
NOT_THE_CALLER = re.compile(
    r"\b(?:guards?|nobody|no one|noone|staff|receptionists?|someone|somebody|stranger|thief|burglar|drunk"
    r"|water|rain|your|light|printer"
    r"|driver|worker|cleaner|security|electrician|courier|rider|agent|as soon as i|when i"
    r"|i)\b[^,.;:\x00]{0,24}$|\b(?:the|that|that's|my|our|his|her) (?:[a-z]+ )?$"
    rf"|(?:昨|前天|上次|上周|那天|每次|上回){HAN}{{0,12}}$"
)


def visit(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read the channel of a visit; its words stay where a sentence needs them."""
    alone = next((name for name, words in match.groupdict().items() if words), 0)
    start, end = match.span(alone)
    if _UNNAMED.fullmatch(scan.text, match.start(), start):
        start, end = match.span()
    if NOT_THE_CALLER.search(before(scan, start)):
        return None
    told = _SENTENCE.match(match[0]) and scan.text[end : end + 2].lstrip().isalpha()
    return LinePart("channel", "visit", start, end, bool(told) or breaks(scan, start, end))
