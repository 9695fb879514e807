"""Lists of units and residents laid out as offices make them: taken with the right values, or refused."""

from pathlib import Path

from core.people.units import Unit
from tests.cli.layouts import Layout, desk_of, each, lines, refusal, take

TAKEN = {
    "one column for the whole number, a title, a total, numbers of pages": Layout(
        """
        翠湖花园业主清册|||制表日期：2026年11月
        序号|房号|业主姓名|联系电话
        1|3栋2单元1201|赵敏|13800138000
        2|3栋2单元1202|钱伟|13900139002
        第1页 共1页
        合计|2户||
        """,
        "3-2-1201: 赵敏 13800138000\n3-2-1202: 钱伟 13900139002",
        code="gb18030",
    ),
    "building, stair and room in three columns, merged downwards": Layout(
        """
        楼栋|单元|楼层|房号|业主|电话|面积
        3栋|2单元|12层|1201|赵敏|13800138000|89.5
        |||1202|钱伟|13900139002|101
        ||11层|1101|孙丽||89.5
        """,
        "3-2-1201: 赵敏 13800138000 [3栋]\n3-2-1202: 钱伟 13900139002 [3栋]\n3-2-1101: 孙丽 [3栋]",
        merged="A2:A4 B2:B4 C2:C3",
    ),
    "buildings as headings between the rooms": Layout(
        """
        房号|业主|手机
        3栋|||
        101|赵敏|13800138000
        102|钱伟|13900139002
        5栋|||
        101|孙丽|13800138003
        """,
        "3-101: 赵敏 13800138000 [3栋]\n3-102: 钱伟 13900139002 [3栋]\n5-101: 孙丽 13800138003 [5栋]",
    ),
    "merged headings of a stair between the rooms": Layout(
        """
        1号楼住户表||
        房间|住户|电话
        1号楼1单元||
        101|赵敏|13800138000
        1号楼2单元||
        101|钱伟|13900139002
        """,
        "1-1-101: 赵敏 13800138000 [1号楼]\n1-2-101: 钱伟 13900139002 [1号楼]",
        merged="A1:C1 A3:C3 A5:C5",
    ),
    "owner and tenant beside each other": Layout(
        """
        房号|业主姓名|业主电话|租户姓名|租户电话|备注
        1-1-101|赵敏|13800138000|李雷|13700137001|
        1-1-102|钱伟|13900139002|||自住
        """,
        "1-1-101: 赵敏 13800138000 业主; 李雷 13700137001 租户\n1-1-102: 钱伟 13900139002 业主 (自住)",
    ),
    "owner and tenant as headings over name and phone": Layout(
        """
        房号|业主||租户||
        |姓名|电话|姓名|电话|
        1-1-101|赵敏|13800138000|李雷|13700137001|
        """,
        "1-1-101: 赵敏 13800138000 业主; 李雷 13700137001 租户",
        code="gb18030",
    ),
    "owner, family and tenant in rows of their own": Layout(
        """
        房号|身份|姓名|电话
        1-1-101|业主|赵敏|13800138000
        1-1-101|家属|赵大力|13800138009
        1-1-101|租客|李雷|13700137001
        """,
        "1-1-101: 赵敏 13800138000 业主; 赵大力 13800138009 家属; 李雷 13700137001 租客",
        code="utf-8-sig",
    ),
    "two columns of phones, and whom to call in an emergency": Layout(
        """
        房号|业主|手机|固话|紧急联系人|紧急联系电话
        1-1-101|赵敏|13800138000|0551-65550123|赵大力|13800138009
        """,
        "1-1-101: 赵敏 13800138000 业主; 赵敏 0551-65550123 业主; 赵大力 13800138009 紧急联系人",
    ),
    "empty flats and those not sold": Layout(
        """
        房号|业主|电话|入住日期|状态
        1-1-101|空置|||空置
        1-1-102|未售|-||未售
        1-1-103|孙丽|13800138003|2021.6.1|已入住
        """,
        "1-1-101:\n1-1-102:\n1-1-103: 孙丽 13800138003 (since 2021-06-01)",
    ),
    "offices in a tower, by tower and floor": Layout(
        """
        座|楼层|房号|单位名称|联系人|电话|入驻日期|退租日期
        A座|15|1508|云帆软件|郑洁|13700137000|2024-03-01|
        A座|16|1601|瑞丰贸易|何平|021-55550160|2022-05-01|2026-10-31
        """,
        "A-1508: 郑洁 13700137000 [A座] (云帆软件) (since 2024-03-01)\n"
        "A-1601: 何平 021-55550160 [A座] (瑞丰贸易) (since 2022-05-01) (until 2026-10-31)",
    ),
    "moved out, and still here": Layout(
        """
        房号|住户|联系方式|入住时间|搬离日期
        2-1-301|周五|13900000002|2020/5/1|至今
        2-1-302|吴六|13900000003|2020/5/1|2026/9/30
        """,
        "2-1-301: 周五 13900000002 (since 2020-05-01)\n"
        "2-1-302: 吴六 13900000003 (since 2020-05-01) (until 2026-09-30)",
    ),
    "a western list with semicolons": Layout(
        """
        Unit;Owner;Phone;Move in;Remark
        A-1508;Jürgen Müller;+49 351 2220003;1.6.2021;dog, bell
        """.replace(";", "|"),
        "A-1508: Jürgen Müller +49 351 2220003 (dog, bell) (since 2021-06-01)",
        code="cp1252",
        separator=";",
    ),
    "an English list with flats and blocks": Layout(
        """
        Lake Garden - residents
        Block|Flat|Tenant name|Mobile|Home phone|Move out date
        3|1201|Ann Lee|13800138000||
        3|1202|Bo Chen||'01055550158|2026-12-31
        """,
        "3-1201: Ann Lee 13800138000 [3]\n3-1202: Bo Chen 01055550158 [3] (until 2026-12-31)",
    ),
    "a traditional list": Layout(
        """
        單位|業主|電話|備註
        A座1508|黃志強|98765432|
        """,
        "A-1508: 黃志強 98765432",
        code="big5",
    ),
    "text with tabs from the fee program, with blank and unknown columns": Layout(
        """
        房屋编号|客户姓名||手机号码|建筑面积(㎡)|收费标准|欠费合计
        3-2-1201|赵敏||13800138000|89.5|2.8|0
        """,
        "3-2-1201: 赵敏 13800138000",
        code="utf-16",
        separator="\t",
    ),
    "addresses with the name of the estate": Layout(
        """
        房屋坐落|业主|电话
        翠湖花园3栋2单元1201室|赵敏|13800138000
        翠湖花园3栋2单元1202室|钱伟|13900139002
        """,
        "3-2-1201: 赵敏 13800138000\n3-2-1202: 钱伟 13900139002",
    ),
    "places with a number in their names": Layout(
        """
        房号|类型
        地下车库1|公区
        地下车库2|公区
        """,
        "地下车库1:\n地下车库2:",
        code="gb18030",
    ),
    "a page printed twice, headings again": Layout(
        """
        房号|业主|电话
        1-1-101|赵敏|13800138000
        第2页
        房号|业主|电话
        1-1-102|钱伟|13900139002
        """,
        "1-1-101: 赵敏 13800138000\n1-1-102: 钱伟 13900139002",
        code="gb18030",
    ),
}
"""Lists that are taken, by what is special about them."""

