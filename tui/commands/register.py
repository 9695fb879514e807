"""Commands of units and people: the lists, and the changes of an entry."""

from core.base.i18n_marks import C_, N_
from tui.commands.command import Command
from tui.commands.moves import line_moves, moves_to_lines, page_moves

REGISTER_CONTEXTS = {"register": N_("Units and people")}

APP_REGISTER = Command(
    "app.register",
    N_("Units and people"),
    N_("Directory"),
    N_("Units, people, departments, contacts, specialists and the centre: looked up and changed."),
)

REGISTER = (
    Command(
        "register.edit",
        N_("Change the entry"),
        N_("Change"),
        N_("Opens its form."),
        footer=True,
        right="register",
    ),
    Command(
        "register.add",
        N_("Add an entry"),
        N_("Add"),
        N_("A new unit, person or department, or one more contact of the unit."),
        footer=True,
        right="register",
    ),
    Command(
        "register.find",
        N_("Find"),
        N_("Find"),
        N_("Narrows the list while you type; Chinese names by their initials too."),
        footer=True,
    ),
    Command(
        "register.contact",
        N_("Add a contact"),
        N_("Contact"),
        N_("One more person of the unit, with a number."),
        footer=True,
        right="register",
    ),
    Command(
        "register.leave",
        N_("Mark as left, or as back again"),
        N_("Leaves"),
        N_("Records the last day. Nothing is ever deleted."),
        footer=True,
        right="register",
    ),
    Command(
        "register.phone", N_("Show the phone numbers"), N_("Phone"), N_("Shows the whole numbers.")
    ),
    Command(
        "register.undo",
        N_("Undo the last change"),
        N_("Undo"),
        N_("Restores the entry as it was before; again: the change before that."),
        footer=True,
        right="register",
    ),
    Command(
        "register.back", N_("Back"), N_("Back"), N_("Shows the whole list, then goes back."),
        footer=True,
    ),
    Command("register.units", N_("Directory: units"), N_("Units")),
    Command("register.people", N_("Directory: people"), N_("People")),
    Command("register.departments", N_("Directory: departments"), N_("Departments")),
    Command("register.contacts", N_("Directory: contacts"), N_("Contacts")),
    Command(
        "register.specialists", N_("Directory: service specialists"), N_("Specialists")
    ),
    Command("register.centre", N_("Directory: the centre itself"), N_("Centre")),
    Command("register.next_list", N_("Next list"), C_("directory", "List"), N_("Steps through the lists.")),
    Command(
        "register.previous_list", N_("Previous list"), N_("List back"), N_("Steps back through the lists.")
    ),
    *line_moves("register"),
    *page_moves("register"),
    *moves_to_lines("register"),
)  # fmt: skip
