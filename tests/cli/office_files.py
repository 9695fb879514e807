"""Files as offices make them: each function writes one and says nothing about how it is read."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.cli.workbook import write_workbook


def text_file(path: Path, rows: Iterable[Sequence[Any]], encoding: str, delimiter: str = ",") -> Path:
    """Rows as a spreadsheet program saves them for others."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def owners_list(folder: Path) -> Path:
    """A title, headings in two rows, a merged building, titles in between, a total, a signature.

    Numbers of units in four styles, telephones as numbers, one row twice, a hidden sheet before it.
    """
    book = Workbook()
    hidden = book.active
    hidden.title, hidden.sheet_state = "旧数据", "hidden"
    hidden.append(["房号", "业主"])
    hidden.append(["9-9-901", "旧人"])
    sheet = book.create_sheet("业主清册")
    for row in (
        ["花园小区业主清册", None, None, None, None, None, None],
        ["制表日期：2026年3月1日"],
        [],
        ["序号", "楼栋", "房号", "业主", None, "入住日期", "备注(选填)"],
        [None, None, None, "姓名", "联系\n电话", None, None],
        ["3栋（高层）"],
        [1, "3栋", "3栋2单元1201", "赵　敏", 13800138000, dt.date(2020, 5, 1), "电梯卡"],
        [2, None, "3-2-1201", "钱伟", "010-55550158", dt.date(2020, 5, 1), "电梯卡"],
        [3, None, "3#2－1202", "孙丽", "13800138002/13900139002", "2021.6.1", None],
        [3, None, "3#2－1202", "孙丽", "13800138002/13900139002", "2021.6.1", None],
        [],
        ["A座"],
        [4, "A座", "A座1508", "云帆软件", "'01055550159", 45292, None],
        ["合计", None, "3户"],
        ["制表：王敏", None, None, "审核：陈静"],
    ):
        sheet.append(row)
    for merged in (
        "A1:G1",
        "A4:A5",
        "B4:B5",
        "C4:C5",
        "D4:E4",
        "F4:F5",
        "G4:G5",
        "A6:G6",
        "B7:B10",
        "A12:G12",
    ):
        sheet.merge_cells(merged)
    path = folder / "业主清册.xlsx"
    book.save(path)
    return path


def rooms_apart(folder: Path) -> Path:
    """Building, stair and room in columns of their own, two of them merged; a cover; a sheet a building."""
    book = Workbook()
    book.active.title = "填表说明"
    book.active.append(["请逐户填写，电话请填手机号"])
    for building, room in (("5", 301), ("6", "0302")):
        sheet = book.create_sheet(f"{building}栋")
        for row in (
            ["楼栋", "单元", "房号", "户主", "手机号码", "房屋类型", "管家"],
            [int(building), 1, room, "李四", 13900000001, "住宅", "林悦"],
            [None, None, 401, "周五", 13900000002, "商铺", "林悦"],
        ):
            sheet.append(row)
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")
    path = folder / "分栋.xlsx"
    book.save(path)
    return path


def tenants(folder: Path) -> Path:
    """Saved as .csv on a Chinese Windows: GB18030, trailing commas, full-width digits, days in five forms."""
    return text_file(
        folder / "入驻单位.csv",
        [
            ["入驻单位联系表", "", "", "", "", "", ""],
            ["房号", "单位名称", "类型", "联系人", "联系电话", "入驻日期", "上次走访", "服务项目", "面积㎡"],
            ["Ａ－１６０１", "瑞丰贸易", "企业", "郑洁", "１３７００１３７０００", "2024年3月1日",
             "2026/2/3", "保洁、绿植", "120.5"],
            ["A-1602", "朗润设计", "租户", "何平", "021-5555 0160转8", "20240401", "45992", "", "98"],
            ["北门 岗亭", "", "公区", "-", "/", "", "", "", ""],
            ["", "", "", "", "", "", "", "", ""],
            ["总计：3", "", "", "", "", "", "", "", "218.5"],
        ],
        "gb18030",
    )  # fmt: skip


