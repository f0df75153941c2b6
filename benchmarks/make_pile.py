"""Make a pile of invented news pages of any size, and the truth about it.

    python benchmarks/make_pile.py 1000 --out build/pile [--seed 7] [--stories 40] [--jsonl]
        [--furniture .6] [--copies .2] [--rewrites .1] [--undated .2] [--contradictions .1]

Writes ``pages/*.txt`` (or one ``pages.jsonl``) and ``truth.json``: for each page its story, day, outlet, lines of
furniture, the page it copies or rewrites; and for each story the toll of each day, who denied what, when the deed
followed, and which pages contradict each other. The same arguments give the same bytes everywhere.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MATERIAL: dict[str, Any] = tomllib.loads((Path(__file__).parent / "pile.toml").read_text("utf-8"))
START = dt.date(2031, 1, 6)
DAYS = 12


@dataclass(frozen=True)
class Rates:
    """Shares of pages, from 0 to 1."""

    furniture: float
    copies: float
    rewrites: float
    undated: float
    contradictions: float


@dataclass
class Story:
    """One invented crisis and what is true in it."""

    id: str
    kind: dict[str, str]
    slots: dict[str, str]
    first_day: dt.date
    tolls: list[int]
    other_tolls: dict[int, int]
    denial_day: int
    deed_day: int


@dataclass
class Page:
    """One page and the truth about it."""

    file: str
    story: str
    day: str
    dated: bool
    outlet: str
    title: str
    body: list[str]
    top: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    copy_of: str | None = None
    rewrite_of: str | None = None
    toll: int | None = None
    tells: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The page as a scraper would leave it."""
        day = dt.date.fromisoformat(self.day)
        date = [f"{day:%B} {day.day}, {day.year}"] if self.dated else []
        return "\n\n".join([*self.top, self.title, *date, *self.body, *self.end]) + "\n"


def make_story(number: int, rng: random.Random, rates: Rates) -> Story:
    """A crisis with its people, days and numbers."""
    (country, nationality, city), (other, other_nationality, _) = rng.sample(MATERIAL["countries"], 2)
    names = [f"{rng.choice(MATERIAL['first_names'])} {last}" for last in rng.sample(MATERIAL["last_names"], 3)]
    kind = rng.choice(MATERIAL["kind"])
    toll, tolls = rng.randint(3, 20), []
    for _ in range(DAYS):
        tolls.append(toll)
        toll += rng.choice([0, 0, 1, 3, 5])
    differing = {day: tolls[day] + rng.randint(2, 9) for day in range(DAYS) if rng.random() < rates.contradictions}
    denial_day = rng.randint(1, 4)
    slots = {
        "country": country, "nationality": nationality, "city": city, "other": other,
        "other_nationality": other_nationality, "minister": names[0], "speaker": names[1],
        "person_word": rng.choice(["woman", "man"]), "what": kind["what"], "evacuated": str(rng.randint(80, 900)),
    }  # fmt: skip
    first = START + dt.timedelta(days=rng.randint(0, 300))
    return Story(f"s{number:04d}", kind, slots, first, tolls, differing, denial_day, denial_day + rng.randint(2, 5))


def write_page(number: int, story: Story, rng: random.Random, rates: Rates) -> Page:
    """A page of its own about one day of a story."""
    offset = rng.randint(0, DAYS - 1)
    day = story.first_day + dt.timedelta(days=offset)
    toll = story.tolls[offset]
    slots = story.slots | {
        "weekday": day.strftime("%A"), "weekday_before": (day - dt.timedelta(days=1)).strftime("%A"),
        "toll": f"at least {toll}", "toll_word": f"At least {toll}", "other_toll": str(story.other_tolls.get(offset)),
    }  # fmt: skip
    deed, tells = MATERIAL["deed"], []
    body = [story.kind["lead"].format(**slots), f"“{story.kind['quote']},” {slots['minister']} told reporters."]
    if offset == story.denial_day:
        body.append(deed["denial"].format(**slots))
        tells.append("denial")
    elif offset == story.deed_day:
        body.append(deed["deed"].format(**slots))
        tells.append("deed")
    if offset in story.other_tolls and rng.random() < 0.5:
        body.append(deed["differing"].format(**slots))
        tells.append("differing toll")
    body.append(story.kind["detail"].format(**slots))
    body += [line.format(**slots) for line in rng.sample(deed["neutral"], rng.randint(1, 3))]
    page = Page(
        file=f"{number:06d}.txt", story=story.id, day=day.isoformat(), dated=rng.random() >= rates.undated,
        outlet=rng.choice(MATERIAL["outlets"]), title=story.kind["headline"].format(**slots), body=body, toll=toll,
        tells=tells,
    )  # fmt: skip
    add_furniture(page, slots, rng, rates)
    return page


