"""The schema and the records say the same."""

from __future__ import annotations

import ast
import inspect
import sqlite3
from dataclasses import dataclass
from importlib import resources

import pytest

from onrecord import records
from onrecord.store.mapping import TABLES, Table, make_table

SCHEMA = resources.files("onrecord.store").joinpath("schema.sql").read_text("utf-8")
TABLE_LIST = [part for table in TABLES for part in table.tables()]


@pytest.fixture(scope="module")
def schema() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


@pytest.mark.parametrize("table", TABLE_LIST, ids=lambda table: table.name)
def test_every_field_has_its_column_and_every_column_its_field(schema: sqlite3.Connection, table: Table) -> None:
    found = {
        name: (kind, not required and not key)
        for _, name, kind, required, _, key in schema.execute(f"PRAGMA table_info({table.name})")
    }
    wanted = {name: (kind, optional and name != "id") for name, kind, optional in table.columns()}
    assert {name: kind for name, (kind, _) in found.items()} == {name: kind for name, (kind, _) in wanted.items()}
    # SQLite reports the parts of a primary key as not required; all others must agree.
    keys = {"id", "owner", "item"}
    assert {n: o for n, (_, o) in found.items() if n not in keys} == {
        n: o for n, (_, o) in wanted.items() if n not in keys
    }


def test_every_table_is_strict_and_belongs_to_a_record(schema: sqlite3.Connection) -> None:
    tables = {name: strict for _, name, kind, _, _, strict in schema.execute("PRAGMA table_list") if kind == "table"}
    tables = {name: strict for name, strict in tables.items() if not name.startswith("sqlite_")}
    assert all(tables.values())
    assert set(tables) == {table.name for table in TABLE_LIST} | {"span", "stage_mark"}


def test_every_kind_of_record_is_stored() -> None:
    kinds = {kind for name in records.__all__ if isinstance(kind := getattr(records, name), type)}
    stored = {part.kind for part in TABLE_LIST}
    with_id = {kind for kind in kinds if "id" in getattr(kind, "__annotations__", {})}
    assert with_id <= stored


def test_every_field_of_a_record_is_documented() -> None:
    for kind in {part.kind for part in TABLE_LIST}:
        body = ast.parse(inspect.getsource(kind)).body[0]
        assert isinstance(body, ast.ClassDef)
        for field, after in zip(body.body, [*body.body[1:], None], strict=True):
            if isinstance(field, ast.AnnAssign):
                documented = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert documented, f"{kind.__name__}.{ast.unparse(field.target)} says nowhere what it is"


def test_a_field_without_a_rule_is_refused() -> None:
    @dataclass
    class Strange:
        id: str
        what: object

    # get_type_hints looks names up in the module, so the annotation is given as a type.
    Strange.__annotations__ = {"id": str, "what": complex}
    with pytest.raises(TypeError, match=r"strange\.what"):
        make_table(Strange)
