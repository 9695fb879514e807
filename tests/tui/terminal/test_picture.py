"""The difference writer leaves the same picture as Textual's own writer, with far fewer bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.picture import PLAIN, Picture, move, pieces, sgr

WIDTHS = (13, 14, 13)
WIDTH, HEIGHT = sum(WIDTHS), 8
ALPHABET = "abc  xyz 0123 王强水管漏 🔥🚒 ½…│─é"
JOINED = ALPHABET + "\u0301\u200d\ufe0f❤👩"
STYLES = [
    None,
    Style.parse("red on blue"),
    Style.parse("bold #ff00ff"),
    Style.parse("on #102030"),
    Style.parse("underline reverse"),
    Style.parse("bold underline #a0b0c0 on #102030"),
]
CONSOLE = Console(force_terminal=True, color_system="truecolor")


def strip(width: int, rng: random.Random, alphabet: str = ALPHABET) -> Strip:
    """Random text in random styles, exactly so many cells wide."""
    segments: list[Segment] = []
    left = width
    while left:
        text = "".join(rng.choices(alphabet, k=rng.randint(1, 9)))
        while cell_len(text) > left:
            text = text[:-1]
        if not cell_len(text):
            text = " "
        segments.append(Segment(text, rng.choice(STYLES)))
        left -= cell_len(text)
    return Strip(segments, width)


def whole(rng: random.Random, alphabet: str = ALPHABET) -> CompositorUpdate:
    """A frame in which everything is new."""
    rows = [[strip(width, rng, alphabet) for width in WIDTHS] for _ in range(HEIGHT)]
    return LayoutUpdate(list(rows), Region(0, 0, WIDTH, HEIGHT))


def part(rng: random.Random, alphabet: str = ALPHABET) -> CompositorUpdate:
    """A frame in which some columns of some rows are new."""
    cuts = [0, WIDTHS[0], WIDTHS[0] + WIDTHS[1], WIDTH]
    chops = [
        {x: strip(width, rng, alphabet) for x, width in zip(cuts, WIDTHS, strict=False)}
        for _ in range(HEIGHT)
    ]
    spans = [
        (y, cuts[column], cuts[column + 1])
        for y in sorted(rng.sample(range(HEIGHT), rng.randint(1, HEIGHT)))
        for column in [rng.randrange(len(WIDTHS))]
    ]
    return ChopsUpdate(chops, spans, [cuts[1:]] * HEIGHT)


def frames(
    rng: random.Random, alphabet: str = ALPHABET
) -> Iterator[tuple[CompositorUpdate, tuple[int, int]]]:
    """A short film: a whole frame, then mostly parts, each with its place of the cursor."""
    for number in range(8):
        update = whole(rng, alphabet) if not number or rng.random() < 0.1 else part(rng, alphabet)
        yield update, (rng.randrange(WIDTH), rng.randrange(HEIGHT))


class Terminal:
    """A terminal that shows what it is fed."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        """Show these bytes."""
        self._stream.feed(data)

    def shows(self) -> list[list[tuple[object, ...]]]:
        """Text and look of every cell; the right half of a wide character is empty."""
        return [[self._cell(x, y) for x in range(WIDTH)] for y in range(HEIGHT)]

    def _cell(self, x: int, y: int) -> tuple[object, ...]:
        row = self.screen.buffer[y]
        cell = row[x]
        text = "" if x and cell_len(row[x - 1].data) == 2 else cell.data
        return text, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_picture_is_that_of_the_plain_writer(seed: int) -> None:
    plain, ours = Terminal(), Terminal()
    picture = Picture(WIDTH, HEIGHT, ColorSystem.TRUECOLOR)
    for update, (x, y) in frames(random.Random(seed)):
        plain.feed(f"{update.render_segments(CONSOLE)}\x1b[{y + 1};{x + 1}H")
        ours.feed(picture.change(pieces(update), (x, y)))
        assert ours.shows() == plain.shows()
        assert (ours.screen.cursor.x, ours.screen.cursor.y) == (x, y)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_many_small_changes_look_like_one_repaint(seed: int) -> None:
    """Also with joined characters, about whose width terminals disagree."""
    step_by_step, at_once = Terminal(), Terminal()
    picture, last = (Picture(WIDTH, HEIGHT, ColorSystem.TRUECOLOR) for _ in range(2))
    film = list(frames(random.Random(seed), JOINED))
    for update, cursor in film:
        step_by_step.feed(picture.change(pieces(update), cursor))
        last.change(pieces(update), cursor)
    rows = last._rows
    fresh = Picture(WIDTH, HEIGHT, ColorSystem.TRUECOLOR)
    for y, row in enumerate(rows):
        fresh._draw_row(y, row, fresh._rows[y])
    at_once.feed("".join(fresh._out))
    assert step_by_step.shows() == at_once.shows()


def test_nothing_new_is_nothing_sent() -> None:
    update = whole(random.Random(1))
    picture = Picture(WIDTH, HEIGHT, ColorSystem.TRUECOLOR)
    assert picture.change(pieces(update), (3, 4))
    assert picture.change(pieces(update), (3, 4)) == ""
    assert picture.change(pieces(update), (2, 4)) == "\x1b[D"


def test_one_digit_is_a_handful_of_bytes() -> None:
    look = Style.parse("bold #83bd8f on #15171c")
    picture = Picture(20, 2, ColorSystem.TRUECOLOR)
    region = Region(0, 0, 20, 2)

    def frame(text: str) -> CompositorUpdate:
        return LayoutUpdate([[Strip([Segment(text.ljust(20), look)], 20)]] * 2, region)

    picture.change(pieces(frame("12 min")), (0, 0))
    assert len(picture.change(pieces(frame("11 min")), (0, 0))) < 20


@pytest.mark.parametrize(
    ("at", "to", "bytes_"),
    [
        (None, (0, 0), "\x1b[1H"),
        (None, (4, 2), "\x1b[3;5H"),
        ((9, 2), (0, 2), "\r"),
        ((9, 2), (10, 2), "\x1b[C"),
        ((9, 2), (7, 2), "\x1b[8G"),
        ((9, 2), (9, 3), "\x1b[B"),
        ((9, 2), (8, 3), "\x1b[4;9H"),
    ],
)
def test_the_cursor_takes_the_shortest_way(
    at: tuple[int, int] | None, to: tuple[int, int], bytes_: str
) -> None:
    assert len(move(at, *to)) == len(bytes_)
    terminal = Terminal()
    terminal.feed(move(None, *(at or (5, 5))) + move(at, *to))
    assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == to


def test_the_pen_changes_only_what_differs() -> None:
    red, red_on_blue, bold = ("", "31", ""), ("", "31", "44"), ("1", "31", "")
    assert sgr(red, red_on_blue) == "\x1b[44m"
    assert sgr(red, bold) == "\x1b[1m"
    assert sgr(bold, red) == "\x1b[;31m"
    assert sgr(red_on_blue, PLAIN) == "\x1b[m"
    assert sgr(None, red) == "\x1b[;31m"
