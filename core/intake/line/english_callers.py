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


def untitled(scan: Scan) -> Iterator[LinePart]:
    line = "".join(sign if kept != TAKEN else TAKEN for sign, kept in zip(scan.line, scan.text, strict=True))
    for match in form(_ENGLISH_ALONE).finditer(line):
        words = re.findall(r"[^\W\d_][\w'’-]*", match["name"].lower())
        known = words[0] in name_lists.GIVEN
        if any(word in name_lists.NO_NAMES for word in words[known:]) or scan.directory.unit(match["name"]):
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
