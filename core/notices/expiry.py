"""Notices on the boards of the estate whose last day is over: each is to be taken down (R069)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.base.clock import at_site
from core.notices.bulletin import Bulletin
from core.notices.table import BULLETIN, BulletinState
from core.policy.model import wall_time
from core.policy.sections import Site
from core.record.ports import RecordQuery, StoredRecords


def expired(records: StoredRecords, site: Site, now: datetime) -> Iterator[tuple[Bulletin, datetime]]:
    """Yield the notices that hang though their last day is over, the newest first, with the morning after."""
    for one in records.find(BULLETIN, RecordQuery((BulletinState.POSTED,))):
        if isinstance(one, Bulletin) and one.boards and one.until:
            morning = at_site(one.until + timedelta(days=1), wall_time(site.tell_from), site.zone)
            if morning <= now:
                yield one, morning


def request_key(bulletin: Bulletin) -> str:
    """Return the key under which its ticket is logged once; another last day makes another one."""
    return f"{BULLETIN.name} {bulletin.number} {bulletin.until}"
