"""Calls to a unit out of turn (R201)."""

from tests.cli.program import Cli

UNITS = "code,name,contact,phone\n3-1-802,Zhao family,Mrs Zhao,13800138000\n"


def test_r201_a_call_to_a_unit_is_recorded_without_a_ticket(cli: Cli, tmp_path) -> None:
    """The call stands in the profile of the unit, with those of its tickets; it counts as a contact."""
    file = tmp_path / "units.csv"
    file.write_text(UNITS)
    cli("import", "units", str(file))
    cli("callback", "--unit", "3-1-802", "--result", "no_answer")
    cli(
        "callback",
        "--unit",
        "3-1-802",
        "--result",
        "satisfied",
        "--answer",
        "all is well",
        "--mode",
        "patrol",
    )
    number = cli("log", "3-1-802 kitchen pipe leaking").out.split()[0]
    cli("callback", number, "--result", "fairly_satisfied")
    known = cli("known", "3-1-802", "--json").json
    assert [(one["number"], one["result"], one["mode"]) for one in known["calls"]] == [
        (number, "fairly_satisfied", "phone"), (None, "satisfied", "patrol"), (None, "no_answer", "phone"),
    ]  # fmt: skip
    assert known["last_contact"]
    shown = cli("known", "3-1-802").out
    assert "Calls out of turn" in shown and "all is well" in shown


def test_a_call_needs_a_ticket_or_a_unit_that_is_listed(cli: Cli) -> None:
    assert cli("callback", "--unit", "9-9-999", "--result", "satisfied", ok=False).code == 1
    assert cli("callback", "--result", "satisfied", ok=False).code == 2
    assert cli("callback", "17", "--unit", "3-1-802", "--result", "satisfied", ok=False).code == 2
    assert cli("callback", "--unit", "3-1-802", ok=False).code == 2
