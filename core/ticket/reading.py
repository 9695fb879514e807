"""Reading of a caller's words: how sure the category is, and whether it may be an emergency."""

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.policy.urgency import Urgency


class Certainty(Code):
    """How sure a category is."""

    CERTAIN = "certain", N_("certain")
    GUESS = "guess", N_("guess")
    FALLBACK = "fallback", N_("not recognised")


class Alarm(Code):
    """Whether the words tell an emergency."""

    NO = "no", N_("no")
    ASK = "ask", N_("perhaps")
    CERTAIN = "certain", N_("certain")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a caller's words.

    `why` are the words that weighed most; `suspected` is the code of the emergency's category to ask about,
    `otherwise` that of the category if it is none.
    """

    category: Certainty = Certainty.CERTAIN
    emergency: Alarm = Alarm.NO
    why: tuple[str, ...] = ()
    suspected: str = ""
    otherwise: str = ""

    def asks(self, urgency: Urgency) -> bool:
        """Return True while it is not answered whether a ticket of that urgency is an emergency."""
        return self.emergency is Alarm.ASK and urgency is not Urgency.EMERGENCY


NAMED = Reading()
"""Reading of a category that a person has named."""
