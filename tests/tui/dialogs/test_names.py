"""Our attributes never take the place of ones that Textual keeps for itself."""

import ast
import inspect
from importlib import import_module

import pytest
from textual.app import App
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

MODULES = (
    "choosing",
    "duplicates",
    "exporting",
    "fields",
    "frame",
    "help",
    "importing",
    "note",
    "rows",
    "tag_rename",
    "tags",
    "taking",
)
MEANT = {"_on_paste", "border_title", "virtual_size", "value", "cursor_position", "text"}
"""What we override or set on purpose."""


@pytest.mark.parametrize("module", MODULES)
async def test_no_private_name_of_the_framework_is_taken(module: str) -> None:
    source = inspect.getsource(import_module(f"paperreader.tui.dialogs.{module}"))
    async with App[None]().run_test():
        framework = [ModalScreen(), ScrollView(), Input(), TextArea(), Static(), Widget()]
        theirs = {name for widget in framework for name in (*dir(widget), *vars(widget))}
    ours = {
        node.attr
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    } | {
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_")
    }
    assert {name for name in ours & theirs if not name.startswith("__")} <= MEANT
