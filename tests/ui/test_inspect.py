"""The page for modellers: on loopback, a model for each visitor, nothing from the internet, and a guard at the door."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from sim.data import tile_grid
from sim.ui import server, svg

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
)


def ask(app, scope):
    """What an ASGI app sends in answer to a scope."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request"}

    asyncio.run(app(scope, receive, send))
    return sent


async def accepting(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
    else:
        await send({"type": "websocket.accept"})


@pytest.mark.parametrize(
    ("origin", "answer"),
    [
        (b"http://127.0.0.1:8765", "websocket.accept"),
        (b"http://elsewhere.example", "websocket.close"),
        (b"http://127.0.0.1:9999", "websocket.close"),
        (b"", "websocket.accept"),
    ],
)
def test_pages_of_other_origins_may_not_connect(origin, answer):
    headers = [(b"host", b"127.0.0.1:8765"), *([(b"origin", origin)] if origin else [])]
    sent = ask(server.guarded(accepting), {"type": "websocket", "headers": headers})
    assert [message["type"] for message in sent] == [answer]


@pytest.mark.parametrize(
    ("host", "status", "answer"),
    [
        (b"127.0.0.1:8765", 200, "websocket.accept"),
        (b"localhost:8765", 200, "websocket.accept"),
        (b"elsewhere.example:8765", 421, "websocket.close"),
        (b"127.0.0.1.elsewhere.example", 421, "websocket.close"),
        (b"", 421, "websocket.close"),
    ],
)
def test_a_foreign_name_that_leads_here_is_refused(host, status, answer):
    page = ask(server.guarded(accepting), {"type": "http", "headers": [(b"host", host)]})
    assert page[0]["status"] == status
    headers = [(b"host", host), (b"origin", b"http://" + host)]
    assert ask(server.guarded(accepting), {"type": "websocket", "headers": headers})[0]["type"] == answer


def test_a_page_may_not_be_framed():
    [start] = ask(server.guarded(accepting), {"type": "http", "headers": [(b"host", b"127.0.0.1:8765")]})
    assert dict(start["headers"])[b"x-frame-options"] == b"DENY"


def test_a_taken_port_gives_way_to_a_free_one():
    with socket.socket() as one:
        one.bind((server.LOOPBACK, 0))
        one.listen()
        taken = one.getsockname()[1]
        assert server.free_port(taken) != taken


def test_nothing_is_reported_to_anybody():
    assert server.SETTINGS["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] == "False"
    assert server.LOOPBACK == "127.0.0.1"


def test_a_map_has_a_tile_for_every_county_and_escapes_its_words():
    tiles = tile_grid("jiangxi").assign(name_en="<script>")
    drawn = svg.tile_map(tiles, {}, {}, "name_en")
    assert drawn.count("<rect") == len(tiles) == 100
    assert "<script>" not in drawn


def test_a_chart_says_its_last_value():
    assert "1,234" in svg.line_chart("firms", "firms", [2012.25, 2012.5], [1000.0, 1234.4])
    assert "<polyline" not in svg.line_chart("firms", "firms", [2012.25], [1.0])


def test_a_story_follows_one_agent_until_it_leaves(jiangxi):
    pytest.importorskip("solara")
    from sim.agents import Firm, Talent
    from sim.ui import inspect as page

    model = page.InspectedModel(scenario=jiangxi.until(2013), rng=1, scale=100)
    rows = page.living(model, Firm)
    stays = int(rows["key"][rows["sales_year"].argmax()])
    model.watch(Firm, stays)
    for _ in range(3):
        model.step()
    assert [quarter for quarter, _ in model.story] == ["2012 Q1", "2012 Q2", "2012 Q3", "2012 Q4"]
    assert "sales_year" not in page.story_table(Firm, [], [])  # nothing to tell yet
    assert page.where_and_when(model) == "Jiangxi, 2012 Q3"
    names = page.county_names(model)
    worker = page.living(model, Talent)[0]
    told = [("2012 Q4", {name: worker[name].item() for name in page.told(Talent)})]
    assert names[worker["county"]] in page.story_table(Talent, told, names)
    record = model.world.alive("firms")
    assert model.story[-1][1]["cash"] == record["cash"][record["key"] == stays][0]
    model.watch(Firm, 999)
    assert model.story == []  # nobody with this key lives


def test_each_visitor_has_a_model_of_their_own(jiangxi, monkeypatch):
    solara = pytest.importorskip("solara")
    from sim.ui import inspect as page

    made = []
    monkeypatch.setitem(page.SHOWN, "scenario", jiangxi.until(2013))
    monkeypatch.setitem(page.SHOWN, "scale", 100)

    class Counted(page.InspectedModel):
        def __init__(self, **given):
            super().__init__(**given)
            made.append(self)

    monkeypatch.setattr(page, "InspectedModel", Counted)
    for visitor in range(2):
        _, rendered = solara.render(page.Page(), handle_error=False)
        deadline = time.monotonic() + 60
        while len(made) <= visitor and time.monotonic() < deadline:
            time.sleep(0.05)
        rendered.close()
    assert len(made) == 2 and made[0].world is not made[1].world


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")
def test_in_a_real_browser_without_the_internet(tmp_path):
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    repository = Path(__file__).parents[2]
    port = server.free_port(8766)
    command = [
        sys.executable,
        str(repository / "run.py"),
        "inspect",
        "jiangxi_2018",
        "--scale",
        "100",
        "--until",
        "2013",
    ]
    running = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        assert running.stdout and f"127.0.0.1:{port}" in running.stdout.readline()
        outside = []
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.on(
                "request", lambda r: outside.append(r.url) if "127.0.0.1" not in r.url and "data:" not in r.url else 0
            )
            page.on("response", lambda r: outside.append(r.url) if r.status >= 400 else 0)
            page.on("pageerror", lambda error: outside.append(str(error)))
            _open(page, f"http://127.0.0.1:{port}")
            page.get_by_role("button", name="Step").wait_for(timeout=240_000)
            page.get_by_role("button", name="Step").click()
            page.get_by_text("Step: 1").wait_for(timeout=60_000)
            page.locator("svg rect").nth(99).wait_for(timeout=30_000)  # a tile a county
            page.get_by_text("Jiangxi, 2012 Q1").first.wait_for(timeout=30_000)
            names = "tab => getComputedStyle(tab, '::after').content"
            tabs = page.locator(".v-tab")
            assert [tabs.nth(place).evaluate(names) for place in (0, 1)] == ['"Counties"', '"An agent\'s story"']
            tabs.nth(1).click()
            page.get_by_text("agent's story").first.wait_for(timeout=30_000)
            browser.close()
        assert outside == []
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) in (0, 130)


def _open(page, address: str) -> None:
    """Open the page once the server answers."""
    for _ in range(60):
        try:
            page.goto(address)
            return
        except Exception:
            time.sleep(0.5)
    page.goto(address)


def test_classes_of_the_map_are_fifths():
    from sim.report.tilemap import fifths

    assert fifths(pd.Series(range(10))).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
