"""Headings and words of lists of units and of people, as offices write them."""

from collections.abc import Sequence

OWN_MARK = "(dutydesk)"
"""Mark behind the first heading of our own exports, whose texts are taken as they are written."""

_PHONES = (
    "phone", "tel", "tel no", "telephone", "mobile", "mobile no", "contact no", "phone no", "phone number",
    "电话", "手机", "手机号", "联系电话", "手机号码", "电话号码", "业主电话", "联系方式",
)  # fmt: skip
PHONE_HEADERS = (
    *_PHONES, *(f"{name}{number}" for name in _PHONES for number in "123"),
    "home phone", "office phone", "landline", "extension", "ext", "座机", "固定电话", "固话", "住宅电话",
    "办公电话", "备用电话", "短号", "集团短号", "分机", "分机号",
    *(f"{who} phone" for who in ("owner", "tenant", "emergency")),
    *(f"{who}{what}" for who in ("业主", "租户", "租客", "承租人", "住户", "紧急", "紧急联系人")
      for what in ("电话", "手机", "联系电话", "手机号")),
)  # fmt: skip
"""Headings of phone numbers, of which a list may have several."""

UNIT_HEADERS: dict[str, Sequence[str]] = {
    "code": (
        "unit", "unit no", "room", "room no", "房号", "单元", "单元号", "房间号", "户号", "编号", "房间",
        "室号", "房屋编号", "门牌号", "单位", "地址", "房屋坐落", "坐落", "房屋地址", "住址", "房产名称",
        "铺位号", "商铺号", "flat", "flat no", "apartment", "apt", "suite", "unit number", "address",
        "premises",
    ),
    "name": ("unit name", "名称", "单位", "单位名称", "入驻单位", "企业名称", "公司名称"),
    "kind": ("type", "类型", "类别", "房屋类型", "性质"),
    "building": (
        "block", "tower", "楼栋", "楼号", "栋", "栋号", "楼栋号", "幢", "幢号", "座", "楼座", "楼宇", "大厦",
    ),
    "area": ("zone", "区域", "片区"),
    "contact": (
        "owner", "resident", "contact name", "联系人", "业主", "住户", "姓名", "业主姓名", "住户姓名",
        "户主", "客户姓名", "owner name", "resident name", "tenant", "tenant name", "emergency contact",
        "租户", "租户姓名", "租客", "租客姓名", "承租人", "承租人姓名", "紧急联系人", "联系人姓名",
        *(f"联系人{number}" for number in "123"),
    ),
    "phone": PHONE_HEADERS,
    "relation": ("contact role", "身份", "关系", "与业主关系", "人员类型", "客户类型", "住户类型"),
    "specialist": ("steward", "服务专员", "客服专员", "管家"),
    "services": ("service", "服务项目", "服务内容", "约定服务"),
    "visited_on": (
        "last visit", "visited", "上次走访", "最近走访", "上次走访日期", "最近走访日期", "走访日期",
    ),
    "active_from": (
        "from", "since", "move in", "move in date", "入住日期", "入驻日期", "起租日期", "交房日期",
        "收房日期", "入住时间", "入驻时间", "交房时间", "交付日期",
    ),
    "active_to": (
        "to", "until", "move out", "move out date", "迁出日期", "退租日期", "搬离日期", "退房日期",
        "迁出时间", "退租时间", "搬离时间", "退房时间",
    ),
    "notes": ("note", "remark", "备注"),
}  # fmt: skip
"""Columns of a list of units, by the names people give them."""

STAIR = ("单元", "单元号", "entrance", "stair")
"""Headings for the part of a unit's number before the room, if another column has the room."""

SERIAL = "编号"
"""Heading of a unit's number; of the row's number if another column has the room."""

COMPANY = "单位"
"""Heading of a unit, as in Hong Kong; of the company in it if another column has the unit."""