def add_furniture(page: Page, slots: dict[str, str], rng: random.Random, rates: Rates) -> None:
    """Put around a page what sites put around pages."""
    if rng.random() >= rates.furniture:
        return
    more = slots | {"outlet": page.outlet, "teaser": rng.choice(MATERIAL["teasers"])}
    page.top = [line.format(**more) for line in rng.sample(MATERIAL["furniture_top"], rng.randint(1, 2))]
    page.end = [line.format(**more) for line in rng.sample(MATERIAL["furniture_end"], rng.randint(1, 4))]


def print_again(number: int, page: Page, story: Story, rng: random.Random, rates: Rates, *, rewrite: bool) -> Page:
    """A copy of a page under another masthead, or a rewrite of it."""
    body = list(page.body)
    if rewrite:
        body = [_swapped(line) for line in body]
        body[2:] = reversed(body[2:])
        body = body[: max(3, len(body) - 1)]
    elif rng.random() < 0.5 and len(body) > 3:
        body = body[:-1]
    again = Page(
        file=f"{number:06d}.txt", story=page.story, day=page.day, dated=rng.random() >= rates.undated,
        outlet=rng.choice([name for name in MATERIAL["outlets"] if name != page.outlet]),
        title=page.title if rng.random() < 0.5 else f"{story.slots['country']}: {page.title}",
        body=body, toll=page.toll,
        tells=list(page.tells), copy_of=None if rewrite else page.file, rewrite_of=page.file if rewrite else None,
    )  # fmt: skip
    add_furniture(again, story.slots, rng, rates)
    return again


def _swapped(line: str) -> str:
    for old, new in MATERIAL["rewrite"]["swaps"]:
        line = line.replace(old, new)
    return line


def make_pile(count: int, stories: int, seed: int, rates: Rates) -> tuple[list[Page], list[Story]]:
    """All pages and stories."""
    rng = random.Random(seed)
    plots = [make_story(number, rng, rates) for number in range(stories)]
    by_id = {story.id: story for story in plots}
    pages: list[Page] = []
    originals: list[Page] = []
    for number in range(count):
        draw = rng.random()
        if originals and draw < rates.copies + rates.rewrites:
            page = rng.choice(originals)
            again = print_again(number, page, by_id[page.story], rng, rates, rewrite=draw >= rates.copies)
            pages.append(again)
            continue
        pages.append(write_page(number, rng.choice(plots), rng, rates))
        originals.append(pages[-1])
    return pages, plots


def truth(pages: list[Page], stories: list[Story]) -> dict[str, Any]:
    """What a perfect reader of the pile would find."""
    told: dict[str, dict[str, list[str]]] = {}
    for page in pages:
        for what in page.tells:
            told.setdefault(page.story, {}).setdefault(what, []).append(page.file)
    return {
        "pages": [
            {key: value for key, value in asdict(page).items() if key not in ("body", "top", "end")}
            | {"furniture": [line for part in (*page.top, *page.end) for line in part.split("\n")]}
            for page in pages
        ],
        "stories": [
            {
                "id": story.id, "slots": story.slots, "kind": story.kind["name"],
                "first_day": story.first_day.isoformat(),
                "tolls": story.tolls, "differing_tolls": story.other_tolls,
                "told_by": told.get(story.id, {}),
            }
            for story in stories
        ],
    }  # fmt: skip


def main() -> None:
    """Write the pile."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("count", type=int)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--stories", type=int)
    options.add_argument("--jsonl", action="store_true")
    for name, default in (
        ("furniture", 0.6),
        ("copies", 0.2),
        ("rewrites", 0.1),
        ("undated", 0.2),
        ("contradictions", 0.1),
    ):
        options.add_argument(f"--{name}", type=float, default=default)
    given = options.parse_args()
    rates = Rates(given.furniture, given.copies, given.rewrites, given.undated, given.contradictions)
    pages, stories = make_pile(given.count, given.stories or max(1, given.count // 25), given.seed, rates)
    given.out.mkdir(parents=True, exist_ok=True)
    if given.jsonl:
        with (given.out / "pages.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            for page in pages:
                row = {"id": page.file, "text": page.text(), "outlet": page.outlet}
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    else:
        (given.out / "pages").mkdir(exist_ok=True)
        for page in pages:
            (given.out / "pages" / page.file).write_text(page.text(), "utf-8", newline="\n")
    (given.out / "truth.json").write_text(json.dumps(truth(pages, stories), indent=1, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
