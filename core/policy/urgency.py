"""Urgency of a matter."""

from core.base.codes import Code
from core.base.i18n_marks import C_, N_


class Urgency(Code):
    """How urgent a matter is, the least first."""

    NORMAL = "normal", N_("normal")
    URGENT = "urgent", N_("urgent")
    EMERGENCY = "emergency", C_("urgency", "emergency")


URGENCIES = tuple(urgency.value for urgency in Urgency)
