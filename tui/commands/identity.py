"""Commands of sign-in, lock and PINs."""

from core.base.i18n_marks import N_
from tui.commands.command import Command

IDENTITY = (
    Command(
        "app.operator",
        N_("Change the operator"),
        N_("Operator"),
        N_("Switches the operator or signs you out; open call forms are parked."),
    ),
    Command(
        "app.lock",
        N_("Lock the desk"),
        N_("Lock"),
        N_("Hides the screen until a PIN is entered; the bell and incoming calls still come through."),
    ),
    Command("app.pin", N_("Set a PIN"), N_("PIN"), N_("Your own, or another's if you may.")),
)
"""Commands of all screens."""

SIGN_IN = (
    Command("sign_in.enter", N_("Sign in"), N_("Sign in"), N_("Checks the PIN."), footer=True),
    Command(
        "sign_in.other",
        N_("Another person"),
        N_("Another person"),
        N_("Clears the name for another operator."),
        footer=True,
    ),
    Command(
        "sign_in.sign_out",
        N_("Sign out"),
        N_("Sign out"),
        N_("Signs you out; the next operator signs in."),
        footer=True,
    ),
    Command(
        "sign_in.cancel", N_("Back"), N_("Back"), N_("Closes without changing the operator."), footer=True
    ),
    Command("sign_in.next_field", N_("Next field"), N_("Next"), moves=True),
    Command("sign_in.previous_field", N_("Previous field"), N_("Previous"), moves=True),
)
"""Commands of the sign-in screen."""
