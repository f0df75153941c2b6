"""The version of each stage: a digest of all that decides what it makes of what it reads.

That is its own code and all code of this package that it imports, the codebooks whose file names stand in that code,
the settings that it looks at, and the libraries that it uses. It is found by reading the source, without importing it,
because that takes a second that a build with nothing to do has not got.
"""

from __future__ import annotations

import hashlib
import platform
import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

import onrecord
from onrecord.record.capabilities import find_parser
from onrecord.settings import Settings


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stage stands, and what of the settings it looks at."""

    module: str
    """The module of its function."""
    settings: tuple[str, ...] = ()
    """The settings that it looks at."""


PAGE_SOURCES: dict[str, Source] = {
    "extract": Source("onrecord.extract"),
    "annotate": Source("onrecord.annotate", ("models", "max_article_chars")),
    "corefer": Source("onrecord.resolve.coreference"),
}
"""The stages that see one page; ``tests/test_api.py`` holds this to the pipeline."""
PILE_SOURCES: dict[str, Source] = {
    "resolve": Source("onrecord.resolve"),
    "group": Source("onrecord.group"),
    "relate": Source("onrecord.relate", ("models",)),
}
"""The stages that see the pile."""

LIBRARIES = {
    "charset_normalizer": "charset-normalizer", "htmldate": "htmldate", "lxml": "lxml", "py3langid": "py3langid",
    "spacy": "spacy", "trafilatura": "trafilatura",
}  # fmt: skip
"""Modules of others whose version can change what a stage makes, and the names that they are installed by."""

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([^\W\d][\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n(]+)|import[ \t]+([\w., \t]+))", re.MULTILINE
)
_COMMENT = re.compile(r"#[^\n]*")
_ROOT = Path(onrecord.__file__).parent
_BOOKS = _ROOT / "codebooks"


def versions(sources: dict[str, Source], settings: Settings) -> dict[str, str]:
    """The version of each stage."""
    return {stage: _version(source, settings) for stage, source in sources.items()}


def _version(source: Source, settings: Settings) -> str:
    digest = hashlib.sha256(_code(source.module).encode())
    digest.update(".".join(platform.python_version_tuple()[:2]).encode())
    for name in source.settings:
        digest.update(repr((name, getattr(settings, name))).encode("utf-8", "surrogatepass"))
    libraries = [LIBRARIES[name] for name in sorted(_closure(source.module)[1]) if name in LIBRARIES]
    if "models" in source.settings and (parser := find_parser(settings)) is not None:
        libraries.append(parser)
    for name in libraries:
        digest.update(f"{name} {_installed(name)}".encode())
    return digest.hexdigest()[:32]


@cache
def _code(module: str) -> str:
    """The digest of a stage's files."""
    digest = hashlib.sha256()
    for file in source_files(module):
        digest.update(file.relative_to(_ROOT).as_posix().encode() + b"\x00" + file.read_bytes())
    return digest.hexdigest()


def source_files(module: str) -> tuple[Path, ...]:
    """The files that a stage is made of: code, and the codebooks that are named in it."""
    code = _closure(module)[0]
    sources = [file.read_bytes() for file in code]
    books = [
        book for name, books in sorted(_books().items()) if any(name in source for source in sources) for book in books
    ]
    return (*code, *books)


@cache
def _books() -> dict[bytes, tuple[Path, ...]]:
    """The codebooks by what names them in code: the name of the file, or that of their folder with a stroke."""
    found: dict[bytes, tuple[Path, ...]] = {}
    for place in _BOOKS.iterdir():
        if place.is_dir() and place.name != "__pycache__":
            found[f"{place.name}/".encode()] = tuple(sorted(book for book in place.iterdir() if book.is_file()))
        elif place.is_file() and place.suffix != ".py":
            found[place.name.encode()] = (place,)
    return found


@cache
def _closure(module: str) -> tuple[tuple[Path, ...], frozenset[str]]:
    """The files of a module and of all of this package that it imports, and the other modules that they import."""
    waiting, seen, files, others = [module], set(), set(), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        file = _file(name)
        if file is None:
            continue
        files.add(file)
        for wanted in _imports(file):
            if wanted.split(".")[0] == "onrecord":
                waiting.append(wanted)
            else:
                others.add(wanted.split(".")[0])
    return tuple(sorted(files)), frozenset(others)


def _file(module: str) -> Path | None:
    """The file of a module of this package; ``None`` for what is no module, and for the public face of the package,
    which imports everything and computes nothing."""  # noqa: D209
    parts = module.split(".")[1:]
    if not parts:
        return None
    place = _ROOT.joinpath(*parts)
    for file in (place / "__init__.py", place.with_suffix(".py")):
        if file.is_file():
            return file
    return None


@cache
def _imports(file: Path) -> tuple[str, ...]:
    """The names that a file imports, each also as if it were a module of the package that it comes from.

    Read off its lines, because to parse all files takes a second; a line of a docstring that reads like an import adds
    a name that leads nowhere.
    """
    found: list[str] = []
    for module, names, modules in _IMPORT.findall(file.read_text("utf-8")):
        listed = _COMMENT.sub("", names or modules).strip("() \n").split(",")
        wanted = [name.split(" as ")[0].strip() for name in listed]
        found += [module, *(f"{module}.{name}" for name in wanted if name)] if module else wanted
    return tuple(found)


def _installed(name: str) -> str:
    try:
        return metadata.version(name.replace("_", "-"))
    except metadata.PackageNotFoundError:
        return "?"
