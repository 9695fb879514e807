"""Who is to be on duty when and where: the roster."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty at one post: on the site day `day` from `start` to `end`, wall times such as 16:00.

    `end` may be 24:00; where it is not after `start`, the duty ends on the next day.  `person` is the
    staff number; an empty `post` means the post the person has in the staff list.
    """

    day: date
    start: str
    end: str
    person: str
    post: str = ""
