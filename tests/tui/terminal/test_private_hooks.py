"""We lean on private parts of one pinned Textual: this fails first when another version comes."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import textual
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.events import Key, Paste
from textual.strip import SGR_STYLES

from tui.terminal.driver import DeskDriver


def parameters(function: object) -> list[str]:
    """Names of what a function takes."""
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]


def test_the_version_is_the_one_studied() -> None:
    assert textual.__version__ == version("textual") == "8.2.8"


def test_the_writer_can_replace_display() -> None:
    assert parameters(App._display) == ["self", "screen", "renderable"]
    assert parameters(LayoutUpdate.__init__)[1:] == ["strips", "region"]
    assert parameters(ChopsUpdate.__init__)[1:] == ["chops", "spans", "chop_ends"]
    assert {"full", "screen_stack"} <= set(parameters(Compositor.render_update))
    assert len(SGR_STYLES) == 13


def test_the_crash_path_can_be_replaced() -> None:
    assert parameters(App._handle_exception) == ["self", "error"]
    source = inspect.getsource(App._handle_exception)
    for name in ("_return_code", "_exception_event", "_exception is None"):
        assert name in source


def test_keys_are_looked_up_where_we_do_it() -> None:
    assert parameters(App._check_bindings) == ["self", "key", "priority"]
    assert "_check_bindings(event.key)" in inspect.getsource(App._on_key)


def test_keys_and_pastes_can_be_marked() -> None:
    assert vars(Key("a", "a")) == {} and "whole" not in vars(Paste("a"))


def test_the_driver_is_started_and_stopped_where_we_stand() -> None:
    for name in ("start_application_mode", "stop_application_mode", "_sigcont_application"):
        assert name in vars(DeskDriver) and name in vars(linux_driver.LinuxDriver)
    assert parameters(XTermParser.feed) == ["self", "data"]
    assert parameters(XTermParser.tick) == ["self"]
    source = inspect.getsource(linux_driver.LinuxDriver.start_application_mode)
    assert "self._run_input_thread" in source