REFUSED = {
    "merged cells that a .csv left empty": Layout(
        """
        房号|姓名|电话
        1-1-101|赵敏|13800138000
        |李雷|13700137001
        """,
        says="row 3, 房号: is empty: repeat it in every row",
        code="gb18030",
    ),
    "a building that a .csv left empty": Layout(
        """
        楼栋|房号|业主
        3栋|101|赵敏
        |102|钱伟
        """,
        says="row 3, 楼栋: is empty: repeat it in every row",
        code="gb18030",
    ),
    "a plan of the floors": Layout(
        """
        3栋楼层平面表
        楼层|01室|02室
        12|赵敏|钱伟
        """,
        says="There is no column for code; the columns are: 楼层, 01室, 02室. "
        "Name it one of: unit, unit no, room, room no, 房号, 单元, 单元号, 房间号.",
    ),
    "numbers that became days": Layout(
        """
        房号|业主
        2026-01-02|赵敏
        """,
        says="row 2, 房号: “2026-01-02” became a day: format the column as text and retype it",
    ),
    "numbers that became short days": Layout(
        """
        房号|业主
        1月2日|赵敏
        2-Jan|钱伟
        """,
        says="row 2, 房号: “1月2日” became a day: format the column as text and retype it\n"
        "row 3, 房号: “2-Jan” became a day: format the column as text and retype it",
        code="gb18030",
    ),
    "days that could be two": Layout(
        """
        Unit|Owner|Move in
        1-1-101|Ann Lee|3/4/2026
        """,
        says="row 2, Move in: “3/4/2026” is not a day: write 2026-06-01",
        code="utf-8",
    ),
}
"""Lists that are refused, with the lines that say what to change."""


def told(unit: Unit) -> str:
    """Return a unit in one line."""
    contacts = "; ".join(" ".join(filter(None, (one.name, one.phone, one.role))) for one in unit.contacts)
    more = [f"[{unit.building}]" if unit.building else ""]
    more += [f"({text})" if text else "" for text in (unit.name, unit.notes)]
    more += [f"(since {unit.active_from})" if unit.active_from else ""]
    more += [f"(until {unit.active_to})" if unit.active_to else ""]
    return " ".join(filter(None, (f"{unit.code}:", contacts, *more)))


@each(TAKEN)
def test_a_register_as_an_office_lays_it_out_is_taken(tmp_path: Path, layout: Layout) -> None:
    desk = desk_of(tmp_path)
    take(desk, layout, tmp_path, "units")
    found = desk.queries.directory().units.values()
    assert sorted(map(told, found)) == sorted(lines(layout.gives))


@each(REFUSED)
def test_a_register_that_cannot_be_read_says_what_to_change(tmp_path: Path, layout: Layout) -> None:
    assert refusal(desk_of(tmp_path), layout, tmp_path, "units") == layout.says
