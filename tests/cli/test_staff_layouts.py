"""Lists of staff laid out as offices make them: taken with the right values, or refused."""

from pathlib import Path

from core.imports.preview import Wish
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from tests.cli.layouts import Layout, desk_of, each, lines, refusal, take
from tui.files.previews import remarks
from tui.files.tables import read_book

BOSS = Person("S", "张一", role="supervisor")

TAKEN = {
    "a title, sequence numbers, unknown columns, a signature": Layout(
        """
        翠湖花园管理处员工花名册
        序号|工号|姓名|性别|部门|岗位|联系电话|身份证号|备注
        1|WY001|王敏|女|客服部|值班员|13900000001|'440100199001010011|
        2|WY002|陈静|女|综合部|主管|13900000002|'440100199001010022|
        制表人：陈静
        """,
        "WY001 王敏 desk 值班员 operator 13900000001\nWY002 陈静 admin 主管 supervisor 13900000002",
        merged="A1:I1",
    ),
    "departments as headings between the people": Layout(
        """
        姓名|岗位|手机
        客服部
        王敏|值班员|13900000001
        工程部
        孙涛|电工|13900000012
        """,
        "001 王敏 desk 值班员 operator 13900000001\n002 孙涛 engineering 电工 worker 13900000012",
        code="gb18030",
    ),
    "departments as merged headings": Layout(
        """
        姓名|职务|手机
        安保部（12人）||
        赵四|队员|13900000004
        保洁部||
        李妹|保洁员|13900000005
        """,
        "001 赵四 security 队员 worker 13900000004\n002 李妹 cleaning 保洁员 worker 13900000005",
        merged="A2:C2 A4:C4",
    ),
    "a department merged downwards": Layout(
        """
        部门|姓名|岗位|电话
        工程部|孙涛|电工|13900000012
        |周工|水工|13900000013
        客服部|王敏|前台|13900000001
        """,
        "001 孙涛 engineering 电工 worker 13900000012\n002 周工 engineering 水工 worker 13900000013\n"
        "003 王敏 desk 前台 worker 13900000001",
        merged="A2:A3",
    ),
    "a post with a slash": Layout(
        """
        姓名|部门|岗位
        王敏|客服|值班员/前台
        陈静|综合|文员/主管
        孙涛|工程|电工、水工
        """,
        "001 王敏 desk 值班员/前台 operator\n002 陈静 admin 文员/主管 supervisor\n"
        "003 孙涛 engineering 电工、水工 worker",
        code="utf-8-sig",
    ),
    "a mobile, a short number and an extension": Layout(
        """
        姓名|部门|手机|短号|分机
        王敏|客服|13900000001|660001|8001
        孙涛|工程|13900000012||
        """,
        "001 王敏 desk worker 13900000001/660001/8001\n002 孙涛 engineering worker 13900000012",
    ),
    "states of employment": Layout(
        """
        工号|姓名|部门|在职状态|入职时间|离职时间
        1|王敏|客服|正式|2020.5.1|
        2|孙涛|工程|试用期|2026年11月1日|
        3|老吴|保安|已离职|2019-01-01|2026/6/30
        """,
        "1 王敏 desk worker (since 2020-05-01)\n2 孙涛 engineering worker (since 2026-11-01)\n"
        "3 老吴 security worker left (since 2019-01-01) (until 2026-06-30)",
    ),
    "contractors with their firm": Layout(
        """
        姓名|用工单位|岗位|电话
        方敏|洁雅保洁|现场负责人|13900000031
        李妹|洁雅保洁|保洁员|13900000032
        王敏|本公司|值班员|13900000001
        """,
        "001 方敏 现场负责人 site_manager 13900000031 of 洁雅保洁\n"
        "002 李妹 保洁员 worker 13900000032 of 洁雅保洁\n"
        "003 王敏 值班员 operator 13900000001",
        code="gb18030",
    ),
    "headings in two lines": Layout(
        """
        工号|姓名|部门|联系方式||证件|
        |||手机|座机|证书编号|有效期至
        12|孙涛|工程部|13900000012|'01055550158|T4401-001|2027-01-31
        """,
        "12 孙涛 engineering worker 13900000012/01055550158 cert T4401-001 2027-01-31",
    ),
    "names set as wide as each other": Layout(
        """
        姓　名|部　门|岗　位
        王　敏|客服部|值班员
        欧阳修远|工程部|电工
        """,
        "001 王敏 desk 值班员 operator\n002 欧阳修远 engineering 电工 worker",
    ),
    "an English list with semicolons": Layout(
        """
        Staff No.|Full name|Department|Position|Mobile
        301|Jürgen Müller|Engineering|electrician|+49 351 2220003
        302|Ann Lee|Service desk|Operator|0351/2220004
        """,
        "301 Jürgen Müller engineering electrician worker +49 351 2220003\n"
        "302 Ann Lee desk Operator operator 0351/2220004",
        code="cp1252",
        separator=";",
    ),
    "first and last names apart": Layout(
        """
        ID|First name|Last name|Dept|Job title
        301|Ann|Lee|Engineering|plumber
        302|Bo|Chen|Cleaning|
        """,
        "301 Ann Lee engineering plumber worker\n302 Bo Chen cleaning worker",
    ),
    "a traditional list": Layout(
        """
        姓名|部門|職位|電話
        黃志強|工程部|電工|98765432
        """,
        "001 黃志強 engineering 電工 worker 98765432",
        code="big5",
    ),
    "text with tabs": Layout(
        """
        姓名|部门|登录名
        王敏|客服中心|wangmin
        """,
        "001 王敏 desk worker login wangmin",
        code="utf-16",
        separator="\t",
    ),
    "rights and skills": Layout(
        """
        工号|姓名|部门|角色|擅长
        1|刘总|综合|总经理|
        2|孙涛|工程|员工|水管漏水、street_light
        """,
        "1 刘总 admin general_manager\n2 孙涛 engineering worker skills pipe_leak, street_light",
    ),
    "somebody named twice in the same way": Layout(
        """
        工号|姓名|部门
        1|王敏|客服
        1|王敏|客服
        """,
        "1 王敏 desk worker",
    ),
    "a total of each department": Layout(
        """
        部门|姓名|岗位
        客服部|王敏|值班员
        小计|1人|
        工程部|孙涛|电工
        合计|2人|
        """,
        "001 王敏 desk 值班员 operator\n002 孙涛 engineering 电工 worker",
        code="gb18030",
    ),
}
"""Lists that are taken, by what is special about them."""

