"""Sections of a policy: the rules of a centre apart from its categories, departments and words."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from core.base.clock import zone
from core.base.dataclass import dataclass
from core.base.text import fold_case
from core.policy.schema import Checker, Spec

ROLES = ("supervisor", "director", "general_manager")
TITLED_ROLES = (*ROLES, "department_head", "site_manager")
"""Roles that a centre may call by titles of its own (C08)."""
CONDITIONS = ("always", "not_arrived", "not_done")


@dataclass(frozen=True)
class Site:
    """Address of the centre, and the hours in which people may be told and called (C12–C14, C04)."""

    tz: str = Spec("zone")
    day_end: str = Spec("day_end", "24:00")
    day_count: str = Spec("choice", "inclusive", choices=("inclusive", "exclusive"))
    late_floor_min: int = Spec("minutes", 60)
    tell_from: str = Spec("time", "08:00")
    tell_to: str = Spec("day_end", "22:00")
    again_at: str = Spec("time", "08:00")
    call_from: str = Spec("time", "09:00")
    call_to: str = Spec("time", "20:00")
    name: str = Spec("text", "")
    hotline: str = Spec("text", "")
    email: str = Spec("text", "")
    responsible: str = Spec("text", "")
    address: str = Spec("text", "")

    @cached_property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""
        return zone(self.tz)


@dataclass(frozen=True)
class IntakeRules:
    """Limits at logging: late after `log_delay_min`; the rules of repeats (§9).

    A subcontractor's site manager hears of reports by their people within `manager_min` (R065); rules
    without it run no such clock, so that tickets keep the clocks they were logged with (R153).
    Original papers are kept for `original_years` (R098).  With `ask_place` a matter of a category with a
    place is saved without one only for a reason (§23).
    """

    log_delay_min: int = Spec("minutes", 5)
    repeat_days: int = Spec("count", 30)
    repeat_supervisor: int = Spec("count", 2)
    repeat_director: int = Spec("count", 3)
    manager_min: int = Spec("minutes", 0)
    original_years: int = Spec("count", 3)
    ask_place: bool = Spec("flag", False)


@dataclass(frozen=True)
class FollowUp:
    """Rules of the first contact's daily check (S1, §8, C15).

    It is asked from `start` on, the day after the report or the same day, and before the day the matter is
    done: handled, and confirmed on the spot where the staff do that; or closed.  An open check is missed from
    `by` on.  With `desk_delegate` the desk may enter it for the person whose it is (C16).
    """

    start: str = Spec("choice", "next_day", choices=("next_day", "same_day"))
    until: str = Spec("choice", "done", choices=("done", "closed"))
    by: str = Spec("day_end", "24:00")
    desk_delegate: bool = Spec("flag", True)


@dataclass(frozen=True)
class CallbackRules:
    """Number of attempts, and rounds of rework after which a superior is told (§6).

    A callback claimed before dialling is free again after `claim_min` minutes (§23).  It is postponed by
    `postpone_h` at most; one that cannot be made in its period is due `opening_min` after the next opening.
    """

    max_attempts: int = Spec("count", 3)
    claim_min: int = Spec("count", 3)
    postpone_h: int = Spec("count", 24)
    opening_min: int = Spec("minutes", 60)
    rework_to_supervisor: int = Spec("count", 1)
    rework_to_director: int = Spec("count", 2)


@dataclass(frozen=True)
class Survey:
    """Target of satisfaction, and the grades that pass (S0, S2)."""

    period_months: int = Spec("count", 6)
    return_rate_min: int = Spec("percent", 60)
    satisfaction_min: int = Spec("percent", 95)
    pass_grades: tuple[str, ...] = Spec("texts", ("very_satisfied", "satisfied", "fairly_satisfied"))
    fail_grades: tuple[str, ...] = Spec("texts", ("dissatisfied",))
    neutral: str = Spec("choice", "exclude", choices=("exclude", "pass", "fail"))


@dataclass(frozen=True)
class Visit:
    """Rules of periodic visits (S4)."""

    period_months: int = Spec("count", 3)


@dataclass(frozen=True)
class ShiftRules:
    """Starts of the site's shifts, each lasting until the next, and rules for changing shift (§16).

    The outgoing operator is reminded, and may sign, from `sign_min` before the end; an idle desk locks
    after `lock_min`, 0 for never; the departments in `cover` need a person on duty round the clock (R031).
    `words` are further words of rosters with the times that they mean: `08:30-17:30`, or `off`.
    """

    starts: tuple[str, ...] = Spec("starts", ("00:00", "08:00", "16:00"))
    sign_min: int = Spec("minutes", 15)
    lock_min: int = Spec("minutes", 15)
    cover: tuple[str, ...] = Spec("texts", ("desk",))
    words: tuple[tuple[str, str], ...] = Spec("shift_words", ())


@dataclass(frozen=True)
class DispatchRules:
    """Limits of assignments: `cap` open tickets a person, 0 for no limit (R120).

    The people of the department `guards` isolate a danger, the nearest first (S1, R209).
    """

    cap: int = Spec("count", 5)
    guards: str = Spec("text", "security")


@dataclass(frozen=True)
class EmergencyRules:
    """Clocks and ladder that a matter has, whatever its category, as an emergency by hand (R208, C11).

    Rules without a ladder here change nothing, so that tickets keep the clocks they were logged with.
    """

    dispatch_min: int = Spec("minutes", 0)
    warn_min: int = Spec("minutes", 0)
    arrive_min: int = Spec("minutes", 0)
    ladder: str = Spec("text", "")


@dataclass(frozen=True)
class UrgentRules:
    """Ladder of an urgent matter whose category has the ladder `instead_of` (§23 on §4)."""

    instead_of: str = Spec("text", "")
    ladder: str = Spec("text", "")


@dataclass(frozen=True)
class DeferRules:
    """Rules of deferred matters: explained within `explain_h`, the review announced `review_days` before.

    They are those of R182 and R183 (C25).  Rules without `review_days` run no clock of the review, so that
    tickets keep the clocks they were logged with (R153).
    """

    explain_h: int = Spec("count", 24)
    review_days: int = Spec("count", 0)


@dataclass(frozen=True)
class SupervisionRules:
    """Shares of the work that the supervisor looks at, and for how many days each is proposed.

    Of the classifications it is besides those in doubt (R189), of the finished work the target of each
    month (R092).
    """

    classify_percent: int = Spec("percent", 0)
    classify_days: int = Spec("count", 7)
    spot_percent: int = Spec("percent", 0)
    spot_days: int = Spec("count", 31)


@dataclass(frozen=True)
class Limits:
    """Limits of acts (§3, §4).

    An operator may void, reclassify or undo for `correction_min`, a closed ticket is reopened within
    `reopen_h`, and somebody comes within `appointment_min` of the time agreed.
    """

    correction_min: int = Spec("minutes", 10)
    reopen_h: int = Spec("count", 24)
    appointment_min: int = Spec("minutes", 15)

    @cached_property
    def correction(self) -> timedelta:
        """Return the time for corrections."""
        return timedelta(minutes=self.correction_min)


@dataclass(frozen=True)
class BoardRules:
    """Rules of the board (§4).

    Long clocks turn amber `amber_h` before they are due, an answer to the city's hotline `external_h`.
    """

    amber_h: int = Spec("count", 4)
    external_h: int = Spec("count", 24)


@dataclass(frozen=True)
class ListedChannel:
    """Way in which matters reach the desk (R025); `words` name it on the line of a call."""

    code: str = Spec("channel")
    name: str = Spec("text")
    name_en: str = Spec("text", "")
    words: tuple[str, ...] = Spec("texts", ())

    def title(self, language: str) -> str:
        """Return the name in `language` (en, zh_CN)."""
        return (self.name_en if language == "en" else self.name) or self.name

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the code, the names and the words, folded."""
        return frozenset(
            fold_case(name) for name in (self.code, self.name, self.name_en, *self.words) if name
        )


