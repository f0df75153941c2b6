"""The HTML brief in a real browser: marks stand on the cited characters, and nothing is fetched or run."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from lxml import html

import onrecord
from onrecord.export.brief import brief, to_html
from onrecord.records import Article

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=3000", "--dump-dom",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: chromium is not installed; make test-all installs it"),
]

PAGE = """Ferry \U0001f6a2 sinks <img src="{leak}a.png"> off Port Amarel

March 5, 2024

“The \U0001f6a2 was e\u0301normously old,” Transport Minister Tomas Berek said on Tuesday.
<script>fetch("{leak}b")</script>

Berek said that 12 people had died. שלום <svg onload="fetch('{leak}c')">

The coast guard of Marovia denied that it had been late.
"""


class Leak(BaseHTTPRequestHandler):
    """A server that remembers what was asked of it."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def leak() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Leak)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, leak: str) -> tuple[html.HtmlElement, list[Article]]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "page.txt").write_text(PAGE.replace("{leak}", leak), "utf-8", newline="\n")
    with onrecord.build([str(folder / "page.txt")], folder / "story.db") as record:
        page = to_html(brief(record.records))
        articles = record.articles()
    file = folder / "brief.html"
    file.write_text(page, "utf-8")
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")
    return html.document_fromstring(shown), list(articles)


def test_every_reference_leads_to_its_characters(opened: tuple[html.HtmlElement, list[Article]]) -> None:
    dom, (article,) = opened
    ids = {mark.get("id"): mark.text_content() for mark in dom.iter("mark") if mark.get("id")}
    links = [link.get("href") or "" for link in dom.iter("a")]
    targets = {link.removeprefix("#") for link in links if link.startswith("#p")}
    assert targets, "the brief of this page has references"
    for target in targets:
        place = re.fullmatch(r"p(\d+)c(\d+)-(\d+)", target)
        if place is not None:
            start = int(place[2])
            shown = ids[target]
            assert shown
            assert article.text[start : start + len(shown)] == shown


def test_words_of_a_page_neither_run_nor_call_home(opened: tuple[html.HtmlElement, list[Article]]) -> None:
    dom, _ = opened
    assert Leak.asked == []
    assert not list(dom.iter("script", "img", "svg", "iframe", "object"))
    assert "<script>" in dom.text_content(), "the words themselves are shown"
