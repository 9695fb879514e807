"""Samples of callbacks: the running rate, and whom to call near the month's end."""

from datetime import date
from fractions import Fraction

from core.base.dataclass import replace
from core.base.text import Clean
from core.figures.sampling import samplings
from core.policy.model import Policy, default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.call import CallOutOfTurn
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handle
from core.ticket.callbacks import sampled
from core.ticket.codes import Result
from core.ticket.model import Ticket
from tests.core.play import Play, site


def rules(percent: int) -> Policy:
    policy = default_policy()
    sampled_leak = replace(policy.category("pipe_leak"), callback=f"sample:{percent}")
    return replace(policy, categories={"pipe_leak": sampled_leak})


def done(number: int, policy: Policy, *, rung: bool = False) -> Ticket:
    play = Play(policy=policy)
    first = play.events[0].fact
    assert isinstance(first, Created)
    play.events[0] = replace(play.events[0], fact=replace(first, number=f"260310-{number:03d}"))
    play.act(Assign(Clean("Li")), site("2026-03-10 09:02"))
    play.act(Handle(Clean("seal"), no_arrival=Clean("phone")), site("2026-03-10 10:00"))
    if rung:
        play.act(CallOutOfTurn(Result.SATISFIED), site("2026-03-10 11:00"))
    return play.ticket


def test_the_rate_counts_what_is_called_and_near_the_end_names_whom_to_call() -> None:
    policy = rules(60)
    numbers = range(1, 21)
    tickets = [done(number, policy) for number in numbers]
    drawn = sum(sampled(f"260310-{number:03d}", 60) for number in numbers)
    [found] = samplings(tickets, policy, date(2026, 3, 10))
    assert (found.rate, found.candidates) == (Fraction(drawn, 20), ())
    [late] = samplings(tickets, policy, date(2026, 3, 28))
    assert len(late.candidates) == late.missing == max(0, 12 - drawn)
    assert [*late.candidates] == sorted(late.candidates, key=lambda one: late.candidates.index(one))


def test_a_call_out_of_turn_counts_for_the_sample() -> None:
    policy = rules(1)
    quiet = [number for number in range(1, 50) if not sampled(f"260310-{number:03d}", 1)][:4]
    tickets = [done(number, policy, rung=number == quiet[0]) for number in quiet]
    [found] = samplings(tickets, policy, date(2026, 3, 30))
    assert (found.called, found.done, found.short) == (1, 4, False)
    [before] = samplings(tickets[1:], policy, date(2026, 3, 30))
    assert (before.short, len(before.candidates)) == (True, 1)
