"""Write docs/reference from the code, and the program's output into the guide.

    python scripts/make_reference.py            write what is stale
    python scripts/make_reference.py --check    write nothing; fail if something is stale or undocumented

The pages are made from help texts, docstrings and data files, read with ``ast`` where possible, so that they look the
same under every Python. The blocks of the guide are made by ``guide_blocks.py``, which runs the commands shown.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import guide_blocks
import typer
from doc_text import UndocumentedError, cell, code, markdown, need
from reference_codebooks import codebooks

import onrecord
from onrecord import cli, errors, pipeline
from onrecord import records as records_package

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "onrecord"
PAGES = ROOT / "docs" / "reference"
NOTE = "<!-- Made from the code by scripts/make_reference.py. Change the code, not this page. -->\n"
FIRST = ("source", "span", "date", "annotation", "place", "actor", "relation")
"""Modules of ``onrecord.records`` in the order in which a pile becomes a record; the others follow."""


# Verbs --------------------------------------------------------------------------------------------------------------


def verbs() -> str:
    """What ``--help`` says, verb by verb."""
    group: Any = typer.main.get_command(cli.make_app())
    parts = ["# Verbs\n", f"{need(inspect.getdoc(cli._start), 'onrecord')}\n", "What `onrecord VERB --help` says.\n"]
    parts += [f"- [`{name}`](#onrecord-{name}): {cell(_first(command.help, name))}" for name, command in _verbs(group)]
    for name, command in _verbs(group):
        text = need(command.help, f"the verb {name}")
        parts += [f"\n## `onrecord {name}`\n", markdown(text) + "\n", "```", _usage(name, command.params), "```\n"]
        parts += ["| | |", "|---|---|", *(_option(name, parameter) for parameter in command.params)]
        examples = getattr(sys.modules[f"onrecord.cli.{name}"], "EXAMPLES", "")
        parts += ["\n```", need(examples, f"an example of {name}"), "```"]
    return "\n".join(parts) + "\n"


def _verbs(group: Any) -> list[tuple[str, Any]]:
    return [(name, group.commands[name]) for name in cli.VERBS]


def _first(text: str | None, name: str) -> str:
    return need(text, f"the verb {name}").partition("\n\n")[0]


def is_option(parameter: Any) -> bool:
    """Whether a parameter of a verb is an option, and not an argument."""
    return any(name.startswith("-") for name in parameter.opts)


def _usage(name: str, parameters: list[Any]) -> str:
    needed = [f"{min(item.opts, key=len)} {_value(item)}" for item in parameters if is_option(item) and item.required]
    arguments = [_value(item) + ("..." if item.nargs == -1 else "") for item in parameters if not is_option(item)]
    return " ".join(["onrecord", name, *arguments, *needed, "[OPTIONS]"])


def _value(parameter: Any) -> str:
    """What stands for the value of a parameter."""
    if parameter.metavar:
        return str(parameter.metavar)
    return "" if getattr(parameter, "is_flag", False) else str(parameter.name).rstrip("_").upper()


def _option(verb: str, parameter: Any) -> str:
    """A row of the table of a verb."""
    help_text = need(getattr(parameter, "help", None), f"{'/'.join(parameter.opts)} of {verb}")
    names = ", ".join(sorted(parameter.opts, key=len)) if is_option(parameter) else ""
    needed = " Needed." if parameter.required and is_option(parameter) else ""
    return f"| {code(f'{names} {_value(parameter)}')} | {cell(help_text)}{needed} |"


# Python -------------------------------------------------------------------------------------------------------------


def api() -> str:
    """Everything in ``onrecord.__all__``."""
    functions, classes, elsewhere = [], [], []
    for name in onrecord.__all__:
        item = getattr(onrecord, name)
        if name == "__version__":
            continue
        if not inspect.isclass(item):
            functions.append(_function(name, item))
        elif issubclass(item, Exception) or (hasattr(records_package, name) and name != "Records"):
            elsewhere.append(name)
        else:
            classes.append(_class(name, item))
    parts = [
        "# Python\n",
        "What `import onrecord` gives. `onrecord.__all__` is the contract: what is not in it may change.\n",
    ]
    parts += [
        "Records are on [a page of their own](records.md), errors on [another](errors.md): "
        + ", ".join(f"`{name}`" for name in elsewhere) + ".\n",
    ]  # fmt: skip
    return "\n".join([*parts, "## Functions\n", *functions, "## Classes\n", *classes])


def _tree(item: Any) -> Any:
    """The syntax tree of a function or class."""
    return ast.parse(inspect.cleandoc("\n" + inspect.getsource(item))).body[0]


def _function(name: str, item: Any, level: str = "###") -> str:
    tree = _tree(item)
    shown = f"{level} `{name}`\n\n```python\n{_signature(name, tree)}\n```\n\n{_docstring(tree, name)}\n"
    return shown + "".join(f"\n{line}\n" for line in _aliases(inspect.getsource(inspect.getmodule(item) or item), tree))


def _aliases(source: str, tree: ast.FunctionDef) -> Iterator[str]:
    """What names of a signature stand for that its module defines."""
    used = {node.id for node in ast.walk(tree.args) if isinstance(node, ast.Name)}
    for item, after in _with_next(ast.parse(source).body):
        if isinstance(item, ast.Assign) and (name := ast.unparse(item.targets[0])) in used:
            yield f"`{name}` is `{ast.unparse(item.value)}`: {cell(need(_string(after), name))}"


def _signature(name: str, tree: ast.FunctionDef) -> str:
    """The signature, one parameter a line where it is long."""
    arguments = tree.args
    defaults: list[ast.expr | None] = [None] * (len(arguments.args) - len(arguments.defaults)) + [*arguments.defaults]
    shown = [_parameter(item, default) for item, default in zip(arguments.args, defaults, strict=True)]
    shown = [item for item in shown if item not in ("self", "cls")]
    if arguments.vararg:
        shown.append("*" + _parameter(arguments.vararg, None))
    elif arguments.kwonlyargs:
        shown.append("*")
    shown += [_parameter(item, value) for item, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    if arguments.kwarg:
        shown.append("**" + _parameter(arguments.kwarg, None))
    result = f" -> {ast.unparse(tree.returns)}" if tree.returns else ""
    line = f"{name}({', '.join(shown)}){result}"
    return line if len(line) <= 100 else f"{name}(\n    " + ",\n    ".join(shown) + f",\n){result}"


def _parameter(item: ast.arg, default: ast.expr | None) -> str:
    kind = f": {ast.unparse(item.annotation)}" if item.annotation else ""
    value = (" = " if kind else "=") + ast.unparse(default) if default is not None else ""
    return item.arg + kind + value


SECTIONS = {"Args": "Parameters", "Raises": "Raises", "Yields": "Yields", "Returns": "Returns"}
"""Sections of docstrings, and what they are called here."""


def _docstring(tree: Any, what: str) -> str:
    """A docstring as Markdown, its sections as lists."""
    shown = []
    in_section = False
    for line in markdown(need(ast.get_docstring(tree), what)).splitlines():
        heading = re.fullmatch(rf"({'|'.join(SECTIONS)}):", line)
        if heading:
            in_section = True
            shown += [f"*{SECTIONS[heading[1]]}*", ""]
        elif in_section and (item := re.match(r"    (\S[^:]*): (.*)", line)):
            shown.append(f"- {_codes(item[1])}: {item[2]}")
        elif in_section and line.startswith("    "):
            shown.append("  " + line.strip())
        else:
            in_section = in_section and not line
            shown.append(line)
    return "\n".join(shown)


def _codes(names: str) -> str:
    return ", ".join(name if "`" in name else f"`{name}`" for name in names.split(", "))


def _class(name: str, item: Any) -> str:
    tree = _tree(item)
    parts = [f"### `{name}`\n", _docstring(tree, name) + "\n"]
    fields = list(_fields(tree, name))
    if fields:
        parts += ["| field | type | |", "|---|---|---|", *fields, ""]
    for member in tree.body:
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
            decorators = {ast.unparse(decorator) for decorator in member.decorator_list}
            if decorators & {"property", "cached_property"}:
                kind = f": {ast.unparse(member.returns)}" if member.returns else ""
                parts.append(f"#### `{name}.{member.name}{kind}`\n\n{_docstring(member, f'{name}.{member.name}')}\n")
            else:
                signature = _signature(f"{name}.{member.name}", member)
                parts.append(f"#### `{signature}`\n\n{_docstring(member, f'{name}.{member.name}')}\n")
    return "\n".join(parts)


# Records ------------------------------------------------------------------------------------------------------------


def record_types() -> str:
    """Every record, field by field."""
    head = (
        "# Records\n\nWhat the stages read and write: small frozen types. Every record has an `id` made from its "
        "content, so the same page gives the same ids.\n\nAll spans count in `Article.text`, in Unicode code points. "
        "A field of the type `X | None` is `None` where the page does not say it.\n"
    )
    parts = [head]
    for module in _record_modules():
        tree = ast.parse((SOURCE / "records" / f"{module}.py").read_text("utf-8"))
        parts.append(f"## {markdown(need(ast.get_docstring(tree), module)).partition(chr(10))[0].rstrip('.')}\n")
        for item, after in _with_next(tree.body):
            if isinstance(item, ast.Assign) and ast.unparse(item.value).startswith("Literal["):
                name = ast.unparse(item.targets[0])
                values = ", ".join(f"`{value.value!s}`" for value in _values(item.value))
                parts.append(f"`{name}`: {values}. {cell(_string(after) or '')}".rstrip() + "\n")
            elif isinstance(item, ast.ClassDef) and item.name in records_package.__all__:
                rows = list(_fields(item, item.name))
                parts += [f"### `{item.name}`\n", _docstring(item, item.name) + "\n"]
                parts += ["| field | type | |", "|---|---|---|", *rows, ""]
    return "\n".join(parts)


def _record_modules() -> list[str]:
    """The modules that define records of the package's ``__all__``."""
    homes = {
        item.__module__ for name in records_package.__all__ if inspect.isclass(item := getattr(records_package, name))
    }
    found = {home.rpartition(".")[2] for home in homes} - {"bag", "view"}
    return sorted(found, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))


