"""Features of a text: its words and pieces of words, and the groups of the vocabulary that it names."""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

Features = dict[str, str]
"""Features of a text, each with the words in the text that show it; empty for a pair of groups."""

_RUNS = re.compile("[a-z]+|[\u3400-\u9fff]+|[?!？！]")
_JOINED = str.maketrans({"'": None, "’": None, "-": " "})
_STOPS = re.compile(r"[,.;:，。；：、]")
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_DOUBLED = "aeols"
"""Letters that are doubled in a root itself: fall, miss, see."""

_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "without",
        "none",
        "nobody",
        "never",
        "nothing",
        "isnt",
        "wasnt",
        "didnt",
        "dont",
        "doesnt",
        "hasnt",
        "havent",
        "arent",
    ]
)
_TURNS = frozenset(("and", "but", "then"))
_NEGATED_WORDS = 4
"""Number of English words from a negation on that it may deny."""

_NEGATED_SIGNS = frozenset("没无未不非别")
_SIGNS_BEFORE = 3
"""Number of Chinese characters before a word in which a negation may deny it."""

LONGEST = 5
"""Number of characters of the longest Chinese word looked up."""

_PIECES = (3, 4, 5)


def stem(word: str) -> str:
    """Return an English word without its usual ending: leaking, leaks and leaked give leak."""
    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3:
            return root[:-1] if root[-1] == root[-2] and root[-1] not in _DOUBLED else root
    return word


class Vocabulary:
    """Words grouped by meaning, such as `smoke` or `question`, in English and Chinese."""

    def __init__(self, groups: Iterable[tuple[str, Iterable[str]]]) -> None:
        whole: dict[str, set[str]] = {}
        begun: dict[str, set[str]] = {}
        for group, words in groups:
            for word in words:
                plain = _plain(word.removesuffix("*"))
                if word.endswith("*"):
                    begun.setdefault(plain, set()).add(group)
                else:
                    whole.setdefault(_root(plain), set()).add(group)
        self._whole = {word: tuple(sorted(found)) for word, found in whole.items()}
        self._begun = {word: tuple(sorted(found)) for word, found in begun.items()}

    def groups(self, root: str, word: str = "") -> Iterator[str]:
        """Yield the groups of a stem or Chinese word, and those of the beginnings of `word`."""
        yield from self._whole.get(root, ())
        for end in range(2, len(word) + 1):
            yield from self._begun.get(word[:end], ())


def _plain(text: str) -> str:
    return text.lower().translate(_JOINED)


def _root(plain: str) -> str:
    return " ".join(map(stem, plain.split())) if plain.isascii() else plain


def features(text: str, vocabulary: Vocabulary) -> Features:
    """Return the features of a text.

    A word is its stem; pairs of neighbours are `a b`, over one word `a _ b`; pieces of words begin with `#`;
    groups are `@smoke`, denied ones `@-smoke`, two of them `@lift&trapped`.  Chinese gives all sequences of
    up to four characters.
    """
    found: Features = {}
    groups: Features = {}
    for sentence in _STOPS.split(_plain(text)):
        latin: list[str] = []
        for run in _RUNS.findall(sentence):
            if run.isascii() and run.isalpha():
                latin.append(run)
                continue
            _english(latin, vocabulary, found, groups)
            latin = []
            if run in "?？":
                found["?"] = run
            elif run in "!！":
                found["!"] = run
            else:
                _chinese(run, vocabulary, found, groups)
        _english(latin, vocabulary, found, groups)
    named = sorted(groups)
    found.update((f"@{group}", groups[group]) for group in named)
    found.update((f"@{one}&{other}", "") for one, other in combinations(named, 2))
    return found


def _english(words: list[str], vocabulary: Vocabulary, found: Features, groups: Features) -> None:
    before, last = "", "^"
    denied = 0
    for word in words:
        root = stem(word)
        found[root] = word
        found[f"{last} {root}"] = word
        if before:
            found[f"{before} _ {root}"] = word
        edged = f"<{word}>"
        for size in _PIECES:
            for start in range(len(edged) - size + 1):
                found["#" + edged[start : start + size]] = word
        denied = _NEGATED_WORDS if word in _NEGATIONS else 0 if word in _TURNS else denied
        for phrase, whole in ((root, word), (f"{last} {root}", ""), (f"{before} {last} {root}", "")):
            for group in vocabulary.groups(phrase, whole):
                groups[f"-{group}" if denied and group != "negation" else group] = word
        denied = max(0, denied - 1)
        before, last = last if last != "^" else "", root


def _chinese(run: str, vocabulary: Vocabulary, found: Features, groups: Features) -> None:
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + LONGEST) + 1):
            word = run[start:end]
            if len(word) < LONGEST:
                found[word] = word
            for group in vocabulary.groups(word):
                denied = not _NEGATED_SIGNS.isdisjoint(run[max(0, start - _SIGNS_BEFORE) : start])
                groups[f"-{group}" if denied and group != "negation" else group] = word


def kind_weight(feature: str) -> float:
    """Return the weight of a feature by its kind, the same in training and reading."""
    if feature[0] == "#":
        return 0.5
    if feature[0] != "@":
        return 1.0
    return 0.4 if "&" in feature else 1.0
