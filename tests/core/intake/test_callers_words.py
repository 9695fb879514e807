"""Everyday words of callers: what they mean for the category, and what they must not set off."""

import pytest

from core.intake.line.category_names import named
from core.intake.recognition.reader import recognise
from core.policy.model import default_policy

POLICY = default_policy()


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("地库进水", "pipe_leak"),
        ("车库水浸", "pipe_leak"),
        ("楼上高空抛物", "safety_hazard"),
        ("有人把电动车推进楼", "safety_hazard"),
        ("楼下飞线充电", "safety_hazard"),
        ("家里没气", "water_electric"),
        ("暖气不热", "water_electric"),
        ("下水道反味", "minor_repair"),
        ("门反锁了", "minor_repair"),
        ("消防栓箱门坏", "minor_repair"),
        ("厨房有蟑螂", "litter_stain"),
        ("楼道有老鼠", "litter_stain"),
        ("广场舞太晚", "nuisance"),
        ("业主说要找媒体", "complaint_major"),
        ("让媒体来曝光", "complaint_major"),
        ("发律师函", "complaint_major"),
        ("记者来了", "complaint_major"),
        ("楼道燃气味很大", "burst_gas"),
        ("厨房燃气泄漏", "burst_gas"),
        ("烟感报警了", "fire"),
        ("有人抢东西", "security_incident"),
    ],
)
def test_everyday_words_have_their_category(said: str, category: str) -> None:
    assert recognise(said, POLICY)[0].code == category


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("多媒体会议室投影坏", "complaint_major"),
        ("律师事务所空调坏", "complaint_major"),
        ("燃气费怎么交", "burst_gas"),
        ("预约燃气安检", "burst_gas"),
        ("消防器材检查一下", "fire"),
        ("消防栓箱门坏", "fire"),
        ("请尽快抢修", "security_incident"),
    ],
)
def test_a_part_of_another_word_sets_nothing_off(said: str, never: str) -> None:
    found, _reading = recognise(said, POLICY)
    assert found.code != never
    assert found.kind != "emergency"


@pytest.mark.parametrize("name", ["小修（零修）", "小修", "零修", "minor_repair"])
def test_a_name_in_brackets_names_the_category_too(name: str) -> None:
    found = named(name, POLICY)
    assert found is not None
    assert found.code == "minor_repair"


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("xf", "fire"),
        ("xfs", "fire"),
        ("消", "fire"),
        ("火", "fire"),
        ("漏", "pipe_leak"),
        ("wat", "water_electric"),
    ],
)
def test_a_few_letters_name_a_category_where_one_is_left(typed: str, category: str) -> None:
    found = named(typed, POLICY)
    assert found is not None
    assert found.code == category


@pytest.mark.parametrize("typed", ["e", "bs", "dt", "qq"])
def test_letters_that_several_or_none_begin_name_no_category(typed: str) -> None:
    assert named(typed, POLICY) is None
