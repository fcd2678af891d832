"""A kernel's side of `host.js`: real figures of Python, shown in a real browser without a notebook between them."""

from __future__ import annotations

import base64
import time
from pathlib import Path

PAGE = "http://figures.test/"
#: What the page may do: run its own script and modules that it makes, and reach nobody.
POLICY = "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'; img-src data: blob:"
SECONDS = 30


class Comm:
    """Stands between ipywidgets and the page."""

    sent: list = []

    def __init__(self, **options):
        self.comm_id = str(id(self))
        self.listener = None
        self._send("open", options.get("data"), options.get("buffers"))

    def _send(self, kind, data, buffers):
        Comm.sent.append((self.comm_id, kind, data, [bytes(buffer) for buffer in buffers or []]))

    def on_msg(self, listener):
        self.listener = listener

    def send(self, data=None, metadata=None, buffers=None):
        self._send("message", data, buffers)

    def on_close(self, listener):
        pass

    def close(self, *words, **options):
        self._send("close", {}, [])


def plain(data, buffers):
    """A message for the page: its bytes as texts, where they were taken out."""
    state = dict(data.get("state", {}))
    for path, buffer in zip(data.get("buffer_paths", []), buffers):
        place = state
        for name in path[:-1]:
            place[name] = dict(place[name])
            place = place[name]
        place[path[-1]] = {"base64": base64.b64encode(buffer).decode()}
    return {"method": data.get("method", "update"), "state": state, "content": data.get("content")}


class Host:
    """Figures on a page."""

    def __init__(self, page):
        self.page = page
        self.asked_for: list[str] = []
        self.complaints: list[str] = []
        self.figures: dict[str, object] = {}
        page.on("console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._answer)
        page.goto(PAGE)

    def _answer(self, route):
        path = route.request.url.removeprefix(PAGE)
        if path == "":
            html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Figures</title><script src="host.js"></script></html>'
            route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
        elif path == "host.js":
            route.fulfill(path=Path(__file__).with_name("host.js"), content_type="text/javascript")
        elif path == "favicon.ico":
            route.abort()
        else:
            self.asked_for.append(route.request.url)
            route.abort()

    def show(self, figure, wait=True):
        """Shows a figure once more; gives the number of that view."""
        self.figures[figure.comm.comm_id] = figure
        self.exchange()
        told = self.page.evaluate("id => showModel(id)", figure.comm.comm_id)
        assert told["type"] == "function", "render gives a function that cleans up"
        view = self.page.evaluate("id => models[id].views.length - 1", figure.comm.comm_id)
        if wait:
            self.until(lambda: self.evaluate(figure, "figure.state !== undefined", view=view))
        return view

    def exchange(self):
        """Carries what either side has said to the other; tells whether the page had said something."""
        for comm, kind, data, buffers in Comm.sent[:]:
            Comm.sent.pop(0)
            if kind == "open":
                self.page.evaluate("([id, state]) => openModel(id, state)", [comm, plain(data, buffers)["state"]])
            elif kind == "message" and data.get("method") in ("update", "custom"):
                self.page.evaluate("([id, message]) => receive(id, message)", [comm, plain(data, buffers)])
        said = self.page.evaluate("outbox.splice(0)")
        for message in said:
            data = {"buffer_paths": [], **message}
            # A page's own model has no Python behind it.
            if message["id"] in self.figures:
                self.figures[message["id"]].comm.listener({"content": {"data": data}, "buffers": []})
        return bool(said)

    def until(self, is_so):
        """Carries messages until something is so."""
        end = time.monotonic() + SECONDS
        while True:
            self.exchange()
            if is_so():
                return
            assert time.monotonic() < end, "it has not become so"
            # The next message, or a change of the page that is asked about.
            self.page.wait_for_timeout(20)

    def evaluate(self, figure, script, argument=None, view=0):
        """What a script gives back that knows the element as `figure`."""
        call = f"([id, argument]) => {{ const figure = figureOf(id, {view}); return ({script}); }}"
        return self.page.evaluate(call, [figure.comm.comm_id, argument])
