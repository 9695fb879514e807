"""Steps of a ticket: each form is built from the questions of its act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.base.questions import Among, Question, answered, questions
from core.desk.queries import Card
from core.duty.suggestions import candidate, guards
from core.people.areas import area_of
from core.people.directory import Person
from core.ticket.acts.base import Act, act_class, without_questions
from core.ticket.acts.table import ACTS
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry
from screens.base.questions import entry_of
from screens.base.steps import Do, StepForm, doing, fill_in, news, rehearsed, tell, when, why_not, written
from screens.ticket.category_form import CategoryForm
from tui.i18n import _, language
from tui.widgets import choices
from tui.widgets.choices import Choice
from tui.widgets.host import Host
from tui.widgets.screen import ScreenBase
from tui.widgets.standing import remark


async def perform(screen: ScreenBase, action: str, card: Card) -> None:
    """Perform one step on the ticket of `card` after asking its questions; call it in a worker.

    Raises `DeskError` for a refused step without questions.
    """
    host, number = screen.host, card.ticket.number
    if action == "callback":
        from screens.callback.screen import CallbackScreen  # it shares the forms with this module

        await screen.app.push_screen_wait(CallbackScreen(number))
        return
    act = act_class(action)
    do = doing(number, lambda said: act.from_form(answered(act, {**said, **act.emptied(said)})))
    entries = await to_ask(act, card, host)
    if entries:
        kind = CategoryForm if action == "reclassify" else StepForm
        form = kind(_(act.about.title), entries, card, do, warning=_(act.about.warning), act=action)
        if "act" in screen.CONTEXTS:
            form.ask_key = host.key("act.ask")
        done = await screen.app.push_screen_wait(FormScreen(form))
        if done is None and form.refused:
            screen.refused = (action, number)
    else:
        done = await _at_once(host, do, card)
    if done is not None:
        tell(host, done, more=_offer(act, done, host))


def _offer(act: type[Act], card: Card, host: Host) -> str:
    """Return the line that offers the act to go on with and its key; empty if none follows."""
    follows = act.offered(card.ticket)
    if not follows:
        return ""
    if refused := why_not(follows, card, host):
        return refused.text(_)
    return _(N_("Next: {step} ({key})")).format(step=_(ACTS[follows].title), key=host.key(f"act.{follows}"))


async def perform_earlier(screen: ScreenBase, card: Card) -> None:
    """Ask which of the steps that a key does at once happened earlier, and when; call it in a worker."""
    steps = {act: ACTS[act].title for act in without_questions() if why_not(act, card, screen.host) is None}
    first = _(next(iter(steps.values()), ""))
    entries = [Entry("act", N_("Step"), "word", required=True, first=first, codes=steps), when(required=True)]
    do = doing(card.ticket.number, lambda values: act_class(values["act"])())
    form = StepForm(_(N_("Done earlier")), entries, card, do, act="earlier")
    if len(steps) == 1:
        form.begin_at = "at"
    await fill_in(screen, form)


async def to_ask(act: type[Act], card: Card, host: Host) -> Sequence[Entry]:
    """Return the questions of an act for this ticket; empty if it asks nothing."""
    left_out, first = act.unasked(card.ticket, card.policy), act.first(card.ticket, rehearsed(card, host))
    needed = act.needed(card.ticket, card.policy)
    asked = [one for one in questions(act) if one.asked.title and one.name not in left_out]
    entries = [
        entry_of(
            one,
            _proposed(one, first, card),
            await _listed(one.asked.among, card, host),
            needed=one.name in needed,
        )
        for one in asked
    ]
    return [*entries, *_also(act)] if entries else []


def _proposed(question: Question, first: Mapping[str, str], card: Card) -> str:
    """Return the proposed answer to a question; a category by its title, a usual answer in words."""
    said = first.get(question.name, "")
    if said and question.is_code and question.codes:
        return _(question.codes(said).label)
    if said and question.asked.among is Among.CATEGORIES:
        return card.policy.category(said).title(language())
    return _(said) if said in question.asked.usual else said


def _also(act: type[Act]) -> Iterator[Entry]:
    """Yield the questions that acts have in common: the time, and a note."""
    if not act.about.only_now:
        yield when()
    if act.noted:
        yield Entry("note", N_("Note"))


async def _listed(among: Among | None, card: Card, host: Host) -> Sequence[Choice]:
    """Return the choices of a question."""
    if among is Among.ASSIGNEES:
        return await _assignees(card, host)
    if among is Among.GUARDS:
        return await _guards(card, host)
    if among is Among.STAFF:
        return choices.people(card.policy, host.desk.directory, language())
    if among is Among.CATEGORIES:
        return choices.categories(card.policy, language())
    if among is Among.UNITS:
        return choices.units(host.desk.directory)
    if among is Among.CALLERS:
        return choices.callers(card.ticket)
    return await _others(card, host) if among is Among.TICKETS else ()


async def _assignees(card: Card, host: Host) -> Sequence[Choice]:
    """Return the possible assignees, each with the doubts about it."""
    ticket, directory = card.ticket, host.desk.directory
    stand = await host.desk.ask(lambda desk: desk.roster.standing())
    category, place = card.policy.category(ticket.category), area_of(ticket.where, directory)

    def about(person: Person) -> str:
        return remark(candidate(person, stand, category, place[0]))

    return choices.assignees(card.policy, directory, language(), category.department, about)


async def _guards(card: Card, host: Host) -> Sequence[Choice]:
    """Return the staff, the nearest guards on duty first (R209)."""
    policy, directory = card.policy, host.desk.directory
    stand = await host.desk.ask(lambda desk: desk.roster.standing())
    area = area_of(card.ticket.where, directory)[0]
    nearest = guards(policy.category(card.ticket.category), area, directory, stand, policy)
    first = [Choice(one.person.name, one.person.name, remark(one)) for one in nearest]
    return choices.with_first(first, choices.people(policy, directory, language()))


async def _others(card: Card, host: Host) -> list[Choice]:
    """Return the other open tickets, those of the same place first."""
    rows = (await host.desk.ask(lambda desk: desk.queries.board("open", limit=500))).rows
    others = [row for row in rows if row.number != card.ticket.number]
    others.sort(key=lambda row: row.where != card.ticket.where)
    return [
        Choice(row.number, f"{row.number}  {row.where}", row.description, (row.number, row.where.casefold()))
        for row in others
    ]


async def _at_once(host: Host, do: Do, card: Card) -> Card | None:
    number = card.ticket.number
    try:
        return await written(host, number, do, {}, card.ticket.version)
    except ChangedElsewhere as error:
        fresh = await host.desk.ask(lambda desk: desk.queries.card(number))
        host.desk.look_again()
        host.tell(f"{error.text(_)}\n{news(fresh)}", "warning")
        return None
