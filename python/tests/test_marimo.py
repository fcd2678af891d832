"""The figure in marimo."""

from __future__ import annotations

import sys

import pytest
from servers import free_port, server

pytestmark = [pytest.mark.full, pytest.mark.chromium]
pytest.importorskip("marimo")

APP = '''
import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from perceptron_playground import Playground
    return Playground, mo


@app.cell
def _(Playground, mo):
    fig = Playground("regression", lang="en", lr=0.05)
    shown = mo.ui.anywidget(fig)
    shown
    return fig, shown


@app.cell
def _(fig, mo):
    def ask(_):
        fig.weights = [[[0.1]], [-0.7]]
    button = mo.ui.button(label="set the weights", on_click=ask)
    button
    return (button,)


@app.cell
def _(mo, shown):
    mo.md(f"The rate is {shown.value['state']['rate']}.")
    return
'''


def test_the_figure_and_the_cells_tell_each_other(page, tmp_path):
    (tmp_path / "app.py").write_text(APP)
    port = free_port()
    words = [sys.executable, "-m", "marimo", "run", "app.py", "--headless", "--host=127.0.0.1", f"--port={port}", "--no-token"]
    with server(words, tmp_path, f"http://127.0.0.1:{port}/health"):
        page.route(lambda address: "127.0.0.1" not in address and not address.startswith(("data:", "blob:")), lambda route: route.abort())
        page.goto(f"http://127.0.0.1:{port}/")
        figure = page.locator("perceptron-playground-regression")
        figure.wait_for(timeout=60_000)
        page.wait_for_function("figure => figure.state !== undefined", arg=figure.element_handle())
        assert figure.evaluate("figure => [figure.lang, figure.state.rate]") == ["en", pytest.approx(0.05)]
        figure.evaluate("figure => { figure.state = { rate: 0.25 }; }")
        page.get_by_text("The rate is 0.25.").wait_for()
        page.get_by_role("button", name="set the weights").click()
        # What is float32 in Python is float32 in the figure.
        is_set = "figure => Math.fround(figure.state.w) === Math.fround(0.1) && Math.fround(figure.state.b) === Math.fround(-0.7)"
        page.wait_for_function(is_set, arg=figure.element_handle())
