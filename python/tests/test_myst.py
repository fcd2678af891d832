"""The figure in MyST: its tool puts the module beside the page, and its theme shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.full, pytest.mark.chromium]
pytest.importorskip("mystmd_py")

PAGE = """# A figure

```{anywidget} ./regression.mjs
{ "lang": "ko", "settings": { "rate": "0.05", "split": "shuffled" } }
```
"""
# The theme itself is downloaded by the tool and not here; what its part for widgets does is what stands in `show`.
SITE = "version: 1\nproject:\n  title: Figures\nsite:\n  title: Figures\n  template: ./theme\n"
# MyST's model: `save_changes`, `send` and `off` throw.
SHOW = """
async ([address, state]) => {
  const target = new EventTarget();
  const refuse = () => { throw new Error('not implemented yet'); };
  const model = {
    get: (name) => state[name],
    set(name, value) { state[name] = value; target.dispatchEvent(new CustomEvent(`change:${name}`)); },
    on: (name, listener) => target.addEventListener(name, listener),
    off: refuse, save_changes: refuse, send: refuse,
  };
  const { default: widget } = await import(address);
  const el = document.body.appendChild(document.createElement('div'));
  globalThis.end = await widget.render({ model, el });
  globalThis.figure = el.firstElementChild;
}
"""


def test_the_directive_shows_the_figure(page, tmp_path):
    (tmp_path / "page.md").write_text(PAGE)
    (tmp_path / "myst.yml").write_text(SITE)
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/template.yml").write_text("jtex: v1\ntitle: None\n")
    subprocess.run([sys.executable, "-m", "perceptron_playground", "regression", "-o", tmp_path / "regression.mjs"], check=True)
    myst = Path(sys.executable).with_name("myst")
    built = subprocess.run([myst, "build", "--site"], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stdout + built.stderr
    tree = json.loads((tmp_path / "_build/site/content/page.json").read_text())
    [widget] = [node for node in walk(tree["mdast"]) if node["type"] == "anywidget"]
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", lambda route: answer(route, tmp_path / "_build/site/public"))
    page.goto("http://book.test/")
    page.evaluate(SHOW, [f"http://book.test{widget['esm']}", widget["model"]])
    page.wait_for_function("figure.state !== undefined")
    assert page.evaluate("[figure.lang, figure.state.rate, figure.state.split]") == ["ko", pytest.approx(0.05), "shuffled"]
    page.evaluate("figure.step(3)")
    page.wait_for_function("figure.state.steps === 3")
    page.evaluate("end()")
    assert page.evaluate("document.querySelector('perceptron-playground-regression')") is None
    assert complaints == []


def answer(route, folder):
    name = route.request.url.rpartition("/")[2]
    if name == "":
        route.fulfill(body="<!doctype html><title>Book</title>", content_type="text/html")
    elif (folder / name).is_file():
        route.fulfill(path=folder / name, content_type="text/javascript")
    else:
        route.abort()


def walk(node):
    yield node
    for child in node.get("children", []):
        yield from walk(child)
