"""Chinese by its sound: surnames that a plain table gets wrong, and every reading that people type."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.base.pinyin import full, initials, of_name, of_text
from core.base.text import initials as stored

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("王强", "wangqiang"),
        ("单雄信", "shanxiongxin"),
        ("曾国藩", "zengguofan"),
        ("仇英", "qiuying"),
        ("区志航", "ouzhihang"),
        ("解缙", "xiejin"),
        ("乐嘉", "yuejia"),
        ("翟天临", "zhaitianlin"),
        ("覃辉", "qinhui"),
        ("盖聂", "genie"),
        ("查良镛", "zhaliangyong"),
        ("朴树", "piaoshu"),
        ("任强", "renqiang"),
        ("华佗", "huatuo"),
        ("尹志", "yinzhi"),
        ("缪荃", "miaoquan"),
        ("员半千", "yunbanqian"),
        ("种师道", "chongshidao"),
        ("黑明", "heming"),
        ("折克行", "shekexing"),
        ("冼星海", "xianxinghai"),
        ("逄锦", "pangjin"),
        ("佘诗", "sheshi"),
        ("吕布", "lvbu"),
        ("万俟卨", "moqixie"),
        ("尉迟恭", "yuchigong"),
        ("欧阳修", "ouyangxiu"),
        ("长孙无忌", "zhangsunwuji"),
        ("澹台明", "tantaiming"),
        ("单于夜", "chanyuye"),
        ("諸葛亮", "zhugeliang"),
        ("老曾", "laozeng"),
        ("小单", "xiaoshan"),
        ("Li Wei 2", "liwei2"),
    ],
)
def test_a_name_is_read_as_people_say_it(name, sound):
    assert full(of_name(name)) == sound


def test_a_surname_character_inside_a_text_is_read_as_usual():
    assert full(of_text("单元门")) == "danyuanmen"
    assert full(of_text("3 号楼（乐园）B座")) == "3haolouleyuanbzuo"
    assert of_text("🔥 ·…") == ()


def test_where_people_differ_each_reading_counts_and_the_usual_one_comes_first():
    assert [sound[0] for sound in of_name("覃辉")[0]] == ["q", "t"]
    assert [sound[0] for sound in of_name("翟天临")[0]] == ["z", "d"]
    assert [sound[0] for sound in of_text("会计室")[0]] == ["h", "k"]
    assert initials(of_text("会计室")) == "hjs"


def test_stored_initials_are_those_of_the_name():
    assert stored("单雄信") == "sxx"
    assert stored("王强 B") == "wqb"
    assert stored("Ann") == ""


def test_pinyin_needs_no_package():
    code = (
        "import sys; from core.base.text import initials; initials('王强'); print('pypinyin' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
