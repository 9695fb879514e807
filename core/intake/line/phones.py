"""Telephone numbers in a line: mobile, landline, abroad, and short local ones behind a label."""

import re

from core.base.text import digits
from core.intake.line.scan import LinePart, Scan

HOTLINE = "12345"
"""Number of the city's hotline; its transfers have a number and a due date."""

_GAP = r"[ ./-]?"
_AREA_GAP = r"(?: ?[-/] ?|[ .])?"
_LABEL = (
    r"(?:(?:(?:联系|来电)?电 ?话(?:号码|号)?|联系方式|来电号码|(?:联系)?手机(?:号码|号)?|座机|固话|固定电话"
    r"|短号"
    r"|回电|回拨|致电|\b(?:tel|telephone|phone|mobile|mob|cell|ph|hp|h/p|landline)\b\.?)"
    r" ?(?:(?:no|number)\b\.?|(?:is|on|at)\b|[是为])? ?:? ?)"
)
_RINGING = (
    r"(?:\b(?:(?:please |pls )?(?:call|ring|phone) (?:me |us |him |her )?back|callback"
    r"|(?:call|ring|reach|phone|text|dial)(?: (?:me|us|him|her))?|contact|whatsapp|cb"
    r"|(?:my|his|her|our|the)? ?(?:phone |contact )?number is)(?: no\.?| number)?"
    r"(?: (?:on|at))?\b ?:? ?)"
)
_ABROAD = rf"(?:\(?(?:\+|00)? ?86\)?{_GAP})"
_MOBILE = (
    rf"1[3-9][0-9](?:{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|{_GAP}[0-9]{{8}}|{_GAP}[0-9]{{3}}{_GAP}[0-9]{{5}}"
    rf"|{_GAP}[0-9]{{5}}{_GAP}[0-9]{{3}}|[0-9]{{2}}{_GAP}[0-9]{{6}}|[0-9]{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}"
    rf"|[0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{3}}|[0-9]{{4}}{_GAP}[0-9]{{4}}|(?: [0-9]{{2}}){{4}})"
    r"|1(?:[ -][0-9]){10}"
)
_LANDLINE = (
    rf"\(?0[0-9]{{2,3}}\)?{_AREA_GAP}[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}"
    rf"|[48]00{_GAP}[0-9]{{3,4}}{_GAP}[0-9]{{3,4}}"
)
_TRUNK = (
    # 07700 900123, 020 7946 0958, 01632 960 123, 087 123 4567, 02 9876 1234: digits after the trunk's zero
    rf"\(?0[1-9](?:[0-9]{{3}}\)?{_GAP}[0-9]{{6}}|[0-9]{{3}}\)?{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}"
    rf"|[0-9]\)?{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}|[0-9]{{2}}\)?{_GAP}[0-9]{{3}}{_GAP}[0-9]{{3,4}}"
    r"|[0-9]\)?[ .-][0-9]{3}[ .-][0-9]{4}|\)?[ .-][0-9]{4}[ .-][0-9]{4})"
)
_FOREIGN = (
    r"(?:\+|00)[1-9][0-9]{0,2}(?: ?\(0\))?(?:[ .-][0-9](?=[ .-][0-9]{2}))?"
    r"(?:[ .-]?(?![0-9]{1,2}-[0-9]{1,2}-)\(?[0-9]{2,5}\)?){2,5}"
    r"|\(?[2-9][0-9]{2}\)?[ .-](?:[2-9][0-9]{2}|01[0-9])[ .-][0-9]{4}"
)
_TEN = r"[2-9][0-9]{9}|[6-9][0-9]{4} [0-9]{5}"
_NUMERALS = "零〇一二三四五六七八九幺"
_SPOKEN = rf"[幺一][三四五六七八九][{_NUMERALS}]{{9}}(?![{_NUMERALS}])"
"""Mobile number in words."""
_IN_DIGITS = str.maketrans(_NUMERALS, "001234567891")
_LABELLED = rf"[{_NUMERALS}]{{7,12}}|[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}|[0-9]{{5,20}}"
_LOCAL = rf"[2-9][0-9]{{2,3}}{_GAP}[0-9]{{4}}|[0-9]{{7,12}}"
_EXTENSION = (
    r"(?: ?(?:转|分机号?|\b(?:ext|extn|extension|x)\b\.?|(?<=[0-9])(?:ext\.?|x)|#) ?:? ?|-)"
    r"(?P<extension>[0-9]{1,6})"
)
PHONE = (
    rf"(?<![0-9a-z.@~#&-])(?:(?:{_LABEL}|{_RINGING})?"
    rf"(?:{_ABROAD}?(?P<number>{_MOBILE}|{_SPOKEN}|{_LANDLINE}|{_TRUNK})|(?P<foreign>{_FOREIGN})|(?P<ten>{_TEN}))"
    rf"|{_LABEL}(?P<labelled>{_LABELLED})|{_RINGING}(?P<local>{_LOCAL}))"
    rf"(?:{_EXTENSION})?(?![0-9])(?!-[0-9])"
)
_COUNTED = re.compile(
    r"(?:\b(?:order|invoice|meter|parcel|waybill|account|acct|card|case|ticket|code|serial|ref|number|no)\b"
    r"|单|单号|编号|账号|卡号|户号|表号|码)[ .:#]*$"
)
"""Words before ten digits that number something else."""


def phone(match: re.Match[str], scan: Scan) -> LinePart | None:
    """Read the digits of a number, with a `-` before its extension."""
    if (
        match["ten"]
        and match.start("ten") == match.start()
        and _COUNTED.search(scan.text[max(0, match.start() - 20) : match.start()])
    ):
        return None
    said = next(filter(None, map(match.group, ("number", "foreign", "ten", "labelled", "local"))))
    number = digits(said.replace("(0)", "").translate(_IN_DIGITS))
    if number == HOTLINE or not 5 <= len(number) <= 20:
        return None
    extension = match["extension"]
    return LinePart("phone", f"{number}-{extension}" if extension else number, *match.span())
