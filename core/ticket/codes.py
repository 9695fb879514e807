"""Codes of tickets: states, channels, reasons, results, with their words."""

from enum import StrEnum

from core.base.codes import Code
from core.base.i18n_marks import C_, N_


class State(Code):
    """States of a ticket (§3)."""

    LOGGED = "logged", N_("unassigned")
    ASSIGNED = "assigned", N_("assigned")
    ACCEPTED = "accepted", N_("accepted")
    ON_SITE = "on_site", N_("on site")
    ON_HOLD = "on_hold", N_("on hold")
    HANDLED = "handled", N_("call back")
    CLOSED = "closed", N_("closed")
    DEFERRED = "deferred", N_("deferred")
    VOID = "void", N_("void")
    MERGED = "merged", N_("merged")


OPEN_STATES = (State.LOGGED, State.ASSIGNED, State.ACCEPTED, State.ON_SITE, State.ON_HOLD)
"""States in which work is still owed."""


class Channel(StrEnum):
    """Channels of the policy's list (R025) that the desk knows by itself."""

    CALL = "call"
    VISIT = "visit"
    RADIO = "radio"
    DOOR_PHONE = "door_phone"
    FIRE_PHONE = "fire_phone"
    PATROL = "patrol"
    HOME_VISIT = "home_visit"
    MEETING = "meeting"
    INSPECTION = "inspection"
    HOTLINE = "12345"
    IMPORT = "import"
    BULLETIN = "bulletin"


class Origin(StrEnum):
    """Origins of a matter: a customer who waits for an answer, or the staff (§6)."""

    RECEIVED = "received"
    FOUND = "found"


class RelayKind(Code):
    """Relays through which a report of the staff may reach the desk (S1 §3, R060–R063)."""

    CONTROL_ROOM = "control_room", N_("control room")
    SQUAD_LEADER = "squad_leader", N_("squad leader")
    SITE_MANAGER = "site_manager", N_("site manager")
    OTHER = "other", N_("other")


class RelayReason(Code):
    """Reasons why a report did not come directly; the relay is the exception (R061)."""

    CANNOT_REACH = "cannot_reach", N_("could not reach the desk")
    INCONVENIENT = "inconvenient", N_("inconvenient to call")
    OTHER = "other", N_("other")


class Measure(Code):
    """Measures that isolate a hazard until it is repaired (R068)."""

    TAPE = "tape", N_("tape")
    NOTICE = "notice", N_("notice")
    GUARD = "guard", N_("guard")
    SHUT_OFF = "shut_off", N_("shut off")


class Danger(Code):
    """Sorts of danger that safety information is about (S0, R007)."""

    PERSON = "person", C_("safety", "people")
    MONEY = "money", C_("safety", "money")
    PROPERTY = "property", C_("safety", "property")
    ELECTRICITY = "electricity", C_("safety", "electricity")
    GAS = "gas", C_("safety", "gas")


class Removal(Code):
    """Attempts to take a danger away before it is isolated (S1, R068, R209)."""

    FAILED = "failed", N_("tried, it would not come off")
    UNSAFE = "unsafe", N_("not tried, not safe")
    NOT_TRIED = "not_tried", N_("not tried")


class Validity(Code):
    """Results of looking into a complaint (§22)."""

    VALID = "valid", N_("valid")
    INVALID = "invalid", N_("not valid")
    UNDECIDED = "undecided", N_("undecided")


class HoldReason(Code):
    """Reasons for which work is on hold (§4)."""

    APPOINTMENT = "appointment", N_("customer's appointment")
    NO_ACCESS = "no_access", N_("no one at home")
    WAITING_PARTS = "waiting_parts", N_("waiting for parts")
    THIRD_PARTY = "third_party", N_("outside company")
    WEATHER = "weather", N_("weather")


class TaskKind(Code):
    """Kinds of to-dos on a ticket."""

    INSTRUCTION = "instruction", N_("instruction")
    COORDINATE = "coordinate", N_("for the office to coordinate")
    ISOLATE = "isolate", N_("isolation needed?")
    PLAN = "plan", N_("draw up a handling plan")
    STEP = "step", N_("handling plan")
    RELAY_REASON = "relay_reason", N_("why was it not reported directly?")
    CAUSE = "cause", N_("what was the cause?")
    PUT_BACK = "put_back", N_("put the notice back")
    PLACE = "place", N_("place?")


