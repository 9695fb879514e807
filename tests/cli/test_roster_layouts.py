"""Rosters laid out as offices make them: taken with the right duties, or refused with what to change."""

from datetime import date
from pathlib import Path

from core.duty.roster import Duty
from core.duty.spans import shown
from core.people.directory import Person
from tests.cli.layouts import Layout, desk_of, each, lines, refusal, take

STAFF = (
    Person("101", "张一", "desk", "值班员", "supervisor", initials="zy"),
    Person("102", "李二", "desk", "值班员", "operator", initials="le"),
    Person("103", "王三", "desk", "值班员", "operator", initials="ws"),
    Person("104", "赵四", "security", "保安", initials="zs"),
    Person("105", "Ann Lee", "desk", "operator", "operator", initials="al"),
    Person("106", "Bo Chen", "desk", "operator", "operator", initials="bc"),
)

TAKEN = {
    "letters, days of the week below, totals at the right and below, a signature": Layout(
        """
        翠湖花园客服中心2026年12月排班表
        序号|姓名|岗位|1|2|3|出勤天数|夜班|合计
        ||  |二|三|四
        1|张一|值班员|早|中|休|2|0|2
        2|李二|值班员|夜|夜|早|3|2|3
        在岗人数|||2|2|1
        制表：王敏||审核：陈静
        """,
        "李二: 1 00-08, 2 00-08, 3 08-16\n张一: 1 08-16, 2 16-24",
        merged="A1:I1 A2:A3 B2:B3 C2:C3",
    ),
    "headings in two lines that nobody merged": Layout(
        """
        2026年12月值班表
        姓名|岗位|日期||
        ||1|2|3
        张一|值班员|白|夜|休
        """,
        "张一: 1 08-16, 2 00-08",
        code="gb18030",
    ),
    "the day of the week in the same cell, a blank column between the weeks": Layout(
        """
        姓名|12/1⏎周二|12/2⏎周三||12/3⏎周四
        张一|早班|中班||夜班
        """,
        "张一: 1 08-16, 2 16-24, 3 00-08",
    ),
    "a row a day, times in the headings of the shifts": Layout(
        """
        日期|星期|白班(08:00-20:00)|夜班 20:00-次日08:00|备注
        12月1日|二|张一、李二|王三|
        12月2日|三|张一|李二 王三|年检
        """,
        "李二: 1 08-20, 2 20-08\n王三: 1 20-08, 2 20-08\n张一: 1 08-20, 2 08-20",
        code="gb18030",
    ),
    "cells with the word and its times": Layout(
        """
        2026年12月
        姓名|1日|2日
        张一|白班 08:00-20:00|夜班(20:00-08:00)
        李二|休息|白班8:00-20:00
        """,
        "李二: 2 08-20\n张一: 1 08-20, 2 20-08",
    ),
    "D, N and rest, explained under the table in a line": Layout(
        """
        2026年12月保安班表
        姓名|1|2|3
        赵四|D|N|休
        备注：D：8:30-20:30  N：20:30-次日8:30
        """,
        "赵四: 1 08:30-20:30, 2 20:30-08:30",
        code="utf-8-sig",
    ),
    "A, B and C, explained under the table in rows": Layout(
        """
        2026年12月排班
        工号|姓名|1|2|3
        101|张一|A|B|C
        102|李二|C|休|A
        A|早班|07:00-15:00
        B|中班|15:00-23:00
        C|夜班|23:00-07:00
        """,
        "李二: 1 23-07, 3 07-15\n张一: 1 07-15, 2 15-23, 3 23-07",
    ),
    "departments as headings between the people": Layout(
        """
        2026年12月
        姓名|1|2
        客服部
        张一|早|中
        保安部
        赵四|夜|夜
        """,
        "张一: 1 08-16, 2 16-24\n赵四: 1 00-08, 2 00-08",
        code="gb18030",
    ),
    "people across and days down": Layout(
        """
        2026年12月客服值班
        日期|星期|张一|李二|王三
        12月1日|二|早|中|夜
        12月2日|三|休|早|中
        """,
        "李二: 1 16-24, 2 08-16\n王三: 1 00-08, 2 16-24\n张一: 1 08-16",
    ),
    "a week by its days alone, its first day in the title": Layout(
        """
        值班表（2026年12月7日-12月13日）
        姓名|周一|周二|周三|周四|周五|周六|周日
        张一|早|早|中|中|休|休|夜
        """,
        "张一: 7 08-16, 8 08-16, 9 16-24, 10 16-24, 13 00-08",
        merged="A1:H1",
    ),
    "an English week": Layout(
        """
        Duty roster, December 2026
        Name|Mon 7 Dec|Tue 8 Dec|Wed 9 Dec|Hours
        Ann Lee|D|N|OFF|16
        Bo Chen|off|D|D|16
        """,
        "Ann Lee: 7 08-16, 8 00-08\nBo Chen: 8 08-16, 9 08-16",
    ),
    "a row a duty, days as in Germany, from and to": Layout(
        """
        Date|From|To|Staff|Post
        01.12.2026|08:00|16:00|Ann Lee|front desk
        02.12.2026|22:00|06:00|Bo Chen|
        """,
        "Ann Lee: 1 08-16 front desk\nBo Chen: 2 22-06",
        code="cp1252",
        separator=";",
    ),
    "a row a shift, its post merged over several": Layout(
        """
        2026年12月
        岗位|班次|1|2
        东门|白班 07:00-19:00|赵四|张一
        |夜班 19:00-07:00|李二|赵四
        """,
        "李二: 1 19-07 东门\n张一: 2 07-19 东门\n赵四: 1 07-19 东门, 2 19-07 东门",
        merged="A3:A4",
    ),
    "text with tabs, a row a duty": Layout(
        """
        值班日期|班次|值班人员|联系电话
        2026-12-01|夜班|王三|13900000103
        2026-12-02|早班|张一/李二|
        """,
        "李二: 2 08-16\n王三: 1 00-08\n张一: 2 08-16",
        code="utf-16",
        separator="\t",
    ),
    "the month in the name of the sheet alone": Layout(
        """
        姓名|1|2
        张一|早|夜
        """,
        "张一: 1 08-16, 2 00-08",
        sheet="2026.12",
    ),
    "a traditional roster": Layout(
        """
        姓名,12月1日,12月2日,12月3日
        張一,早班,晚班,休假
        """.replace(",", "|"),
        "张一: 1 08-16, 2 00-08",
        code="big5",
    ),
    "the days of a payroll month, from the day in its title": Layout(
        """
        2026年12月考勤排班（2026.11.29-2026.12.2）
        姓名|29|30|1|2
        张一|休|休|早|中
        """,
        "张一: 1 08-16, 2 16-24",
    ),
    "office hours of each person in a column of their own": Layout(
        """
        日期|姓名|上班时间|下班时间|班次说明
        2026-12-01|张一|08:30|17:30|行政班
        2026-12-01|李二|13:00|21:00|
        """,
        "李二: 1 13-21\n张一: 1 08:30-17:30",
    ),
}
"""Rosters that are taken, by what is special about them."""

