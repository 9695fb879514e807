"""Callers with names in Latin letters: next to the phone, at an end, or introduced."""

import re
from collections.abc import Iterator

from core.base.folding import TAKEN
from core.intake.line import name_lists
from core.intake.line.around import Around, around_name, form
from core.intake.line.scan import LinePart, Scan

_LETTERS = r"[a-z][a-z'’.-]*[a-z]"
_PARTICLE = r"(?:de la|de|del|van der|van|von|der|la|le|bin|binti|al|el|da|dos|di)"
_WORDS = rf"(?:{_PARTICLE} )?{_LETTERS}(?: (?:{_PARTICLE} )?(?:{_LETTERS}|[a-z]\.?)(?![a-z0-9'’])){{0,2}}"
_ENGLISH_TITLE = (
    r"(?:(?:mr\.? and )?(?:mrs|mr|ms|miss|mx|madame?|mdm|dr|prof|professor|aunty|auntie|uncle|rev|pastor)\.?)"
)
_ENGLISH_TITLED = rf"(?<![a-z0-9'’.-])(?P<title>{_ENGLISH_TITLE}) (?P<name>{_WORDS})"
_ENGLISH_INTRODUCED = (
    rf"(?<![a-z0-9'’.-])(?:(?P<strong>(?:my |caller'?s? |the )?name(?:'s| is)?|caller(?: is)?|reported by"
    rf"|called in by"
    rf"|(?:call|message|request|report) from|contact person|call back|ring back|callback)|(?P<weak>this is"
    rf"|i am|i'?m|it'?s|resident|owner|tenant"
    rf"|contact|ask for|regards|rgds|signed|sgd|speaking"
    rf"|from)),?(?: ?[:-])? (?P<title>{_ENGLISH_TITLE} )?(?P<name>{_WORDS})"
)
_CAPITALS = r"[A-Z](?:[a-z]++|['’-][A-Z]?[a-z]++|[A-Z][a-z]++)++"
_ENGLISH_ALONE = (
    rf"(?<![\w'’.@~#&-])(?P<name>{_CAPITALS}(?: (?:(?:{_PARTICLE}) )?(?:{_CAPITALS}|[A-Z]\b\.?))"
    rf"{{0,2}})(?![\w'’-])"
)
_ROLE = (
    r"(?:security|guard|reception(?:ist)?|admin|concierge|porter|caretaker|cleaner|cleaning|housekeeping"
    r"|maintenance|engineering|engineer|technician|patrol|lobby|control room|front desk|gate \d"
    r"|(?:night|day) shift|shift lead(?:er)?|(?:office |shop |site )?manager|supervisor|tenant|owner|resident"
    r"|landlord|landlady|lodger|neighbou?r|courier|driver|shopkeeper|accounts|hr|facilities|pa|secretary"
    r"|chef|baker|welder|electrician"
    r"|plumber|contractor|nanny|carer|teacher)"
)
_ONE = rf"(?P<name>{_CAPITALS}(?: {_CAPITALS}| [A-Z]\b\.?){{0,2}})"
_APART = rf"(?:^|(?<=[,.;:!?(/{TAKEN}—–-])|(?<=[,.;:!?(/{TAKEN}—–-] ))"
_FINISH = rf"[\s.!)]*(?:{TAKEN}[\s.{TAKEN}]*)?$"
_HOME = (
    rf"(?:(?:(?i:at|of|from) )?(?:{TAKEN}|(?i:no|number|shop|unit|apt|flat|bay|house|plot|lot|room|rm|suite"
    r"|office|kiosk|stall)\b\.? ?#?[0-9]|[0-9]{3,4}(?![0-9 ])|[0-9]{1,4}[a-z]? (?=[A-Z])))"
)
_SIGNED = (
    # … - Yusuf; … - Yao, security
    rf"(?:(?<= )|(?<=[.,!?]))[-–—]{{1,2}} ?{_ONE}"
    rf"(?=(?:, ?(?:the )?(?i:{_ROLE})\b[^,.;]{{0,20}})?{_FINISH})",
    # Lisa, admin at 1908; Colm, shop 4, 087 123 4567
    rf"{_APART}{_ONE}"
    rf"(?=,? \(?(?:(?i:{_ROLE})\b[^.;:!?]{{0,20}}"
    rf"|{_HOME}[0-9A-Z#,./) {TAKEN}-]*(?:[A-Z][a-z]++[ .]*)*){_FINISH})",
    # bay 22, Kasia; 3-802 Kasia
    rf"(?:(?<=[0-9{TAKEN}][,.;] )|(?<=[0-9][a-zA-Z][,.;] )|(?<={TAKEN})|(?<={TAKEN} )){_ONE}(?={_FINISH})",
)
"""Places at the end of a line where a word with a capital letter is a name, also one on no list."""
_REPORTER = (
    # guard Obi: …
    r"^(?i:(?:(?:the|night|day|gate|lobby|security|duty|patrol) ){0,2}"
    r"(?:guard|porter|concierge|patrol|security|caretaker|cleaner|technician|engineer|receptionist|warden)) "
    rf"{_ONE}(?= ?:| (?i:on (?:the )?radio|radios|radioed|reports|reporting)\b)",
    # Moira: …; Moira (302): …
    rf"^(?P<known>{_ONE})(?= ?[:—–]| \((?:{TAKEN}|[0-9])[^)]{{0,20}}\) ?:)",
    # Dave on the gate says …; Dave the welder: …
    rf"^(?P<known>{_ONE})(?=(?: (?i:on|at|from|in) (?!your|our)[^,.:;]{{2,24}}?"
    rf"(?: ?:| (?i:says|said|reports|reckons|calling|wants|asks)\b)"
    rf"| the [a-z]+ ?:| \((?i:{_ROLE})[^)]{{0,20}}\)))",
)
"""Places at the beginning of a line: staff or a known name before the matter."""
_SPEECH = re.compile(
    r".{2,}(?:ing|ed|ly|[ts]ion|ment|ness|[ai]ble|ful|less|ous|ive|ical|ity|thing|where|times?|day"
    r"|light|room|board|age|ways?|work|ers|body|one)s?"
)
"""Words of everyday speech by their endings."""
_WITH_NAMES = re.compile(
    r"\b(?:cars?|van|vehicle|lorry|truck|motorbike|scooter|dogs?|cats?|puppy|kitten|brand|model|make|called|named"
    r"|speaks|language)\b"
)
"""Matters in which things have names."""
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

