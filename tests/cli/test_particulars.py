"""`log` with everything the procedures want noted, and the acts that belong to it."""

import inspect
from collections.abc import Callable

from tests.cli.program import Cli
from tui.cli.log import PARTS, log

Refused = Callable[..., str]

WORDS = (
    "--place", "三楼走廊", "--received", "2026-03-10T08:50", "--relay", "squad_leader", "--relay-by", "马超",
    "--relay-at", "2026-03-10T08:55", "--relay-reason", "inconvenient", "--promised", "2026-03-10T12:00",
    "--hazard", "guard", "--hazard-by", "罗斌", "--original", "L-1", "--original-place", "柜1",
    "--external-no", "2026-17", "--external-due", "2026-03-20", "--entered-late", "--representative",
)  # fmt: skip


def test_every_particular_has_an_option(cli: Cli) -> None:
    ticket = cli(
        "log", "楼道电线裸露", "--reporter", "罗斌", "--at", "2026-03-10T09:00", *WORDS, "--json"
    ).json
    assert ticket["place"] == "三楼走廊"
    assert ticket["channel"] == "12345"
    assert ticket["external"] == {"number": "2026-17", "due_at": "2026-03-21T00:00:00+08:00"}
    assert ticket["relay"] == {
        "kind": "squad_leader", "person": "马超", "reason": "inconvenient",
        "at": "2026-03-10T08:55:00+08:00",
    }  # fmt: skip
    assert (ticket["received_at"], ticket["promised_at"]) == (
        "2026-03-10T08:50:00+08:00",
        "2026-03-10T12:00:00+08:00",
    )
    assert ticket["original"]["place"] == "柜1"
    assert (ticket["entered_late"], ticket["representative"], ticket["isolated"]) == (True, True, True)
    page = cli("show", ticket["number"]).out
    for words in ("squad leader  马超", "guard  罗斌", "L-1  柜1", "2026-17"):
        assert words in page


def test_options_add_to_what_the_line_says(cli: Cli) -> None:
    ticket = cli("log", "3-2-1201 漏水 13812345678", "--caller", "李女士", "--confidential", "--json").json
    assert ticket["caller"]["phone"] == "13812345678"
    assert (ticket["caller"]["name"], ticket["caller"]["confidential"]) == ("李女士", True)
    assert ticket["channel"] == "call"


def test_all_options_of_log_are_distinct() -> None:
    names = list(inspect.signature(log).parameters)
    assert len(names) == len(set(names))
    assert len(PARTS) == 6


def test_the_acts_of_the_particulars(cli: Cli, refused: Refused) -> None:
    number = cli("log", "乐园滑梯松动", "--reporter", "新人", "--employer", "洁雅").out.strip()
    assert cli("isolate", number, "--measure", "tape", "--by", "罗斌", "--json").json["isolated"]
    assert not cli("remove-isolation", number, "--json").json["isolated"]
    assert cli("manager-told", number, "--who", "方敏", "--json").json["manager_told_at"]
    refused(1, "manager-told", number)
    refused(1, "remove-isolation", number)
    refused(2, "isolate", number, "--measure", "rope")
    ticket = cli("first-responder", number, "罗斌", "--reason", "他先看到", "--json").json
    assert ticket["first_responder"] == {"name": "罗斌", "employer": None}
    assert [clock["name"] for clock in ticket["clocks"]].count("manager") == 0
    ticket = cli("contact", number, "--caller", "赵先生", "--phone", "13912345678", "--json").json
    assert (ticket["contacts"][0]["name"], ticket["urges"]) == ("赵先生", 1)
    refused(1, "contact", number)
    page = cli("show", number).out
    for words in ("made safe", "first contact is", "赵先生"):
        assert words in page


def test_a_repeat_and_another_matter(cli: Cli) -> None:
    first = cli("log", "3-2-1201 漏水").out.strip()
    again = cli("log", "3-2-1201 又漏水", "--repeat", first, "--json").json
    assert (again["repeat_of"], again["repeat_no"]) == (first, 2)
    words = ("--unrelated", first, "--because", "other_spot")
    other = cli("log", "3-2-1201 阳台漏水", *words, "--json").json
    assert (other["repeat_of"], other["events"][0]["unrelated_to"]) == (None, first)


def test_whoever_passed_it_on_can_be_said_as_it_is(cli: Cli) -> None:
    relays = {}
    for said in ("control room", "site manager", "门岗老刘"):
        logged = cli("log", "大堂地面有油污", "--relay", said, "--reporter", "陈大勇", "--json").json
        relays[said] = logged["events"][0]["particulars"]["relay"]
    assert {said: relay["kind"] for said, relay in relays.items()} == {
        "control room": "control_room",
        "site manager": "site_manager",
        "门岗老刘": "other",
    }
    assert relays["门岗老刘"]["person"] == "门岗老刘"