REFUSED = {
    "two lists beside each other": Layout(
        """
        姓名|电话|姓名|电话
        王敏|13900000001|陈静|13900000002
        """,
        says="The columns “姓名” and “姓名(2)” mean the same. Remove one of them.",
    ),
    "a card for each person": Layout(
        """
        员工登记表|
        员工|王敏
        所在部门|客服部
        """,
        says="There is no column for name; the columns are: 员工, 王敏. "
        "Name it one of: full name, staff name, 姓名, 名字, 员工姓名.",
    ),
    "a department that the centre does not have": Layout(
        """
        姓名|部门
        王敏|客服部
        周花|绿化部
        林草|绿化部
        """,
        says="rows 3, 4, 部门: “绿化部” is not a department",
        code="gb18030",
    ),
    "a heading of a department that the centre does not have": Layout(
        """
        姓名|岗位
        绿化部|
        周花|花工
        """,
        says="row 2, department: “绿化部” is not a department",
    ),
    "numbers that a spreadsheet cut": Layout(
        """
        工号|姓名|电话
        1|王敏|1.39E+10
        2|孙涛|1.39E+10
        """,
        says="rows 2, 3, 电话: “1.39E+10” is missing digits: format the column as text and retype it",
        code="utf-8",
    ),
    "a state of employment that nobody knows": Layout(
        """
        姓名|状态
        王敏|借调
        """,
        says="row 2, 状态: “借调” is not one of: yes, no",
    ),
    "namesakes without numbers": Layout(
        """
        姓名|部门
        王敏|客服
        王敏|工程
        """,
        says="row 3, 姓名: appears twice",
    ),
}
"""Lists that are refused, with the lines that say what to change."""


def told(person: Person) -> str:
    """Return a person in one line."""
    more = [f"of {person.employer}" if person.employer else "", "" if person.active else "left"]
    more += [f"(since {person.active_from})" if person.active_from else ""]
    more += [f"(until {person.active_to})" if person.active_to else ""]
    more += [f"cert {person.certificate} {person.certificate_until}" if person.certificate else ""]
    more += [f"skills {', '.join(person.skills)}" if person.skills else ""]
    more += [f"login {person.account}" if person.account else ""]
    parts = (person.no, person.name, person.department, person.post, person.role, person.phone, *more)
    return " ".join(filter(None, parts))


@each(TAKEN)
def test_a_staff_list_as_an_office_lays_it_out_is_taken(tmp_path: Path, layout: Layout) -> None:
    desk = desk_of(tmp_path)
    with desk.session.store.writing() as work:
        work.people.save_people([BOSS])
    take(desk, layout, tmp_path, "people")
    found = (person for person in desk.queries.directory().people if person != BOSS)
    assert sorted(map(told, found)) == sorted(lines(layout.gives))


@each(REFUSED)
def test_a_staff_list_that_cannot_be_read_says_what_to_change(tmp_path: Path, layout: Layout) -> None:
    assert refusal(desk_of(tmp_path), layout, tmp_path, "people") == layout.says


def test_who_leaves_with_open_tickets_is_named(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    with desk.session.store.writing() as work:
        work.people.save_people(
            [BOSS, Person("1", "孙涛", "engineering"), Person("2", "周工", "engineering")]
        )
    matter = Intake(line="leak", description="leak", unit="1-1-101", category="pipe_leak", assign_to="孙涛")
    desk.tickets.log(cleaned(matter))
    desk.tickets.log(cleaned(matter))
    left = Layout("工号|姓名|状态\n1|孙涛|离职\n2|周工|离职", code="gb18030").write(tmp_path)
    found = desk.imports.import_list(read_book(left), Wish("people"))
    assert found.leaving == [("孙涛", 2)]
    assert "Leaving with open tickets, reassign them: 孙涛 (2)" in [*remarks(found)]