_STAYING = re.compile(
    rf" (?:(?:at|of|from) (?:{TAKEN}|(?:the )?(?:gate|desk|reception))"
    rf"|on (?:the )?(?:radio|phone|line|site|duty))[\s.{TAKEN}]*$"
)
"""Where the caller is, at the end of the line."""
_NO_TITLED = frozenset(
    ("the", "a", "you", "and", "is", "was", "who", "said", "says", "calls", "came", "in", "at", "on",
     "please", "my", "your", "it", "this", "appointment")
)  # fmt: skip


def introduced(scan: Scan) -> Iterator[LinePart]:
    for match in form(_ENGLISH_INTRODUCED).finditer(scan.text):
        end = _name_end(scan, match, allow_small=bool(match["strong"] or match["title"]))
        around = around_name(scan, match.start(), max(end, match.start()))
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
        if word[0].endswith(("'s", "’s")) or (end and word[0] in name_lists.FIRMS):
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


def titled(scan: Scan) -> Iterator[LinePart]:
    for match in form(_ENGLISH_TITLED).finditer(scan.text):
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
        around = around_name(scan, match.start(), end)
        start = match.start()
        if lead := re.search(r"(?:^|[\x00,;:]) *((?:call |message )?from )$", around.before):
            start, around = lead.start(1), around_name(scan, lead.start(1), end)
        if _is_caller(around):
            stays = around.right == "blank"
            at = match.start() if stays else start
            yield LinePart("caller", scan.typed(match.start(), end), at, end, stays)


def _is_caller(around: Around) -> bool:
    """Return True if an English name with a title is the caller's by its place in the line."""
    if around.by_phone:
        return not re.search(
            r"\b(?:thanks?|thank you|thanks to|about|against|by|neighbou?r|guard|electrician|plumber"
            r"|cleaner|and|with) *$",
            around.before,
        )
    if _ENGLISH_OTHERS.search(around.before) or around.right == "glued":
        return False
    if around.right == "blank" and not _STAYING.match(around.after):
        if around.left in ("end", "sign") and not _DID.match(around.after):
            return not _NOT_SUBJECT.match(around.after) or bool(_TELLING.match(around.after))
        return bool(_TELLING.match(around.after))
    return True


def signed(scan: Scan) -> Iterator[LinePart]:
    """Yield names set off at the end, with a role or home behind them, or those of staff who report."""
    line = _cased(scan)
    for pattern in _SIGNED + _REPORTER:
        for match in form(pattern).finditer(line):
            words, before = _words_of(match["name"]), line[: match.start("name")]
            known = words[0] in name_lists.GIVEN
            apart = len(words) == 1 and not line[match.end("name") :].startswith((" " + TAKEN, TAKEN))
            apart = apart and (pattern in _REPORTER or not _WITH_NAMES.search(scan.text))
            unusual = apart and not match.groupdict().get("known") and not _is_speech(words[0])
            if not (known or unusual) or not _may_be_name(words, before):
                continue
            other = pattern in _SIGNED and _ENGLISH_OTHERS.search(before.lower())
            if other or scan.directory.unit(match["name"]):
                continue
            start, end = match.span("name")
            stays = around_name(scan, start, end).right == "blank"
            yield LinePart("caller", scan.typed(start, end), start, end, stays)


def _cased(scan: Scan) -> str:
    """Return the open text of the line with its capital letters."""
    if TAKEN not in scan.text:
        return scan.line
    return "".join(sign if kept != TAKEN else TAKEN for sign, kept in zip(scan.line, scan.text, strict=True))


def _words_of(name: str) -> list[str]:
    return re.findall(r"[^\W\d_][\w'’-]*", name.lower())


def _is_speech(word: str) -> bool:
    return word in name_lists.ORDINARY or _SPEECH.fullmatch(word) is not None


def _may_be_name(words: list[str], before: str) -> bool:
    """Return False for words that are no names, and for an address such as 9 Tanner St."""
    known = words[0] in name_lists.GIVEN
    if any(word in name_lists.NO_NAMES for word in words[known:]) or (
        len(words) > 1 and words[-1] in name_lists.STREETS
    ):
        return False
    numbered = re.search(r"[0-9][a-z]? $", before) is not None
    return not (numbered and len(words) > 1 and (not known or words[-1] in name_lists.LIKE_STREETS))


def untitled(scan: Scan) -> Iterator[LinePart]:
    line = _cased(scan)
    for match in form(_ENGLISH_ALONE).finditer(line):
        words = _words_of(match["name"])
        if not _may_be_name(words, line[: match.start()]) or scan.directory.unit(match["name"]):
            continue
        around = around_name(scan, *match.span())
        if _is_english_name(match["name"], words, around) and not _ENGLISH_OTHERS.search(around.before):
            stays = around.right == "blank"
            yield LinePart("caller", scan.typed(*match.span()), *match.span(), stays)


def _is_english_name(name: str, words: list[str], around: Around) -> bool:
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
