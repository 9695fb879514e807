"""What the procedures want noted at intake can be said in the one line of the call."""

from core.ticket.codes import RelayKind
from core.ticket.model import Relay, Ticket
from tests.requirements.conftest import CLEANING, Office


def _log(office: Office, line: str) -> Ticket:
    return office.desk.tickets.log(office.desk.tickets.read_line(line))


def test_r023_a_transfer_from_12345_keeps_its_number(office: Office) -> None:
    """`12345 <number>` on the line is the channel and the number there."""
    ticket = _log(office, "12345 20260310001 3-2-1201 楼上装修太吵")
    assert (ticket.channel, ticket.particulars.external_no) == ("12345", "20260310001")


def test_r060_the_control_room_passes_on_with_one_word(office: Office) -> None:
    """The relay stands in the line; the first responder stays the guard who saw it."""
    ticket = _log(office, "监控中心转达 负一楼路灯不亮 ~罗斌")
    assert ticket.particulars.relay == Relay(RelayKind.CONTROL_ROOM)
    assert (ticket.first_responder, ticket.origin, ticket.place) == ("罗斌", "found", "负一楼")


def test_r062_the_squad_leader_is_named(office: Office) -> None:
    """班长马超转达 names the way and the person."""
    ticket = _log(office, "班长马超转达，3栋大堂有人打架 ~罗斌")
    assert ticket.particulars.relay == Relay(RelayKind.SQUAD_LEADER, "马超")
    assert (ticket.category, ticket.description) == ("security_incident", "大堂有人打架")


def test_r063_the_site_manager_and_the_cleaner(office: Office) -> None:
    """A cleaner's report through the site manager stays the cleaner's, with the employer filled in."""
    ticket = _log(office, "via site manager 方敏 rubbish in the stairwell ~何花")
    assert ticket.particulars.relay == Relay(RelayKind.SITE_MANAGER, "方敏")
    assert (ticket.first_responder, ticket.employer) == ("何花", CLEANING)


def test_r086_the_first_reporter_and_the_employer_come_from_the_staff_list(office: Office) -> None:
    """`~` names the one who reported; the employer need not be typed."""
    ticket = _log(office, "~何花 3-2-1201 门口有垃圾 @保洁")
    assert (ticket.first_responder, ticket.employer) == ("何花", CLEANING)
    assert (ticket.unit, ticket.department) == ("3-2-1201", "cleaning")


def test_r097_a_visit_differs_by_one_word(office: Office) -> None:
    """来访 on the line makes it a visit; anonymous and confidential callers likewise."""
    ticket = _log(office, "来访 建议增加充电桩 匿名 保密")
    assert (ticket.channel, ticket.category) == ("visit", "suggestion")
    assert (ticket.caller.anonymous, ticket.caller.confidential) == (True, True)