SHIFT = "“{}” is not a shift (00:00-08:00, 08:00-16:00, 16:00-24:00): give its times in the policy,"
SHIFT += ' [shift.words], as "{}" = "08:30-17:30"'

REFUSED = {
    "a tick for being there": Layout(
        """
        2026年12月考勤表
        姓名|时段|1|2
        张一|上午|√|√
        |下午|√|
        """,
        says="row 3, 1; row 3, 2; row 4, 1: " + SHIFT.format("√", "√"),
        merged="A3:A4",
    ),
    "two halves of a month under each other": Layout(
        """
        2026年12月值班表
        姓名|1|2|3
        张一|早|早|早
        姓名|17|18|19
        张一|夜|夜|夜
        """,
        says="Row 4 of list.xlsx begins a second list with headings of its own. "
        "Move it to a file or sheet of its own.",
    ),
    "a month that begins on the 26th, and nobody says in which": Layout(
        "2026年12月\n姓名|"
        + "|".join(map(str, [*range(26, 31), *range(1, 26)]))
        + "\n张一|"
        + "|".join("早" * 30),
        says="Which month is day 26? Write it above the list, such as 2026-03, or give --month 2026-03.",
    ),
    "days of the week and no date": Layout(
        """
        客服中心值班表
        姓名|周一|周二|周三
        张一|早|中|夜
        """,
        says="Which week is 周一? Write its first day above the list, such as 2026-12-07.",
    ),
    "words of an office's own": Layout(
        """
        2026年12月
        姓名|1|2|3
        张一|早|机动|早/加
        李二|机动|早|早
        """,
        says="row 3, 2; row 4, 1: "
        + SHIFT.format("机动", "机动")
        + "\nrow 3, 3: "
        + SHIFT.format("早/加", "早/加"),
    ),
    "somebody who is not on the list of staff": Layout(
        """
        日期|早班|中班|夜班
        2026-12-01|张一|钱七|王三
        """,
        says="row 2, 中班: “钱七” is not on the staff list",
        code="gb18030",
    ),
    "no people at all": Layout(
        """
        班次|人数
        早班|3
        """,
        says="This does not look like a roster. Its columns are: 班次, 人数. "
        "A roster has one column per day, or the columns date, shift and name.",
    ),
}
"""Rosters that are refused, with the lines that say what to change."""


def duties(folder: Path, layout: Layout) -> list[str]:
    """Return the duties in December of everybody on them, after a layout was taken."""
    desk = desk_of(folder)
    with desk.session.store.writing() as work:
        work.people.save_people(STAFF)
    take(desk, layout, folder, "roster")
    with desk.session.store.reading() as look:
        found = look.roster.duties(date(2026, 11, 1), date(2027, 1, 31))
    return sorted(
        f"{person.name}: " + ", ".join(_told(duty) for duty in found if duty.person == person.no)
        for person in STAFF
        if any(duty.person == person.no for duty in found)
    )


def _told(duty: Duty) -> str:
    return f"{duty.day.day} {shown(duty.start, duty.end)} {duty.post}".rstrip()


@each(TAKEN)
def test_a_roster_as_an_office_lays_it_out_is_taken(tmp_path: Path, layout: Layout) -> None:
    assert duties(tmp_path, layout) == sorted(lines(layout.gives))


@each(REFUSED)
def test_a_roster_that_cannot_be_read_says_what_to_change(tmp_path: Path, layout: Layout) -> None:
    desk = desk_of(tmp_path)
    with desk.session.store.writing() as work:
        work.people.save_people(STAFF)
    assert refusal(desk, layout, tmp_path, "roster") == layout.says
