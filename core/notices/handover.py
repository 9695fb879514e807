"""Bulletins as the handover report has them: the current ones, with how many of the staff have read each."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from core.notices.bulletin import Bulletin
from core.notices.table import BULLETIN
from core.people.directory import OWN, Directory
from core.record.ports import RecordQuery, StoredRecords


class Notice(NamedTuple):
    """A current bulletin, read by `read` of the `staff` of the centre."""

    bulletin: Bulletin
    read: int
    staff: int


def notices(records: StoredRecords, directory: Directory, day: date) -> Iterator[Notice]:
    """Yield the bulletins that apply on that day, the oldest first."""
    own = (person for person in directory.staff if person.employer == OWN)
    staff = {person.no if person.name in directory.namesakes else person.name for person in own}
    posted = [*records.find(BULLETIN, RecordQuery(BULLETIN.view("current").states))]
    for one in reversed(posted):
        if isinstance(one, Bulletin) and one.is_current(day):
            yield Notice(one, len(staff.intersection(one.readers)), len(staff))
