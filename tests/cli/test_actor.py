"""``onrecord actor`` on the command line."""

from pathlib import Path

from typer.testing import CliRunner

from onrecord.cli import make_app

RUN = CliRunner()


def test_one_string_gives_one_line() -> None:
    done = RUN.invoke(make_app(), ["actor", "Kenya's foreign minister Ilsa Doren"])
    assert done.stdout == "Kenya's foreign minister Ilsa Doren\tKEN\tGOV\t\tIlsa Doren\n"


def test_a_batch_gives_a_line_for_each_id(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("x1\tthe army\tin Kenya\t\nx2\tAngela Merkel\t\t2017-04-01\nx3\ta stone\nx4\tAngela Merkel\t\t\n")
    done = RUN.invoke(make_app(), ["actor", "--batch", str(table), "--date", "2023-01-01"])
    assert done.stdout.splitlines() == [
        "x1\tKEN\tMIL\t\t",
        "x2\tDEU\tGOV\t\tAngela Merkel",
        "x3\t\t\t\t",
        "x4\tDEU\tELI\t\tAngela Merkel",
    ]


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("x1\tthe army\t\tsoon\n")
    assert "line 1: 'soon' is no date" in str(RUN.invoke(make_app(), ["actor", "--batch", str(table)]).exception)
    assert "give one string" in str(RUN.invoke(make_app(), ["actor"]).exception)
    assert "cannot be read" in str(RUN.invoke(make_app(), ["actor", "--batch", str(tmp_path / "none")]).exception)