CONTACT_ROLES = {
    "业主": "业主", "户主": "业主", "租": "租户", "紧急": "紧急联系人", "owner": "owner", "tenant": "tenant",
    "emergency": "emergency contact",
}  # fmt: skip
"""Roles of the contacts of a list with a column for each, by a part of its heading."""

VACANT = frozenset(
    {"空置", "空房", "空", "未售", "待售", "待租", "未入住", "未交房", "vacant", "empty", "unsold"}
)
"""Texts in place of a name that say that nobody is there."""

PEOPLE_HEADERS: dict[str, Sequence[str]] = {
    "no": ("staff no", "staff id", "employee no", "number", "id", "工号", "编号", "员工编号", "员工号"),
    "name": ("full name", "staff name", "姓名", "名字", "员工姓名"),
    "last": ("last name", "surname", "family name", "姓"),
    "first": ("first name", "given name", "forename", "名"),
    "department": ("dept", "team", "部门", "班组", "所属部门"),
    "post": ("position", "title", "job", "job title", "岗位", "职务", "职位", "工种"),
    "role": ("rights", "角色", "权限"),
    "phone": PHONE_HEADERS,
    "employer": ("company", "subcontractor", "单位", "公司", "所属单位", "分包方", "分包单位", "用工单位"),
    "active": ("employed", "status", "在职", "状态", "在职状态", "是否在职"),
    "supervisor": ("reports to", "leader", "上级", "主管", "直属上级"),
    "area": ("zone", "beat", "区域", "片区", "责任区"),
    "active_from": (
        "from", "since", "joined", "start date", "入职日期", "到岗日期", "进场日期", "入职时间",
    ),
    "active_to": ("to", "until", "left", "end date", "离职日期", "离岗日期", "退场日期", "离职时间"),
    "certificate": (
        "certificate no", "licence", "license", "证书编号", "证号", "证书号", "上岗证号", "操作证号",
        "资格证号",
    ),
    "certificate_until": (
        "certificate valid until", "valid until", "expires", "expiry", "expiry date", "证书有效期",
        "有效期至", "证件有效期", "证书有效期至", "有效期", "到期日期", "证书到期",
    ),
    "skills": ("skill", "categories", "技能", "可接类别", "业务类别", "擅长"),
    "account": ("login", "username", "登录名", "登录账号", "账号", "帐号"),
}  # fmt: skip
"""Columns of a list of people, by the names people give them."""

KINDS: dict[str, Sequence[str]] = {
    "household": ("home", "住户", "业主", "住宅"),
    "tenant": ("office", "shop", "入驻单位", "租户", "商户", "企业", "商铺", "写字楼", "办公"),
    "public": ("public place", "public area", "公共", "公共区域", "公区", "公共部位"),
}

ROLES: dict[str, Sequence[str]] = {
    "operator": ("desk", "值班员", "接线员", "客服", "客服员"),
    "supervisor": ("主管", "综合组主管", "客服主管"),
    "department_head": ("head", "head of department", "部门负责人", "部门主管", "部门经理"),
    "director": ("manager", "主任", "管理处主任"),
    "general_manager": ("gm", "总经理"),
    "site_manager": ("现场负责人", "项目负责人", "驻场负责人"),
    "worker": ("staff", "员工", "工人", "维修工", "保安", "保洁员"),
    "read_only": ("viewer", "只读"),
}

FLAGS: dict[str, Sequence[str]] = {
    "yes": (
        "y", "true", "1", "是", "在职", "active", "employed", "在岗", "试用", "正常", "正式",
        "试用期", "实习", "实习期", "返聘", "休假", "产假", "probation", "full-time", "part-time",
    ),
    "no": (
        "n", "false", "0", "否", "离职", "left", "resigned", "离岗", "退休", "已离职", "辞职", "已辞职",
        "已退休", "retired",
    ),
}  # fmt: skip

OWN_WORDS = frozenset({"本公司", "本单位", "自有", "自有员工", "管理处", "own", "own staff"})
"""Words for the centre itself as the employer of its staff."""
