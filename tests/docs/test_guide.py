"""What the guide says is so: its Python runs, its problem codes are those of the code, its recipes work."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import cli, errors
from tests.docs.conftest import Guide
from tests.docs.pages import PAGES, ROOT, fences, name

GUIDE = ROOT / "docs" / "guide"
SOURCE = ROOT / "src" / "onrecord"
CODE_ROW = re.compile(r"^\| `(\w+)` \|", re.M)
PYTHON = [page for page in PAGES if "reference" not in page.parts and list(fences(page.read_text("utf-8"), "python"))]


# Problem codes


def used_codes() -> set[str]:
    """The codes of all problems that the code can make."""
    return {code for file in SOURCE.rglob("*.py") for code in _codes(ast.parse(file.read_text("utf-8")))}


def _codes(tree: ast.AST) -> Iterator[str]:
    places = {"RefusedError": 0, "Problem": 2, "_problem": 1, "lost": 1}
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call) and (called := ast.unparse(node.func)) in places:
            found = [*node.args[places[called] : places[called] + 1]]
            found += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
            found = [node.value]
        yield from (item.value for item in found if isinstance(item, ast.Constant) and isinstance(item.value, str))


def test_every_problem_code_is_documented_and_none_is_invented() -> None:
    documented = CODE_ROW.findall((GUIDE / "bad-input.md").read_text("utf-8"))
    assert len(documented) == len(set(documented))
    assert set(documented) == used_codes()


def test_codes_are_found_in_all_ways_of_writing_them() -> None:
    code = 'RefusedError("a", "why")\nProblem(x, y, "b", z)\nProblem(code="c")\n_problem(s, "d", m)\ncode = "e"\nf("g")'
    assert sorted(_codes(ast.parse(code))) == list("abcde")


def test_the_codes_of_acquire_are_those_of_its_docstring() -> None:
    text = ast.get_docstring(ast.parse((SOURCE / "acquire" / "__init__.py").read_text("utf-8"))) or ""
    used = {code for file in (SOURCE / "acquire").glob("*.py") for code in _codes(ast.parse(file.read_text("utf-8")))}
    assert set(re.findall(r"^``(\w+)``", text, re.M)) == used


# Exit codes


def test_exit_codes_are_those_of_the_errors() -> None:
    documented = set(map(int, re.findall(r"^\| (\d+) \|", (GUIDE / "exit-codes.md").read_text("utf-8"), re.M)))
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert documented == {0, cli.UNEXPECTED, cli.STOPPED, *(getattr(kind, "exit_code", 1) for kind in kinds)}


# Python


@pytest.mark.parametrize("page", PYTHON, ids=name)
def test_python_of_the_guide_runs(page: Path, guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pages that the record holds are not read again, so a build costs next to nothing.
    shutil.copytree(guide.folder / "examples" / "port-amarel", tmp_path / "pages")
    for record in guide.folder.glob("*.db"):
        shutil.copy(record, tmp_path)
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    for code in fences(page.read_text("utf-8"), "python"):
        with contextlib.redirect_stdout(printed):
            exec(compile(code, name(page), "exec"), {})
    assert printed.getvalue().strip()


# Network


def test_the_guide_runs_with_the_cable_out(guide: Guide) -> None:
    """That it ran is in the other tests; here, that its processes had no way out."""
    assert guide.pages
    program = "import socket; socket.create_connection(('127.0.0.1', 9))"
    tried = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False)
    assert "something wants to use the network" in tried.stderr


# Codebooks

NOTE = """Lawspeaker bewhinges the storm

By Mara Tolin, Norwire

3 marts 2031

The lawspeaker, Ivo Varga, bewhinged that the harbour was closed. He said that Veldania ferried 300 students out of \
Sundby before Lantern Day.

Feed the press cat, because the cat of the newsroom guards the archive from mice.

"The harbour is closed," Varga told reporters in the capital. The Veldanian ministry said that the storm had passed \
and that ships could leave when the wind turned to the north.

The students were waiting at the quay on Sunday evening when the first ship came in, according to the harbour office.
"""


def apply(recipe: str, root: Path) -> None:
    """Make the change that a recipe of the guide shows."""
    first, *lines = recipe.splitlines()
    file = root / first.lstrip("# ")
    added = "\n".join(line[1:] for line in lines if line.startswith("+"))
    removed = "\n".join(line[1:] for line in lines if line.startswith("-"))
    text = file.read_text("utf-8")
    if removed:
        assert text.count(removed) == 1, f"{first}: {removed!r} does not stand there once"
        text = text.replace(removed, added)
    else:
        text = text.rstrip("\n") + "\n" + added + "\n"
    file.write_text(text, "utf-8")


def run_with(source: Path, program: str, *arguments: str) -> str:
    """What a copy of the program prints."""
    env = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, check=True).stdout.strip()


def read_with(source: Path, note: Path) -> dict[str, Any]:
    """What a copy of the program reads in a page."""
    printed = run_with(source, "from onrecord.cli import main; main()", "annotate", str(note))
    found: dict[str, Any] = json.loads(printed)
    return found


def test_the_recipes_for_codebooks_work_as_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    recipes = list(fences((GUIDE / "extending-the-codebooks.md").read_text("utf-8"), "diff"))
    assert len(recipes) == 9
    for recipe in recipes:
        apply(recipe, tmp_path)
    note = tmp_path / "note.txt"
    note.write_text(NOTE, "utf-8")
    found = read_with(tmp_path / "src", note)
    article = found["article"]
    assert {"VLD"} <= {actor["country"] for actor in found["actors"] if actor["name"] == "Veldania"}
    assert {"lawspeaker"} == {
        item["speaker_role"] for item in found["statements"] if item["speaker_name"] == "Ivo Varga"
    }
    assert ("bewhinged", "lament") in {(item["cue"][0]["exact"], item["act"]) for item in found["statements"]}
    assert "appeal" in {item["role"] for item in article["blocks"]}
    assert "press cat" not in article["text"]
    assert "Norwire" in article["agencies"]
    assert ("ferried", "AID") in {(item["trigger"][0]["exact"], item["type"]) for item in found["events"]}
    assert {"06-24"} == {item["value"][5:] for item in found["times"] if item["span"]["exact"] == "Lantern Day"}
    assert article["published"]["earliest"] == "2031-03-03"
    look_up = "from onrecord.codebooks.meanings import acts_of; print(*acts_of('toll', ['bells']))"
    assert run_with(tmp_path / "src", look_up) == "ring bell"
