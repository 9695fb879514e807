"""Reader of a caller's words: the category they tell, and whether it may be an emergency.

It reads in layers, and the first that knows decides: the patterns and words that the centre has written
itself, the model over the words, the patterns shipped with the program, the fallback.  Marks and names in the
line come before all of them (`core.intake.line`).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp
from pathlib import Path

from core.base.dataclass import dataclass, replace
from core.base.text import fold_case
from core.intake.recognition.features import Vocabulary, features
from core.intake.recognition.model import EMERGENCY, Scores, shipped_model
from core.intake.recognition.patterns import fits, word_length
from core.policy.model import (
    DEFAULT_POLICY,
    Category,
    Pattern,
    Policy,
    VocabularyWords,
    default_policy,
)
from core.policy.urgency import Urgency
from core.ticket.reading import Alarm, Certainty, Reading

FALLBACK = "service_request"
"""Category of words that tell nothing; the operator sees and corrects it."""

CERTAIN_FROM = 0.85
"""Probability from which a matter is taken as an emergency without asking."""

LIKELY_FROM = 0.6
"""Probability from which it is, where the words are among those that the policy has for an emergency."""

ASK_FROM = 0.03
"""Probability from which the operator is asked."""

LEAD_WEIGHT = 2.0
"""Weight of the distance between the best emergency's category and the best other, beside the words' own."""

SURE_BY = 0.6
"""Distance of the first score from the second from which a category is certain."""

ASK_BY = 1.5
"""Weight of the words for an emergency below which it is not asked about, however likely any call is one."""

KNOWN_FROM = -0.7
"""Score of the best category below which the words tell the model nothing."""

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
"""Groups of words in both languages; a centre adds to them in its policy."""

Recognised = tuple[Category, Reading]
Words = Mapping[str, Collection[str]]


def recognise(text: str, policy: Policy) -> Recognised:
    """Return the category that the words of a caller tell, and the reading that led to it."""
    folded = fold_case(text)
    if not folded:
        return fallback(policy), Reading(Certainty.FALLBACK)
    rules = _own_rules(policy)
    if found := _by_patterns(rules.patterns, folded, policy) or _by_words(rules.words, folded, policy):
        return found, Reading(Certainty.CERTAIN, _alarm_of(found))
    return _by_model(shipped_model().scores(features(text, _vocabulary(policy.vocabulary))), folded, policy)


def read_named(category: Category) -> Recognised:
    """Return the reading of a category that the operator has named."""
    return category, Reading(Certainty.CERTAIN, _alarm_of(category))


def urgency_of(category: Category, reading: Reading) -> Urgency:
    """Return the category's urgency; an emergency still asked about is only urgent until the answer."""
    asked = reading.emergency is Alarm.ASK and category.urgency == Urgency.EMERGENCY
    return Urgency.URGENT if asked else Urgency(category.urgency)


def _by_model(scores: Scores, folded: str, policy: Policy) -> Recognised:
    known = [one for one in policy.categories.values() if one.code in scores.by_class]
    ranked = sorted(known, key=lambda one: -scores.by_class[one.code])
    emergencies = [one for one in ranked if one.kind == EMERGENCY]
    others = [one for one in ranked if one.kind != EMERGENCY]
    alarm = _alarm(_chance(scores, emergencies, others), named=_names_emergency(folded, policy))
    if alarm is Alarm.ASK and scores.support(EMERGENCY) < ASK_BY:
        alarm = Alarm.NO  # words that say nothing are as likely an emergency as any call
    told = Reading(emergency=alarm, why=scores.why(EMERGENCY) if alarm is not Alarm.NO else ())
    if alarm is Alarm.ASK:
        told = replace(told, suspected=_first(emergencies, ""), otherwise=_first(others, FALLBACK))
    fitting = {Alarm.CERTAIN: emergencies or others, Alarm.ASK: ranked, Alarm.NO: others}[alarm]
    if fitting and (alarm is Alarm.CERTAIN or scores.by_class[fitting[0].code] >= KNOWN_FROM):
        best, *rest = fitting
        sure = not rest or scores.by_class[best.code] - scores.by_class[rest[0].code] >= SURE_BY
        certainty = Certainty.CERTAIN if sure else Certainty.GUESS
        return best, replace(told, category=certainty, why=told.why or scores.why(best.code))
    if found := _by_shipped_rules(others, folded, policy):
        return found, replace(told, category=Certainty.GUESS, otherwise=told.suspected and found.code)
    return fallback(policy), replace(told, category=Certainty.FALLBACK)


