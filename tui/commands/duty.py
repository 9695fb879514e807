"""Commands of the roster, of the dispatch board, and of the reason for what is refused without one."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import line_moves, moves_to_lines, page_moves

DUTY_CONTEXTS = {
    "roster": N_("Roster"),
    "dispatch": N_("Dispatch board"),
    "checks": N_("Daily checks"),
    "choose": N_("Question with a few answers"),
    "why": N_("Why anyway?"),
}
"""Contexts with their headings."""

OFFICE = (
    Command(
        "app.roster",
        N_("Roster"),
        N_("Roster"),
        N_("The week: who is on duty when, and which hours are uncovered."),
    ),
    Command(
        "app.dispatch",
        N_("Dispatch board"),
        N_("Dispatch"),
        N_("Departments and areas: who is on duty, what each has open and where."),
    ),
    Command(
        "app.checks",
        N_("Daily checks"),
        N_("Daily checks"),
        N_("Who has to ask today how a ticket stands, who did, and who missed it on the last 14 days."),
    ),
)
"""Commands that open the screens, on all screens."""

_ROSTER = (
    Command(
        "roster.set",
        N_("Edit the duty"),
        N_("Write"),
        N_("Of this person on this day: 08-16, 20-08, 08:30-17, 00-08 16-24; with the post."),
        footer=True,
        right="roster",
    ),
    *(
        Command(
            f"roster.shift_{place}",
            title,
            N_("Shift"),
            right="roster",
        )
        for place, title in enumerate(
            (N_("First shift of the day"), N_("Second shift"), N_("Third shift"), N_("Fourth shift")), 1
        )
    ),
    Command("roster.clear", N_("Off"), N_("Off"), N_("No duty on this day."), footer=True, right="roster"),
    Command(
        "roster.copy",
        N_("Copy last week"),
        N_("Copy"),
        N_("Copies last week's duties into this week, for everyone on last week's roster."),
        footer=True,
        right="roster",
    ),
    Command(
        "roster.pattern",
        N_("Apply a shift pattern"),
        N_("Pattern"),
        N_("Three 8-hour shifts, two 12-hour shifts or your own pattern, for people who take turns."),
        footer=True,
        right="roster",
    ),
    Command(
        "roster.undo",
        N_("Undo the change"),
        N_("Undo"),
        N_("Undoes the last change to the roster made on this screen."),
        right="roster",
    ),
    Command("roster.find", N_("Find a person"), N_("Find"), N_("By name, number or initials.")),
    Command("roster.next_week", N_("Next week"), N_("Week on"), footer=True),
    Command("roster.previous_week", N_("Previous week"), N_("Week back")),
    Command("roster.today", N_("Today"), N_("Today")),
    Command("roster.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    Command("roster.up", N_("One person up"), N_("Up"), moves=True),
    Command("roster.down", N_("One person down"), N_("Down"), moves=True),
    Command("roster.left", N_("One day earlier"), N_("Left"), moves=True),
    Command("roster.right", N_("One day later"), N_("Right"), moves=True),
    Command("roster.page_up", N_("One page up"), N_("Page up"), moves=True),
    Command("roster.page_down", N_("One page down"), N_("Page down"), moves=True),
)

_DISPATCH = (
    Command("dispatch.open", N_("Open the ticket"), N_("Open"), footer=True),
    Command(
        "dispatch.assign",
        N_("Assign or reassign"),
        N_("Assign"),
        N_("Assigns or reassigns the ticket; on a person: assigns a waiting ticket to them."),
        footer=True,
        step="assign",
    ),
    Command(
        "dispatch.areas",
        N_("By area or by department"),
        N_("Areas"),
        N_("Shows the tickets of each area, or of each department."),
        footer=True,
    ),
    Command("dispatch.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("dispatch"),
    Command("dispatch.next", N_("Next department"), N_("Next"), moves=True),
    Command("dispatch.previous", N_("Previous department"), N_("Previous"), moves=True),
    *page_moves("dispatch"),
    *moves_to_lines("dispatch"),
)

_CHECKS = (
    Command(
        "checks.open",
        N_("Show or open"),
        N_("Open"),
        N_("On a person: shows what they have to ask about. On a ticket: opens it."),
        footer=True,
    ),
    Command(
        "checks.check",
        N_("Asked"),
        N_("Asked"),
        N_("Records that the person asked about this ticket."),
        footer=True,
        step="check",
    ),
    Command(
        "checks.answer",
        N_("Asked, with the answer"),
        N_("With answer"),
        N_("Records that the person asked about this ticket, and what they were told."),
        footer=True,
        step="check",
    ),
    Command("checks.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("checks"),
    *page_moves("checks"),
    *moves_to_lines("checks"),
)

_WHY = (
    Command("why.reason_1", N_("The first reason"), N_("First")),
    Command("why.reason_2", N_("The second reason"), N_("Second")),
    Command("why.reason_3", N_("The third reason"), N_("Third")),
    Command("why.own", N_("Another reason"), N_("Other"), N_("In your own words.")),
    Command("why.cancel", N_("No reason"), N_("Back"), N_("Returns to the form."), footer=True),
)

_ANSWERS = (
    N_("First answer"), N_("Second answer"), N_("Third answer"), N_("Fourth answer"),
    N_("Fifth answer"), N_("Sixth answer"),
)  # fmt: skip

_CHOOSE = (
    *(Command(f"choose.answer_{place}", _ANSWERS[place - 1], _ANSWERS[place - 1]) for place in range(1, 7)),
    Command("choose.cancel", N_("Don't answer"), N_("Back"), N_("Returns to the form."), footer=True),
)

DUTY = (*_ROSTER, *_DISPATCH, *_CHECKS, *_WHY, *_CHOOSE)
"""Commands of these screens, in the order of help and docs."""
