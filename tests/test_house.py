"""The rules of the house that a reader cannot keep in mind: layers, and the size of files and functions."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
FOUNDATION = {"errors", "records", "settings", "timex", "codebooks", "vectors", "confine", "courses", "happenings"}
FOUNDATION |= {"versions", "weekdays"}
STAGE_PACKAGES = {"acquire", "extract", "annotate", "resolve", "group", "relate"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "records": {"errors"},
    "settings": {"errors"},
    "codebooks": {"errors"},
    "confine": set(),
    "timex": {"errors", "codebooks"},
    "vectors": set(),
    "courses": {"records"},
    "happenings": {"records", "codebooks"},
    "weekdays": {"records"},
    "versions": set(),
    **dict.fromkeys(STAGE_PACKAGES, FOUNDATION),
    "store": FOUNDATION,
    "engine": FOUNDATION,
    "pipeline": FOUNDATION | STAGE_PACKAGES,
    "spacy_component": FOUNDATION | STAGE_PACKAGES,
    "export": FOUNDATION | {"store"},
    "record": FOUNDATION | STAGE_PACKAGES | {"store", "engine", "pipeline", "export"},
    "cli": FOUNDATION | STAGE_PACKAGES | {"store", "engine", "pipeline", "export", "record", "onrecord"},
}
OPENS_SOCKETS = {"socket", "http", "urllib.request", "urllib3", "requests", "httpx", "ftplib", "smtplib", "asyncio"}
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 500, 50


def layer(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(file: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_layer_imports_only_what_lies_below_it(file: Path) -> None:
    here = layer(file)
    if here in ("__init__", "__main__"):
        pytest.skip("the public face may name everything")
    for name in imports(file):
        parts = name.split(".")
        if parts[0] == "onrecord" and parts[1:]:
            there = parts[1] if (SOURCE / parts[1]).exists() or (SOURCE / f"{parts[1]}.py").exists() else "onrecord"
            assert there == here or there in MAY_IMPORT[here], f"{here} imports {name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_only_acquire_may_open_sockets(file: Path) -> None:
    if layer(file) == "acquire":
        pytest.skip("acquire may")
    for name in imports(file):
        assert not any(name == risky or name.startswith(risky + ".") for risky in OPENS_SOCKETS), name


@pytest.mark.parametrize("file", [*FILES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda file: file.name)
def test_files_and_functions_stay_short(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{file.name}:{node.lineno} {node.name} has {length} lines"
