"""Sample estate: three buildings of flats, a tower of offices, the public places."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.people.units import Contact, Unit
from tui.demo.cast import Cast, Text

FLOORS = 25
STEWARDS = ("lin", "wu", "zheng")
"""Service specialists of the buildings."""

SURNAMES: tuple[Text, ...] = (
    ("Zhao", "赵"), ("Qian", "钱"), ("Sun", "孙"), ("Li", "李"), ("Zhou", "周"), ("Wu", "吴"),
    ("Zheng", "郑"), ("Feng", "冯"), ("Chu", "褚"), ("Wei", "卫"), ("Jiang", "蒋"), ("Shen", "沈"),
    ("Yang", "杨"), ("Zhu", "朱"), ("Qin", "秦"), ("Xu", "许"), ("Hu", "胡"), ("Guo", "郭"),
    ("Lin", "林"), ("He", "何"),
)  # fmt: skip

TENANTS: tuple[tuple[str, Text], ...] = (
    ("A-0301", ("Hengtong Trading", "恒通贸易")),
    ("A-0502", ("Lanhai Design", "蓝海设计")),
    ("A-0603", ("Mingde Law Office", "明德律师事务所")),
    ("A-0801", ("Kangning Dental", "康宁口腔")),
    ("A-1002", ("Xinglong Logistics", "兴隆物流")),
    ("A-1204", ("Qihang Education", "启航教育")),
    ("A-1508", ("Yunfan Software", "云帆软件")),
    ("A-1601", ("Jinqiao Insurance", "金桥保险")),
)

SERVICES: tuple[Text, ...] = (
    ("office cleaning, evenings; plants", "办公室保洁(晚间)、绿植租摆"),
    ("drinking water, Mondays; window cleaning", "桶装水(周一)、外窗清洗"),
    ("lift pass cards; air filters, quarterly", "门禁卡、新风滤网(每季)"),
)
"""Services agreed with the offices."""

PLACES: tuple[tuple[Text, Text], ...] = (
    (("lobby-1", "1栋大堂"), ("lobby of building 1", "1栋一层大堂")),
    (("lobby-2", "2栋大堂"), ("lobby of building 2", "2栋一层大堂")),
    (("lobby-3", "3栋大堂"), ("lobby of building 3", "3栋一层大堂")),
    (("lift-1", "1号梯"), ("lift 1, building 1", "1栋1号电梯")),
    (("lift-2", "2号梯"), ("lift 2, building 2", "2栋2号电梯")),
    (("lift-3", "3号梯"), ("lift 3, building 3", "3栋3号电梯")),
    (("garage", "地库"), ("underground garage", "地下车库")),
    (("north-gate", "北门"), ("north gate", "北门岗亭")),
    (("south-gate", "南门"), ("south gate", "南门岗亭")),
    (("playground", "儿童乐园"), ("playground", "中心花园儿童乐园")),
    (("pump-room", "水泵房"), ("pump room", "地下一层水泵房")),
    (("garden", "中心花园"), ("central garden", "中心花园")),
)


def site(cast: Cast) -> dict[str, str]:
    """Return the profile of the centre, shown at the head of the board and of all forms."""
    return {
        "name": cast.say(("Jinhui Garden", "金辉花园")),
        "hotline": "010-5555 0110",
        "email": "desk@jinhui.example",
        "responsible": cast.name("liu"),
        "address": cast.say(("88 Jinhui Road", "金辉路88号")),
    }


def units(cast: Cast, today: date) -> Iterator[Unit]:
    """Yield all flats, offices and public places; the offices were visited one after the other."""
    yield from _flats(cast)
    for count, (code, name) in enumerate(TENANTS):
        contact = _contact(cast, 300 + count, cast.say(("reception", "前台")))
        yield Unit(
            code,
            cast.say(name),
            "tenant",
            "A",
            contacts=(contact,),
            specialist=cast.name("wu"),
            services=cast.say(SERVICES[count % len(SERVICES)]),
            visited_on=today - timedelta(days=20 + 12 * count),
        )
    for place, title in PLACES:
        yield Unit(cast.say(place), cast.say(title), "public")


def _flats(cast: Cast) -> Iterator[Unit]:
    count = 0
    for building in (1, 2, 3):
        for stairs in (1, 2):
            for floor in range(1, FLOORS + 1):
                for door in (1, 2):
                    yield Unit(
                        code=f"{building}-{stairs}-{floor:02d}{door:02d}",
                        building=str(building),
                        contacts=(_contact(cast, count, cast.say(("owner", "业主"))),),
                        specialist=cast.name(STEWARDS[building - 1]),
                    )
                    count += 1


def _contact(cast: Cast, count: int, role: str) -> Contact:
    surname = cast.say(SURNAMES[count * 7 % len(SURNAMES)])
    polite = (("Mr {}", "{}先生"), ("Ms {}", "{}女士"))[count % 3 % 2]
    return Contact(cast.say(polite).format(surname), f"1380013{8000 + count:04d}", role)