def staff(folder: Path) -> Path:
    """Staff numbers as numbers, names as wide as each other, words of the office, days of three kinds."""
    book = Workbook()
    sheet = book.active
    sheet.title = "花名册"
    for row in (
        ["管理处员工花名册（2026年3月）"],
        [
            "工号",
            "姓名",
            "部门",
            "岗位",
            "联系方式",
            "状态",
            "单位",
            "入职日期",
            "证书编号",
            "有效期至",
            "登录名",
        ],
        [
            1,
            "王　敏",
            "客服部",
            "值班员",
            13900000001,
            "在职",
            "本公司",
            dt.date(2020, 5, 1),
            None,
            None,
            "wangmin",
        ],
        [2, "陈静", "综合管理部", "主管", 13900000002, "在职", "本公司", 45292, None, None, None],
        [
            12,
            "孙涛",
            "工程部",
            "电工",
            13900000012,
            "在岗",
            "",
            "2023年6月1日",
            "T4401-001",
            dt.date(2027, 1, 31),
            None,
        ],
        [31, "方敏", "保洁", "现场负责人", 13900000031, "在职", "洁雅保洁", None, None, "长期", None],
        [40, "老吴", "保安部", "保安", None, "离职", "", "2019-01-01", None, None, None],
        ["小计", 5],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:K1")
    path = folder / "花名册.xlsx"
    book.save(path)
    return path


def web_export(folder: Path) -> Path:
    """What a web page calls .xls: text with tabs."""
    return text_file(
        folder / "export.xls",
        [["Unit No.", "Contact", "Tel"], ["7-1-101", "Ann Lee", "13600136000"]],
        "gb18030",
        "\t",
    )


def unicode_text(folder: Path) -> Path:
    """Saved as “Unicode text”: UTF-16 with tabs."""
    return text_file(folder / "people.txt", [["姓名", "部门"], ["王强", "水电"], ["", ""]], "utf-16", "\t")


def named_separator(folder: Path) -> Path:
    """A western .csv: its separator in the first line, UTF-8 with a mark, a cell over two lines."""
    path = folder / "units.csv"
    path.write_bytes(
        b"\xef\xbb\xbfsep=;\r\nUnit;Owner;Mobile;Move in;Note\r\n"
        b'8-1-101;Bo;+86 136 0013 6001;1 June 2024;"dog,\r\nbell"\r\n'
    )
    return path


def spoilt(folder: Path) -> Path:
    """A list of staff that went through a spreadsheet and back, with slips of the finger."""
    return text_file(
        folder / "spoilt.csv",
        [
            ["工号", "姓名", "部门", "电话", "入职日期", "离职日期", "技能"],
            ["001", "王敏", "客服", "1.39E+10", "2026-02-30", "", ""],
            ["4.9E+11", "李强", "水电", "13900000002", "3/4/2026", "", ""],
            ["003", "", "厨房", "13900000003", "", "", "擦窗户"],
            ["004", "赵六", "保洁", "没记", "2026-03-01", "2026-02-01", ""],
            ["005", "钱七", "保洁", "13900000005", "", "", ""],
            ["005", "孙八", "保洁", "13900000006", "", "", ""],
        ],
        "utf-8-sig",
    )


def large(folder: Path, rows: int = 20_000) -> Path:
    """An estate of that many households."""
    path = folder / "large.xlsx"
    cells: dict[int, dict[str, str | int]] = {1: {"A": "2026年业主清册"}}
    cells[2] = dict(zip("ABCDEF", ["房号", "楼栋", "业主", "电话", "类型", "入住日期"], strict=True))
    for i in range(rows):
        building, stair, room = i // 500 + 1, i % 500 // 250 + 1, f"{i % 250 // 5 + 1:02d}{i % 5 + 1:02d}"
        code = f"{building}栋{stair}单元{room}"
        cells[i + 3] = {
            "A": code,
            "B": building,
            "C": f"业主{i}",
            "D": 13800000000 + i,
            "E": "住户",
            "F": 45000,
        }
    write_workbook(path, cells)
    return path


def month_roster(folder: Path) -> Path:
    """A column a day with the days of the week under them, a row a person, one who is off in between."""
    book = Workbook()
    sheet = book.active
    sheet.title = "值班表"
    for row in (
        ["2026年3月客服中心值班表"],
        ["姓名", "岗位", *range(1, 8)],
        [None, None, *"日一二三四五六"],
        ["王　敏", "值班员", "早", "早", "中", "夜", "休", None, "早/中"],
        ["陈静", "主管", *["白班"] * 4, "公休", "8:00-20:00", "D"],
        ["备注：早08:00-16:00，中16:00-24:00，夜00:00-08:00"],
    ):
        sheet.append(row)
    for merged in ("A1:I1", "A2:A3", "B2:B3", "A6:I6"):
        sheet.merge_cells(merged)
    path = folder / "3月值班表.xlsx"
    book.save(path)
    return path


def day_roster(folder: Path) -> Path:
    """A row a day, the names under the shifts."""
    return text_file(
        folder / "roster.csv",
        [
            ["日期", "星期", "早班", "晚班", "夜班"],
            ["2026/3/1", "日", "王敏", "孙涛、陈静", ""],
            ["3月2日", "一", "王敏", "", "孙涛"],
        ],
        "gb18030",
    )


def duty_list(folder: Path) -> Path:
    """A row a duty."""
    return text_file(
        folder / "duties.csv",
        [
            ["Date", "Shift", "Name", "Post"],
            ["2026-03-01", "night", "王敏", "front desk"],
            [46083, "N", "王敏", ""],
            ["2026-03-03", "20:00-次日8:00", "孙涛", "电工"],
        ],
        "utf-8",
    )
