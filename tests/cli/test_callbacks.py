"""`callbacks`, and what `callback` says of a call."""

from tests.cli.program import Cli

PAID = ("--process", "satisfied", "--quality", "very_satisfied", "--meets", "yes")


def handled(cli: Cli, line: str) -> str:
    """A ticket whose callback is owed."""
    number = cli("log", line, "--assign", "Li").out.split()[0]
    cli("handle", number, "--outcome", "done", "--no-arrival", "by phone")
    return number


def test_the_queue_as_json(cli: Cli) -> None:
    number = handled(cli, "3-2-1201 kitchen pipe leaking Zhao 13800138000")
    cli("claim", number)
    [found] = cli("callbacks", "--json").json
    assert found["number"] == number and found["unit"] == found["household"] == "3-2-1201"
    assert (found["phone"], found["attempts"], found["mode"]) == ("13800138000", 0, "phone")
    assert found["claimed_by"] and found["due_at"].endswith("+08:00")
    assert "13800138000" not in cli("callbacks").out and "138****8000" in cli("callbacks").out


def test_solved_is_told_apart_and_a_contradiction_is_asked_about_once(cli: Cli) -> None:
    number = handled(cli, "3-2-1201 kitchen pipe leaking")
    done = cli("callback", number, "--result", "satisfied", "--solved", "no", "--mode", "on_site")
    assert done.code == 0 and "not solved" in done.err and f"dutydesk undo {number}" in done.err
    [attempt] = cli("show", number, "--json").json["callbacks"][0]["attempts"]
    assert (attempt["solved"], attempt["mode"]) == ("no", "on_site")


def test_a_paid_service_is_refused_without_its_questions(cli: Cli) -> None:
    number = cli(
        "log", "3-2-1201 install a lamp", "--category", "paid_service", "--assign", "Li"
    ).out.split()[0]
    paid = ("--materials", "none", "--fee", "80")
    cli("handle", number, "--outcome", "done", "--no-arrival", "by phone", *paid)
    assert "--process" in cli("callback", number, "--result", "satisfied", ok=False).err
    assert cli("callback", number, "--result", "satisfied", *PAID).code == 0


def test_a_call_out_of_turn_is_recorded_before_and_after_the_work(cli: Cli) -> None:
    number = cli("log", "3-2-1201 kitchen pipe leaking").out.split()[0]
    cli("callback", number, "--result", "satisfied", "--answer", "is waiting")
    shown = cli("show", number, "--json").json
    assert (shown["state"], shown["calls"][0]["answer"]) == ("logged", "is waiting")
    refused = cli("callback", number, "--result", "waived", "--reason", "x", ok=False)
    assert refused.code == 1 and refused.err.startswith("The work is not done yet.")
