"""Use case of the notice boards: the desk itself logs each notice that has expired, once (R069)."""

from datetime import datetime

from core.base.clock import site_time
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.desk.unit_of_work import Step
from core.intake.recognition.reader import fallback
from core.notices.bulletin import Bulletin
from core.notices.expiry import expired, request_key
from core.policy.urgency import Urgency
from core.ticket.acts.created import Created
from core.ticket.codes import Channel, Origin

ITSELF = "dutydesk"
"""Name under which the desk itself acts."""

CATEGORY = "notice_board"


class NoticeBoards:
    """Notices that hang on the boards of the estate, whoever is at the desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def log_expired(self, words: str) -> list[str]:
        """Log a ticket for each notice whose last day is over and that has none; return their numbers.

        `words` say what is to be done, with the places of `number`, `title` and `day`.  The ticket is of
        the morning after the last day, also if the desk was switched off then, and its first contact is
        the author.
        """
        with self._session.reading() as look:
            if not self._waiting(look):
                return []
        with self._session.writing() as work:
            return [self._log(work, one, at, words) for one, at in reversed(self._waiting(work))]

    def _waiting(self, look: Reading) -> list[tuple[Bulletin, datetime]]:
        found = expired(look.records, look.policies.in_force().site, self._session.clock())
        return [(one, at) for one, at in found if look.tickets.number_for_key(request_key(one)) is None]

    def _log(self, work: Writing, notice: Bulletin, at: datetime, words: str) -> str:
        policy, now = work.policies.in_force(), self._session.clock()
        category = policy.categories.get(CATEGORY) or fallback(policy)
        author = self._session.listed(work).person(notice.author)
        created = Created(
            number=work.tickets.new_number(site_time(at, policy.site.zone).date()),
            category=category.code,
            urgency=Urgency(category.urgency),
            policy=policy.version,
            description=words.format(number=notice.number, title=notice.title, day=notice.until),
            channel=Channel.BULLETIN,
            origin=Origin.FOUND,
            place=notice.boards,
            first_responder=author.name if author else notice.author,
            employer=author.employer if author else "",
            operator=ITSELF,
            department=category.department,
            reported_at=at,
            logged_at=now,
        )
        step = Step(None, ITSELF, now)
        step.add(at, created)
        change = step.change(policy)
        work.tickets.append(change, request_key(notice))
        return change.ticket.number
