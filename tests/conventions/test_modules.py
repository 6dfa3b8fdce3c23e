"""The house style of Python: files of one subject, functions of one look, few parameters."""

import ast
from collections.abc import Iterator, Mapping

import pytest

LINES_OF_A_FILE = 320
LINES_OF_A_FUNCTION = 50
PARAMETERS = 6

Function = ast.FunctionDef | ast.AsyncFunctionDef


def faults(sources: Mapping[str, str]) -> list[str]:
    """Give what is too long, for sources by path inside the package."""
    return [fault for path, source in sources.items() for fault in _faults(path, source)]


def _faults(path: str, source: str) -> Iterator[str]:
    lines = source.count("\n")
    if lines > LINES_OF_A_FILE:
        yield f"{path}: {lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            if (lines := _length(node)) > LINES_OF_A_FUNCTION:
                yield f"{path}: {node.name} has {lines} lines"
            if (count := _parameters(node)) > PARAMETERS and not _is_free(node):
                yield f"{path}: {node.name} has {count} parameters"


def _length(function: Function) -> int:
    """Count the lines of a function, but for its docstring."""
    doc = ast.get_docstring(function, clean=False)
    end = function.end_lineno or function.lineno
    return end - function.lineno + 1 - (doc.count("\n") + 1 if doc else 0)


def _parameters(function: Function) -> int:
    given = function.args
    return sum(each.arg != "self" for each in (*given.posonlyargs, *given.args, *given.kwonlyargs))


def _is_free(function: Function) -> bool:
    """Whether parameters are not counted: a command has its options, a constructor its fields."""
    is_command = any("command" in ast.unparse(each) for each in function.decorator_list)
    return is_command or function.name == "__init__"


def test_nothing_is_longer_than_a_look(sources: dict[str, str]) -> None:
    assert len(sources) > 10
    assert faults(sources) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1\n" * 321, "m.py: 321 lines"),
        ("def f():\n" + "    g()\n" * 50, "m.py: f has 51 lines"),
        ("def f(a, b, c, d, e, *, f, g): ...\n", "m.py: f has 7 parameters"),
    ],
)
def test_what_is_too_long_is_seen(source: str, fault: str) -> None:
    assert faults({"m.py": source}) == [fault]


def test_a_docstring_and_the_options_of_a_command_do_not_count() -> None:
    lines = '    """Tell.\n\n' + "    More.\n" * 60 + '    """\n'
    options = "@click.command()\ndef f(a, b, c, d, e, f, g):\n"
    assert faults({"m.py": f"{options}{lines}"}) == []
