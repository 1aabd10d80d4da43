"""The rules of the house that a machine can hold."""

import ast
import re
import tokenize
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NO_HOME = {"common", "helper", "helpers", "misc", "tools", "util", "utils"}
WEB = {"flask", "flask_login", "flask_wtf", "werkzeug", "wtforms"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*places: str) -> Iterator[Path]:
    for place in places:
        path = PROJECT / place
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def tree_of(path: Path) -> ast.Module:
    with tokenize.open(path) as file:
        return ast.parse(file.read(), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, Function))


def imported(path: Path) -> set[str]:
    """Return the names of the foreign packages a module imports, wherever it does so."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(str(node.module).partition(".")[0])
    return found


def spot(path: Path, node: Function | None = None) -> str:
    name = str(path.relative_to(PROJECT))
    return name if node is None else f"{name}:{node.lineno} {node.name}"


def test_no_file_is_too_long() -> None:
    lengths = {
        spot(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules("intake", "tests", "wsgi.py", "gunicorn.conf.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        spot(path, node): int(node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules("intake", "tests", "wsgi.py", "gunicorn.conf.py")
        for node in functions(path)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_every_module_is_named_for_what_it_holds() -> None:
    paths = [path.relative_to(PROJECT) for path in modules("intake", "tests")]
    assert [str(path) for path in paths if NO_HOME & {*path.parts, path.stem}] == []


def test_only_the_vault_imports_nacl() -> None:
    importers = {path for path in modules("intake") if "nacl" in imported(path)}
    vault = PROJECT / "intake" / "vault"
    assert importers, "nobody imports nacl: this test looks in the wrong place"
    assert {spot(path) for path in importers if not path.is_relative_to(vault)} == set()


def test_the_models_know_nothing_of_the_web() -> None:
    assert {spot(path) for path in modules("intake/models") if WEB & imported(path)} == set()


def test_no_two_packages_need_each_other() -> None:
    graph = grimp.build_graph("intake", cache_dir=None, exclude_type_checking_imports=True)
    for package in sorted(name for name in graph.modules if graph.find_children(name)):
        children = graph.find_children(package)
        needs = {
            child: {
                other
                for other in children - {child}
                if graph.direct_import_exists(importer=child, imported=other, as_packages=True)
            }
            for child in children
        }
        # A circle raises CycleError, which shows the way round.
        assert set(TopologicalSorter(needs).static_order()) == children


def test_every_dependency_says_why_it_is_there() -> None:
    wanted = (PROJECT / "requirements" / "run.in").read_text(encoding="utf-8")
    reasons = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    names_wanted = re.findall(r"^[A-Za-z][\w-]*", wanted, flags=re.MULTILINE)
    assert sorted(re.findall(r"^\| ([A-Z]?\w[\w-]*) \|", reasons, flags=re.MULTILINE)) == sorted(
        ["package", *names_wanted]
    )


def test_every_test_can_fail() -> None:
    tests = [
        (path, node)
        for path in modules("tests")
        for node in functions(path)
        if node.name.startswith("test_")
    ]
    assert [spot(path, node) for path, node in tests if not asserts(node)] == []


def asserts(function: Function) -> bool:
    """Say whether a function asserts more than a constant, or expects an error or a warning."""
    return any(
        (isinstance(node, ast.Assert) and not isinstance(node.test, ast.Constant))
        or (isinstance(node, ast.Attribute) and node.attr in {"raises", "warns"})
        or (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("assert_"))
        for node in ast.walk(function)
    )


def test_no_test_replaces_our_own_code() -> None:
    mocking = {spot(path) for path in modules("tests") if imports_mock(path)}
    assert mocking == set()


def imports_mock(path: Path) -> bool:
    return any(
        (isinstance(node, ast.ImportFrom) and str(node.module).startswith("unittest.mock"))
        or (
            isinstance(node, ast.ImportFrom) and node.module == "unittest" and "mock" in names(node)
        )
        or (isinstance(node, ast.Import) and "unittest.mock" in names(node))
        for node in ast.walk(tree_of(path))
    )


def names(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}
