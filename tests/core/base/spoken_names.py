"""A thousand invented names with their pinyin, which is written here by hand and not asked of the program."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.base.finder import Finder

COUNT = 1_000
SEEN = 3
"""Suggestions that are seen at a glance."""
SEED = 3

COMMON = """
wang 王汪, li 李黎, zhang 张章, liu 刘柳, chen 陈, yang 杨, zhao 赵, huang 黄, zhou 周, wu 吴伍, xu 徐许,
sun 孙, hu 胡, zhu 朱祝, gao 高, lin 林, he 何贺, guo 郭, ma 马, luo 罗骆, liang 梁, song 宋, zheng 郑,
xie 谢, han 韩, tang 唐, feng 冯, yu 于余俞, dong 董, xiao 肖萧, cheng 程, cao 曹, yuan 袁, deng 邓,
fu 傅付, shen 沈, peng 彭, lv 吕, su 苏, lu 卢鲁, jiang 蒋姜江, cai 蔡, jia 贾, ding 丁, wei 魏韦, xue 薛,
yan 阎闫严, pan 潘, du 杜, dai 戴, xia 夏, zhong 钟, tian 田, fan 范樊, fang 方, shi 石史, yao 姚, tan 谭,
liao 廖, zou 邹, xiong 熊, jin 金, hao 郝, kong 孔, bai 白, cui 崔, kang 康, mao 毛, qiu 邱, qin 秦,
gu 顾, hou 侯, shao 邵, meng 孟, long 龙, wan 万, duan 段, qian 钱, yin 尹, yi 易, chang 常, qiao 乔,
lai 赖, gong 龚, wen 文
"""

IRREGULAR = """
shan 单, zeng 曾, qiu 仇, ou 区, xie 解, yue 乐, zhai 翟, qin 覃, ge 盖葛, zha 查, piao 朴, ren 任,
hua 华, miao 缪, yun 员, chong 种, he 黑, she 折佘, xian 冼洗, pang 逄, bi 秘, po 繁, zhai 祭, shao 召,
bo 薄, kan 阚, zang 藏臧, nai 佴, gou 勾, bu 卜, yao 么, du 都, nie 乜, gui 炅, qu 瞿, yan 燕, chu 褚,
mou 牟, ju 鞠, ning 宁, na 那, che 车, ji 纪, ying 应, zhan 占
"""

COMPOUND = """
mo qi 万俟, yu chi 尉迟, ou yang 欧阳, si ma 司马, zhu ge 诸葛, shang guan 上官, xia hou 夏侯,
ling hu 令狐, yu wen 宇文, zhang sun 长孙, tan tai 澹台, chan yu 单于, si tu 司徒, si kong 司空,
huang fu 皇甫, gong sun 公孙, mu rong 慕容, xuan yuan 轩辕, dong fang 东方, du gu 独孤, nan gong 南宫,
xi men 西门, duan mu 端木, bai li 百里, hu yan 呼延, zhong li 钟离, xian yu 鲜于, tuo ba 拓跋,
yue zheng 乐正, wan yan 完颜, he lian 赫连, pu yang 濮阳, chun yu 淳于, shen tu 申屠, lv qiu 闾丘,
qi guan 亓官, zhuan sun 颛孙, zai fu 宰父
"""

GIVEN = """
wei 伟薇炜维威, fang 芳, na 娜, xiu 秀, ying 英莹颖, min 敏民, jing 静晶婧, li 丽莉力, qiang 强, lei 磊蕾,
jun 军俊君, yang 洋阳, yong 勇永, yan 艳岩, jie 杰洁, juan 娟, tao 涛, ming 明, chao 超, lan 兰岚, xia 霞,
ping 平萍, gang 刚, gui 桂贵, fen 芬, jian 建健, hua 华, guo 国, qing 庆清晴, zhi 志智芝, yu 玉宇雨钰,
xue 雪, mei 梅美, wen 文雯, bin 斌彬, hao 浩昊皓, ran 然, zi 子梓紫, xuan 轩萱, han 涵晗, xin 欣鑫新心,
yi 怡一艺毅, chen 晨辰, nuo 诺, si 思, qi 琪琦, dong 东冬栋, hong 红宏鸿, peng 鹏, fei 飞菲, long 龙,
hui 慧辉惠, lin 林琳, ting 婷, dan 丹, rui 瑞睿, kai 凯, xiang 翔祥, bo 波博, feng 峰风, cheng 成程,
shan 珊山, rong 荣蓉, ke 可科, ning 宁, tian 天甜, ze 泽, hai 海, sheng 胜生, zhen 珍振, xiao 晓小潇,
jia 佳嘉家, meng 梦萌, ya 雅亚, lu 璐, man 曼, yue 月悦, quan 泉全, shu 淑书树, chun 春, zhong 忠中,
de 德, xing 兴星, kun 坤, bei 贝蓓, kang 康, an 安
"""


TABLES = {"common": COMMON, "irregular": IRREGULAR, "compound": COMPOUND}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, the kind of its surname, and its syllables."""

    written: str
    kind: str
    syllables: tuple[str, ...]

    @property
    def initials(self) -> str:
        """wq."""
        return "".join(syllable[0] for syllable in self.syllables)

    @property
    def pinyin(self) -> str:
        """wangqiang."""
        return "".join(self.syllables)


