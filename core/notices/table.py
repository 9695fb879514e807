"""Description of bulletins: states, acts, views and columns (R093, R137)."""

from core.base.codes import Code
from core.base.i18n_marks import N_
from core.record.kind import NEW, About, Ask, Column, Further, Kind, View


class BulletinState(Code):
    """State of a bulletin; one whose last day is over stays posted and is no longer current."""

    POSTED = "posted", N_("posted")
    WITHDRAWN = "withdrawn", N_("withdrawn")


_POSTED = (BulletinState.POSTED,)

POST = About(
    NEW,
    N_("Post a bulletin"),
    N_("New bulletin"),
    N_("Posts a bulletin; the staff read it when they sign in."),
    role="supervisor",
    main=True,
)
AMEND = About(
    "amend",
    N_("Amend the bulletin"),
    N_("Amend"),
    N_("Changes the bulletin; if the text is another one, the staff read it again."),
    _POSTED,
    "supervisor",
    otherwise=N_("It was withdrawn."),
)
WITHDRAW = About(
    "withdraw",
    N_("Withdraw the bulletin"),
    N_("Withdraw"),
    N_("Takes the bulletin down: it is not shown any more."),
    _POSTED,
    "supervisor",
    otherwise=N_("It was withdrawn already."),
)
READ = About(
    "read",
    N_("Read the bulletin"),
    N_("Read"),
    N_("Confirms that you have read it, or that another person has."),
    _POSTED,
    "read_only",
    otherwise=N_("It was withdrawn."),
    main=True,
    further={"read_for": Further(N_("Confirm that another person has read a bulletin"), "operator")},
)

BULLETIN = Kind(
    name="bulletin",
    letter="B",
    title=N_("Bulletin"),
    plural=N_("Bulletins"),
    help=N_("Show the notices of the centre and who has read them."),
    home="core.notices.bulletin:Bulletin",
    acts=(POST, AMEND, WITHDRAW, READ),
    views=(
        View("current", N_("Current"), _POSTED),
        View("unread", N_("Unread"), _POSTED),
        View("all", N_("All")),
    ),
    columns=(
        Column("number", N_("Number"), 6),
        Column("from_day", N_("Begins"), 10),
        Column("until", N_("Last day"), 10),
        Column("title", N_("Title"), 16, 1),
        Column("author", N_("Author"), 10),
        Column("read_count", N_("Read"), 4),
    ),
    details={"boards": N_("Hangs at"), "text": N_("Text"), "readers": N_("Read by")},
    over=(BulletinState.WITHDRAWN,),
    ask=Ask("unread", "read", ("title", "text", "author", "from_day", "until")),
)