def _chance(scores: Scores, emergencies: Sequence[Category], others: Sequence[Category]) -> float:
    """Return the probability of an emergency, moved by how much better an emergency's category fits."""
    chance = scores.by_class[EMERGENCY]
    if not emergencies or not others:
        return chance
    lead = scores.by_class[emergencies[0].code] - scores.by_class[others[0].code]
    return chance / (chance + (1 - chance) * exp(-LEAD_WEIGHT * lead))


def _alarm(chance: float, *, named: bool) -> Alarm:
    """Return what is done about a probability; `named` if the policy's words for an emergency are there."""
    if chance >= (LIKELY_FROM if named else CERTAIN_FROM):
        return Alarm.CERTAIN
    return Alarm.ASK if chance >= ASK_FROM else Alarm.NO


def _first(ranked: Sequence[Category], other: str) -> str:
    return ranked[0].code if ranked else other


def _by_shipped_rules(others: Iterable[Category], folded: str, policy: Policy) -> Category | None:
    """Return the category of the policy's words and patterns; never an emergency's."""
    patterns = [one for one in policy.patterns if policy.categories[one.category].kind != EMERGENCY]
    words = {category.code: category.words for category in others}
    return _by_patterns(patterns, folded, policy) or _by_words(words, folded, policy)


def _names_emergency(folded: str, policy: Policy) -> bool:
    """Return True if the text has words of an emergency's category; the model judges how they are meant."""
    emergencies = (one for one in policy.categories.values() if one.kind == EMERGENCY)
    return any(word_length(one.words, folded) for one in emergencies)


def _alarm_of(category: Category) -> Alarm:
    return Alarm.CERTAIN if category.kind == EMERGENCY else Alarm.NO


def fallback(policy: Policy) -> Category:
    return policy.categories.get(FALLBACK) or next(iter(policy.categories.values()))


def _by_patterns(patterns: Iterable[Pattern], folded: str, policy: Policy) -> Category | None:
    for pattern in patterns:
        if any(fits(words, folded) for words in pattern.words):
            return policy.categories[pattern.category]
    return None


def _by_words(words: Words, folded: str, policy: Policy) -> Category | None:
    """Return the category with the longest of its words in the text."""
    length, code = max(((word_length(some, folded), code) for code, some in words.items()), default=(0, ""))
    return policy.categories[code] if length else None


@dataclass(frozen=True, slots=True)
class OwnRules:
    """Patterns and words of a policy that the centre has written itself."""

    patterns: tuple[Pattern, ...]
    words: Words


def _own_rules(policy: Policy) -> OwnRules:
    if _has_shipped_rules(policy.text):
        return OwnRules((), {})  # without reading the shipped policy, which takes as long as a whole command
    return _apart_from(policy.patterns, tuple(policy.categories.values()))


@lru_cache(maxsize=8)
def _has_shipped_rules(policy_text: str) -> bool:
    text = DEFAULT_POLICY.read_text(encoding="utf-8")
    return text[text.index("[[pattern]]") :] in policy_text


@lru_cache(maxsize=8)
def _apart_from(patterns: tuple[Pattern, ...], categories: tuple[Category, ...]) -> OwnRules:
    """Return what differs from the shipped policy."""
    shipped = default_policy()
    old = {(pattern.category, word) for pattern in shipped.patterns for word in pattern.words}
    own = [
        Pattern(pattern.category, new)
        for pattern in patterns
        if (new := tuple(word for word in pattern.words if (pattern.category, word) not in old))
    ]
    words = {
        category.code: added
        for category in categories
        if (added := frozenset(category.words) - _shipped_words(category.code))
    }
    return OwnRules(tuple(own), words)


def _shipped_words(code: str) -> frozenset[str]:
    shipped = default_policy().categories.get(code)
    return frozenset(shipped.words) if shipped else frozenset()


@cache
def shipped_groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the groups of the shipped vocabulary with their words."""
    rows = VOCABULARY.read_text(encoding="utf-8").splitlines()
    groups = (row.partition(": ") for row in rows if row and row[0] != "#")
    return tuple((group, tuple(words.split(", "))) for group, _, words in groups)


@lru_cache(maxsize=8)
def _vocabulary(own: tuple[VocabularyWords, ...]) -> Vocabulary:
    return Vocabulary([*shipped_groups(), *((one.group, one.words) for one in own)])


def warm() -> None:
    """Read the weights and the vocabulary, which takes as long as a few frames, before the first letter."""
    shipped_model()
    shipped_vocabulary()


def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary of the program, without a centre's own words."""
    return _vocabulary(())