def _entries(table: str) -> list[tuple[str, tuple[str, ...]]]:
    """The surnames or characters of a table, each with its syllables."""
    found = []
    for entry in table.split(","):
        *sounds, characters = entry.split()
        found += [
            (characters[start : start + len(sounds)], tuple(sounds))
            for start in range(0, len(characters), len(sounds))
        ]
    return found


def names() -> list[Name]:
    """So many names, all different: half with common surnames, a third irregular ones, the rest compound."""
    chance = random.Random(SEED)
    tables = [(kind, _entries(table)) for kind, table in TABLES.items()]
    given = _entries(GIVEN)
    found: dict[str, Name] = {}
    while len(found) < COUNT:
        kind, surnames = chance.choices(tables, (50, 33, 17))[0]
        surname, sounds = chance.choice(surnames)
        parts = chance.sample(given, chance.choices((1, 2), (20, 80))[0])
        written = surname + "".join(character for character, _ in parts)
        syllables = sounds + tuple(sound for _, (sound,) in parts)
        found.setdefault(written, Name(written, kind, syllables))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Search:
    """One name looked for: what was typed, and what was suggested first."""

    name: Name
    way: str
    typed: str
    suggested: tuple[str, ...]

    @property
    def is_found(self) -> bool:
        """Whether it is among what is seen at a glance."""
        return self.name.written in self.suggested


def searches() -> list[Search]:
    """Every name looked for among all of them, by its initials and by its pinyin."""
    every = names()
    finder = Finder((name.written, (name.written,)) for name in every)
    return [
        Search(name, way, typed, tuple(finder.find(typed, SEEN)))
        for name in every
        for way, typed in (("initials", name.initials), ("pinyin", name.pinyin))
    ]


def page() -> str:
    """docs/names.md."""
    return "\n".join(_lines(searches())) + "\n"


def _lines(made: list[Search]) -> Iterator[str]:
    yield "# Names found by their sound\n"
    yield f"{COUNT:,} invented names (`tests/core/base/spoken_names.py`), each looked for among all of them;"
    yield f"found means among the first {SEEN} suggestions. `make docs` writes this page again.\n"
    yield "| surnames | names | by initials | by pinyin |\n|---|---|---|---|"
    for kind in (*TABLES, "all"):
        of_kind = [one for one in made if kind in (one.name.kind, "all")]
        shares = (_share([one for one in of_kind if one.way == way]) for way in ("initials", "pinyin"))
        yield f"| {kind} | {len(of_kind) // 2} | {' | '.join(shares)} |"
    yield "\nThe misses, each with what was suggested before it:\n"
    yield "| name | typed | suggested |\n|---|---|---|"
    for one in made:
        if not one.is_found:
            yield f"| {one.name.written} | {one.typed} | {', '.join(one.suggested)} |"


def _share(made: list[Search]) -> str:
    return f"{sum(one.is_found for one in made) / len(made):.1%}"


if __name__ == "__main__":
    Path(__file__).resolve().parents[3].joinpath("docs", "names.md").write_text(page(), encoding="utf-8")