def _values(item: ast.expr) -> list[ast.Constant]:
    return [node for node in ast.walk(item) if isinstance(node, ast.Constant)]


def _with_next(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Statements with the one that follows each."""
    return zip(body, [*body[1:], None], strict=True)


def _string(item: ast.stmt | None) -> str | None:
    """The text of a string literal that stands by itself."""
    if isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant) and isinstance(item.value.value, str):
        return item.value.value
    return None


def _fields(tree: ast.ClassDef, name: str) -> Iterator[str]:
    """The fields of a data class as rows; each is documented by the string under it."""
    for item, after in _with_next(tree.body):
        if not isinstance(item, ast.AnnAssign):
            continue
        kind = ast.unparse(item.annotation)
        if kind.startswith("InitVar"):
            continue
        field = ast.unparse(item.target)
        default = ast.unparse(item.value) if item.value is not None else ""
        shown = f" = {default}" if default and not default.startswith("field(") else ""
        text = need(_string(after), f"the field {name}.{field}")
        yield f"| `{field}` | {code(kind + shown)} | {cell(text)} |"


# Settings, stages, errors --------------------------------------------------------------------------------


def settings() -> str:
    """Every key of ``settings.toml`` with its default and its comment."""
    text = (SOURCE / "settings.toml").read_text("utf-8")
    defaults = tomllib.loads(text)
    parts = [
        "# Settings\n",
        "A file with some of these keys is named with `--settings FILE`, or with `onrecord.load_settings(path)`. Keys "
        "that it leaves out keep the value below. A key or value that is not understood stops the program with exit "
        "code 2.\n",
    ]
    for field in _tree(onrecord.Settings).body:
        if not isinstance(field, ast.AnnAssign):
            continue
        key = ast.unparse(field.target)
        comment = need(_comment_of(text, key), f"the setting {key}")
        parts += [f"## `{key}`\n", f"Default: {_toml(defaults[key])}\n", comment + "\n"]
    return "\n".join(parts)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return code("[" + ", ".join(f'"{item}"' for item in value) + "]")
    if isinstance(value, dict) and not value:
        return "an empty table"
    return code(f"{value:_}" if isinstance(value, int) else str(value))


def _comment_of(text: str, key: str) -> str:
    """The comment above a key or table; keys right below each other share the comment above the first."""
    for paragraph in re.split(r"\n\s*\n", text):
        comment: list[str] = []
        keys: list[str] = []
        for line in paragraph.splitlines():
            if not line.startswith("#"):
                keys.append(line)
            elif keys:
                comment, keys = [line], []
            else:
                comment.append(line)
            if keys and re.match(rf"(?:\[{key}\]|{key}\s*=)", line):
                return "\n".join(line.lstrip("# ") for line in comment)
    return ""


def stages() -> str:
    """The stages with what each reads and writes."""
    tree = ast.parse((SOURCE / "pipeline.py").read_text("utf-8"))
    text = markdown(need(ast.get_docstring(tree), "pipeline"))
    parts = [
        "# Stages\n",
        text[:1].upper() + text[1:] + "\n",
        "`acquire` makes a `Snapshot` or a `Problem` of what comes in. The others, in order:\n",
        "| stage | sees | reads | writes |", "|---|---|---|---|",
    ]  # fmt: skip
    for stage in pipeline.STAGES:
        reads, writes = (
            ", ".join(f"`{name}`" for name in sorted(kind.__name__ for kind in kinds))
            for kinds in (stage.reads, stage.writes)
        )
        scope = {"page": "one page", "pile": "the whole pile"}[stage.scope]
        parts.append(f"| `{stage.name}` | {scope} | {reads} | {writes} |")
    for stage in pipeline.STAGES:
        parts += [f"\n## `{stage.name}`\n", _docstring(_tree(stage.run), stage.name)]
    return "\n".join(parts) + "\n"


def error_types() -> str:
    """Exit codes and the errors behind them."""
    tree = ast.parse((SOURCE / "errors.py").read_text("utf-8"))
    parts = [
        "# Errors and exit codes\n",
        "Every error that is meant for a user is an `OnrecordError`. The command line says its sentence on standard "
        "error and ends with its code. [Exit codes](../guide/exit-codes.md) says what each means for a script.\n",
        "| error | exit code | meaning |", "|---|---|---|",
    ]  # fmt: skip
    for item in tree.body:
        if isinstance(item, ast.ClassDef):
            kind = getattr(errors, item.name)
            meaning = cell(need(ast.get_docstring(item), item.name))
            parts.append(f"| `{item.name}` | {kind.exit_code} | {meaning} |")
    cli_tree = ast.parse((SOURCE / "cli" / "__init__.py").read_text("utf-8"))
    for node, after in _with_next(cli_tree.body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, int):
            name = ast.unparse(node.targets[0])
            parts.append(f"| | {node.value.value} | {cell(need(_string(after), name))} |")
    return "\n".join(parts) + "\n"


MAKERS: dict[str, tuple[str, Callable[[], str]]] = {
    "verbs.md": ("each verb with its arguments and options", verbs),
    "python.md": ("functions and classes of `import onrecord`", api),
    "records.md": ("every record and every field", record_types),
    "settings.md": ("every key with its default and its reason", settings),
    "stages.md": ("what each stage reads and writes", stages),
    "codebooks.md": ("each data file, its source and its size", codebooks),
    "errors.md": ("errors and exit codes", error_types),
}
"""Page -> what it holds, and what makes it."""


def index() -> str:
    """The list of the pages."""
    rows = [f"- [{name.removesuffix('.md')}]({name}): {what}" for name, (what, _) in MAKERS.items()]
    return "# Reference\n\nMade from the code; a test fails when a page is stale.\n\n" + "\n".join(rows) + "\n"


def made() -> dict[Path, str]:
    """Every page of the reference.

    Raises:
        UndocumentedError: if a verb, option, setting, field, function or codebook is not documented.
    """
    pages = {PAGES / name: maker() for name, (_, maker) in MAKERS.items()}
    pages[PAGES / "README.md"] = index()
    return {path: NOTE + re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n" for path, text in pages.items()}


def stale(pages: dict[Path, str]) -> list[Path]:
    """The files that do not hold what they should."""
    extra = [path for path in sorted(PAGES.glob("*.md")) if path not in pages]
    return [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text] + extra


def main() -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if something is stale")
    parser.add_argument("--no-blocks", action="store_true", help="leave the blocks of the guide, which take seconds")
    chosen = parser.parse_args()
    try:
        pages = made()
        if not chosen.no_blocks:
            pages |= guide_blocks.filled(ROOT)
    except (UndocumentedError, guide_blocks.BlockError) as why:
        print(why, file=sys.stderr)
        return 1
    old = stale(pages)
    for path in old:
        print(f"{'stale' if chosen.check else 'written'}: {path.relative_to(ROOT)}")
        if not chosen.check and path in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[path], "utf-8", newline="\n")
        elif not chosen.check:
            path.unlink()
    if old and chosen.check:
        print("run: python scripts/make_reference.py", file=sys.stderr)
    return int(bool(old and chosen.check))


if __name__ == "__main__":
    sys.exit(main())
