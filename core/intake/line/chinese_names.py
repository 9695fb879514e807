"""Chinese names told from other words."""

from core.intake.line import name_lists

_MATTER = frozenset("漏坏堵水电灯门梯桶阀墙楼层车锁响吵断没不了的在有找请要谢空便路费管道头气声味")


def is_plausible(name: str) -> bool:
    """Return True for a surname and one or two signs that belong to no usual matter."""
    compound = name[:2] in name_lists.COMPOUND
    if not compound and name[0] not in name_lists.SURNAMES:
        return False
    if len(name) > (4 if compound else 3) or name[:2] in name_lists.TAUT:
        return False
    return not _MATTER & set(name[1:])


def is_nickname(name: str) -> bool:
    """Return True for names such as 阿梅, 小李 and 老王."""
    usual = len(name) == 2 and name[0] in "阿小老" and name not in name_lists.NO_NICKNAMES
    return usual and (name[0] == "阿" or name[1] in name_lists.SURNAMES)


def is_full_name(name: str) -> bool:
    """Return True for a surname with a given name of usual signs, which no word looks like."""
    first = 2 if name[:2] in name_lists.COMPOUND else 1
    given = name[first:]
    known = first == 2 or name[0] in name_lists.SURNAMES
    return (
        known and 1 <= len(given) <= 2 and name not in name_lists.TAUT
        and name[:2] not in name_lists.TAUT and all(sign in name_lists.GIVEN_SIGNS for sign in given)
    )  # fmt: skip