@dataclass(frozen=True)
class RoleTitle:
    """Title that the centre has for a role; a language without one has ours (C08)."""

    code: str = Spec("choice", choices=TITLED_ROLES)
    name: str = Spec("title", "")
    name_en: str = Spec("title", "")

    def title(self, language: str) -> str:
        """Return the title in `language` (en, zh_CN); empty if it has none."""
        return self.name_en if language == "en" else self.name

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the titles, folded."""
        return frozenset(fold_case(name) for name in (self.name, self.name_en) if name)


def check_channels(check: Checker, channels: Sequence[ListedChannel]) -> None:
    """Check that a list of channels has the one that a call has unless it says otherwise."""
    if channels and "call" not in {channel.code for channel in channels}:
        check.problem("channel", "there is no channel “call”", "keep it: it is the usual one")


@dataclass(frozen=True)
class Equipment:
    """Thing that is counted at the change of shift (§16, 13)."""

    name: str = Spec("text")
    name_en: str = Spec("text", "")
    expected: str = Spec("text", "")

    def title(self, language: str) -> str:
        """Return the name in `language` (en, zh_CN)."""
        return (self.name_en if language == "en" else self.name) or self.name


@dataclass(frozen=True)
class RungRule:
    """Step of a ladder: role that is told, time, and condition that must still hold (§7)."""

    role: str = Spec("choice", choices=ROLES)
    at: str = Spec("rung_at")
    condition: str = Spec("choice", key="while", choices=CONDITIONS)

    @cached_property
    def day(self) -> int:
        """Return the service day at whose end this rung is due; 0 for a rung counted in minutes."""
        return int(self.at[4:]) if self.at.startswith("day:") else 0
