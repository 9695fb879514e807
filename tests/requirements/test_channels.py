"""Ways in which matters reach the desk: a list of the centre's policy (S0)."""

from pathlib import Path

import pytest

from core.base.errors import Misconfigured
from core.base.text import Clean
from core.intake.line.reading import read_line
from core.people.directory import Directory
from core.policy.model import default_policy, parse_policy
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office
from tui.papers.making import make_opinions

WECHAT = '[[channel]]\ncode = "wechat"\nname = "微信群"\nname_en = "WeChat group"\nwords = ["微信群里说"]\n\n'
FIRST = '[[channel]]\ncode = "call"'
WITH_WECHAT = default_policy().text.replace(FIRST, WECHAT + FIRST, 1)


def test_r025_a_centre_lists_its_own_channels(office: Office, cli: Cli, tmp_path: Path) -> None:
    """A channel that the policy adds is taken by the line, by code or name, and is counted and printed."""
    file = tmp_path / "ours.toml"
    file.write_text(WITH_WECHAT, encoding="utf-8")
    base = ("--database", str(office.store.database.place), "--as", "陈静")
    cli(*base, "policy", "apply", str(file))
    assert cli(*base, "log", "3-2-1201 漏水 微信群里说", "--json").json["channel"] == "wechat"
    assert cli(
        *base, "log", "3-2-1202 太吵", "--category", "complaint", "--channel", "微信群", "--json"
    ).json["channel"] == ("wechat")
    assert len(cli(*base, "list", "--channel", "WeChat group", "--json").json) == 2
    assert "微信群" in cli(*base, "--lang", "zh_CN", "report", "opinions").out
    assert '"wechat": 2' in cli(*base, "report", "day", "--json").out


def test_r025_a_channel_that_is_not_listed_is_refused(cli: Cli) -> None:
    """The refusal names the channels of the policy."""
    said = cli("log", "漏水", "--channel", "pigeon", ok=False)
    assert said.code == 2
    assert "pigeon" in said.err and "letter_box" in said.err


def test_r025_tickets_outlive_a_channel_that_is_dropped(office: Office, cli: Cli) -> None:
    """What came in by a channel that the list no longer has is still named as it was."""
    office.chief.register.apply_policy(WITH_WECHAT)
    ticket = office.log("太吵", "complaint", channel="wechat")
    without = default_policy().text
    office.chief.register.apply_policy(without)
    card = office.card(ticket)
    assert card.policy.channel_title(card.ticket.channel, "zh_CN") == "微信群"
    day = NOW.date()
    assert "wechat" in str(make_opinions(office.desk, day, day).document)
    base = ("--database", str(office.store.database.place), "--as", "陈静", "--lang", "zh_CN")
    days = ("--from", f"{day}", "--to", f"{day}")
    for words in (("report", "opinions", *days), ("report", "day", "--period", f"{day}")):
        assert "微信群" in cli(*base, *words).out
    for name in ("wechat", "微信群", "WeChat group"):
        assert [one["number"] for one in cli(*base, "list", "--channel", name, "--json").json] == [
            ticket.number
        ]
    assert ticket.number in cli(*base, "report", "opinions", *days, "--channel", "微信群").out
    assert cli(*base, "log", "漏水", "--channel", "微信群", ok=False).code == 2
    assert office.desk.queries.tickets("all", text=Clean("太吵"))


def test_a_policy_without_a_list_has_the_channels_of_a_new_centre() -> None:
    """Rules written before the list keep all channels; a list without the usual one is refused."""
    head, _, rest = default_policy().text.partition("# ---- channels")
    old = parse_policy(head + "# ---- ladders" + rest.partition("# ---- ladders")[2])
    assert not old.own_channels
    assert [*old.channels] == [*default_policy().channels]
    with pytest.raises(Misconfigured, match="call"):
        parse_policy(default_policy().text.replace(FIRST, '[[channel]]\ncode = "phone"', 1))


def test_words_of_a_channel_that_is_not_listed_mean_a_call() -> None:
    """The line names no channel that the centre does not have."""
    policy = parse_policy(
        default_policy().text.replace('code = "visit"\nname = "来访"', 'code = "walk"\nname = "上门"')
    )
    assert read_line("3-2-1201 来访 漏水", Directory(), policy, NOW).channel == "call"
