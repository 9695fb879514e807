"""Rules and keys: print them, check a file of them, and compute deadlines by them."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

from core.base.clock import minutes, site_time
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from core.base.time_input import parse_when
from core.intake.line.category_names import named
from core.policy.model import Category, Policy, default_policy, parse_policy
from core.policy.remarks import sources_of
from core.ticket.callbacks import due_at
from core.ticket.clocks import Promise, promise
from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.document import promise_document
from tui.cli.printing import complain, heading, print_json, print_table, say, say_text
from tui.cli.words import AsJson, argument, flag, option
from tui.commands import keymap
from tui.commands.keynames import display
from tui.commands.registry import CONTEXTS, commands
from tui.i18n import _, language, ngettext, remarked
from tui.widgets import names
from tui.widgets.clock_rule_text import source_text

policies = Group()

PolicyFile = Annotated[Path, argument("FILE", _("A policy as TOML."))]


def read_policy(file: Path) -> Policy:
    """Return the policy in `file`; raise `Misconfigured` with all its problems at once."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(
            N_("{file} cannot be read: {error}."),
            hint=N_("Check the file name."),
            file=file,
            error=_plain(error),
        ) from error
    return parse_policy(text, file.name)


def _plain(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or type(error).__name__


@policies.command(_("Print the policy in force."), "show")
def show_policy(here: Here) -> None:
    """Print the policy in force, in the form that `check`, `apply` and `--policy` read."""
    say_text(here.policy.text)


@policies.command(_("Check a file and name every problem."))
def check(here: Here, file: PolicyFile) -> None:
    """Check a policy file, without opening a database."""
    policy = read_policy(file)
    say(
        ngettext(
            "{file} is right: {count} category.", "{file} is right: {count} categories.",
            len(policy.categories),
        ).format(file=file, count=len(policy.categories))
    )  # fmt: skip


@policies.command(_("Apply the rules in a file; open tickets keep their old rules."))
def apply(here: Here, file: PolicyFile) -> None:
    """Put the rules of a file in force for new tickets (R153)."""
    version = here.desk.register.apply_policy(read_policy(file).text)
    say(_("Policy {version} is in force.").format(version=version))


def deadlines(
    here: Here,
    category: Annotated[str, argument("CATEGORY", _("Code or name."))],
    at: Annotated[list[str], option("--at", _("When it is reported; may be given again."), "WHEN")],
    appointment: Annotated[str, option("--appointment", _("The time agreed."), "WHEN")] = "",
    handled: Annotated[str, option("--handled", _("When the work is done."), "WHEN")] = "",
    policy: Annotated[
        Path | None, option("--policy", _("Use the rules in this file instead of the centre's."), "FILE")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the deadlines of a report by the shipped rules, or by those of a file (§20)."""
    rules = read_policy(policy) if policy else default_policy()
    kind = rules.categories.get(category) or named(category, rules) or rules.category(category)
    now, zone = here.clock(), rules.site.zone
    booked = parse_when(appointment, now, zone) if appointment else None
    done = parse_when(handled, now, zone) if handled else None
    ring_back = due_at(done, kind.callback_h, rules) if done and kind.callback != "none" else None
    found = [(when := parse_when(text, now, zone), promise(kind, rules, when, booked)) for text in at]
    if as_json:
        print_json([promise_document(kind.code, p, when, ring_back, zone) for when, p in found])
        return
    for when, promised in found:
        _print_promise(kind, rules, when, promised, ring_back)


def _print_promise(
    kind: Category, rules: Policy, reported_at: datetime, promised: Promise, ring_back: datetime | None
) -> None:
    """Print each deadline with the rule it comes from."""

    def wall(instant: datetime | None) -> str:
        return f"{site_time(instant, rules.site.zone):%Y-%m-%d %H:%M}" if instant else ""

    heading(f"{kind.title(language())}  {wall(reported_at)}")
    clocks = (
        (_("Dispatch by"), promised.dispatch_by, "dispatch_min"),
        (_("Warning from"), promised.warn_at, "warn_min"),
        (_("Arrive by"), promised.arrive_by, "arrive_min"),
        (_("Reply by"), promised.reply_by, "reply_min"),
    )
    sources = sources_of(rules.text)

    def rule(setting: str) -> str:
        source = sources.get((f"category.{kind.code}", setting), "")
        said = f"{setting} = {getattr(kind, setting)}"
        return remarked(said, source_text(source)) if source else said

    rows = []
    for name, due, limit in clocks:
        if due:
            kept = due == reported_at + minutes(getattr(kind, limit))
            rows.append([name, wall(due), "", rule(limit) if kept else _("appointment")])
    if ring_back:
        rows.append([_("Call back by"), wall(ring_back), "", rule("callback_h")])
    rows += [
        [names.role_by(rules, rung.role), wall(rung.due_at), wall(rung.tell_at), rule("ladder")]
        for rung in promised.rungs
    ]
    print_table([_("Clock"), _("Due"), _("Tell at"), _("Rule")], rows)


def keys(
    here: Here,
    check_only: Annotated[bool, flag("--check", _("Only name the mistakes."))] = False,
    markdown: Annotated[bool, flag("--markdown", _("The shipped keys as the page docs/keys.md."))] = False,
) -> int:
    """Print the keys in force, and each mistake with file, line, entry, reason and nearest valid name."""
    if markdown:
        say_text(keymap.markdown(keymap.load()))
        return 0
    in_force = keymap.load(here.settings.keys_file)
    if not check_only:
        _print_keys(in_force)
    for problem in in_force.problems:
        complain(problem.text(_))
    if not in_force.ok:
        return Misconfigured.exit_code
    if check_only:
        say(_("The keys are right."))
    return 0


def _print_keys(in_force: keymap.Keymap) -> None:
    rows = [
        [
            _(CONTEXTS[context]),
            " ".join(map(display, in_force.keys(command.id))),
            command.name,
            _(command.title),
        ]
        for context in CONTEXTS
        for command in commands(context)
    ]
    print_table([_("Where"), _("Keys"), _("Entry"), _("Command")], rows)