OUTLASTING = (
    TaskKind.INSTRUCTION,
    TaskKind.RELAY_REASON,
    TaskKind.CAUSE,
    TaskKind.PUT_BACK,
    TaskKind.PLACE,
)
"""To-dos that a closed ticket still has; the others end with the work."""


class Way(Code):
    """Ways in which a person was told."""

    RADIO = "radio", N_("radio")
    PHONE = "phone", N_("phone")
    MESSAGE = "message", N_("message")
    IN_PERSON = "in_person", N_("in person")


class Mode(Code):
    """Modes of a callback: by phone, a talk on site, or on a patrol (S4, R159)."""

    PHONE = "phone", N_("phone")
    ON_SITE = "on_site", N_("on site")
    PATROL = "patrol", N_("patrol")


class PutBack(Code):
    """What became of a notice that was lost, damaged or expired (R210)."""

    YES = "yes", N_("put back")
    NO = "no", N_("not yet put back")
    EXPIRED = "expired", N_("taken down, none is due")


class YesNo(Code):
    """Answers to a question that may also not have been asked."""

    YES = "yes", N_("yes")
    NO = "no", N_("no")


class FeedbackWay(Code):
    """Ways in which the source was told the outcome; a callback that reached the customer is one (R023)."""

    PHONE = "phone", N_("phone")
    MESSAGE = "message", N_("message")
    IN_PERSON = "in_person", N_("in person")
    RADIO = "radio", N_("radio")
    LETTER = "letter", N_("letter")
    CALLBACK = "callback", N_("callback")


class Result(Code):
    """Results of a callback: grades first, then reasons for none."""

    VERY_SATISFIED = "very_satisfied", N_("very satisfied")
    SATISFIED = "satisfied", N_("satisfied")
    FAIRLY_SATISFIED = "fairly_satisfied", N_("fairly satisfied")
    NEUTRAL = "neutral", N_("neutral")
    DISSATISFIED = "dissatisfied", N_("dissatisfied")
    NO_ANSWER = "no_answer", N_("no answer")
    WAIVED = "waived", N_("waived")
    UNREACHABLE = "unreachable", N_("unreachable")


class CallbackRule(StrEnum):
    """Rules of the callback: the customer is called, the staff verify on the spot, or neither (§6)."""

    ALL = "all"
    VERIFY = "verify"
    NONE = "none"


class CloseKind(Code):
    """Kinds of closing."""

    SATISFIED = "satisfied", N_("customer satisfied")
    NEUTRAL = "neutral", N_("customer neutral")
    VERIFIED = "verified", N_("verified on the spot")
    WAIVED = "waived", N_("callback waived")
    UNREACHED = "unreached", N_("customer not reached")
    NO_CALLBACK = "no_callback", N_("no callback due")
    AT_ONCE = "at_once", N_("answered at once")
    UNSOLVED = "unsolved", N_("unresolved after review")
    VOID = "void", N_("void")
    MERGED = "merged", N_("merged")


class Opening(Code):
    """Openings of a round of work."""

    REPORT = "report", N_("first report")
    REWORK = "rework", N_("customer not satisfied")
    REOPEN = "reopen", N_("reopened")


class Alert(StrEnum):
    """Alerts that are told at once, outside the ladder (§7)."""

    URGED = "urged"
    CANNOT_SOLVE = "cannot_solve"
    BEYOND_OFFICE = "beyond_office"


class CheckState(Code):
    """States of a daily check on one service day (§8)."""

    DUE = "due", C_("daily check", "due")
    DONE = "done", C_("daily check", "done")
    LATE = "late", C_("daily check", "late")
    MISSED = "missed", C_("daily check", "missed")
    NONE = "none", C_("daily check", "none asked")


REANCHORING = (HoldReason.APPOINTMENT, HoldReason.NO_ACCESS)
"""Hold reasons that stop the ladder and start it again at the resumption (§4)."""
