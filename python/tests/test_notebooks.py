"""The figure in the notebooks that people use: JupyterLab and Jupyter Notebook, with a real kernel and a real fit."""

from __future__ import annotations

import json
import re
import sys

import pytest
from servers import free_port, server

pytestmark = [pytest.mark.full, pytest.mark.chromium]
nbformat = pytest.importorskip("nbformat")
expect = pytest.importorskip("playwright.sync_api").expect

SETUP = """
import json
import numpy
from perceptron_playground import Playground
fig = Playground("regression", lang="en", lr=0.05)
fig
"""
FIT = """
import keras
x = numpy.linspace(-1, 1, 256, dtype="float32")[:, None]
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.05), "mse")
history = model.fit(x, 3 * x - 1, epochs=20, verbose=0, callbacks=[fig.keras()])
"""
ANSWER = """
print(json.dumps({
    "same": all((one == other).all() for one, other in zip(fig.weights, model.get_weights())),
    "told": fig._seen == fig._moment["n"],
    "svg": fig.to_svg()[:4],
    "w": fig.state["w"],
}))
"""
SET = "fig.state = {'w': 0.5}"
READ = "print(json.dumps([fig.state['w'], fig.state['rate'], fig.to_keras().get_weights()[0].item()]))"
TIMED = """
import time
rows = 20_000
def model_and_data():
    if fig.panel == "digits":
        x = numpy.random.default_rng(1).random((rows, 64), "float32")
        model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
        return model, x, x[:, 0].round(), "sparse_categorical_crossentropy"
    x = numpy.random.default_rng(1).normal(size=(rows, 2)).astype("float32")
    model = keras.Sequential([keras.Input((2,)), *[keras.layers.Dense(8, activation="tanh") for _ in range(3)], keras.layers.Dense(1, activation="sigmoid")])
    return model, x, (x[:, 0] * x[:, 1] > 0).astype("float32"), "binary_crossentropy"
def seconds(callbacks):
    model, x, y, loss = model_and_data()
    model.compile("adam", loss)
    model.fit(x, y, epochs=1, batch_size=10, verbose=0)
    start = time.perf_counter()
    model.fit(x, y, epochs=2, batch_size=10, verbose=0, callbacks=callbacks)
    return time.perf_counter() - start
seconds([])
times = [(seconds([]), seconds([fig.keras()])) for _ in range(4)]
alone, shown = (min(column) for column in zip(*times))
print(json.dumps([alone, shown, fig._last]))
"""


def notebook(folder, *cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells])
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (folder / "figure.ipynb").write_text(nbformat.writes(made))


@pytest.fixture(params=["lab", "notebook"])
def jupyter(request, tmp_path):
    """A server with the figure's notebook: the address at which it opens."""
    notebook(tmp_path, SETUP, FIT, ANSWER, SET, READ)
    yield from served(request.param, tmp_path)


@pytest.fixture(params=["network", "digits"])
def timed(request, tmp_path):
    """A server with a notebook in which fits are timed."""
    setup = SETUP.replace('"regression", lang="en", lr=0.05', f'"{request.param}", lang="en"') + "import keras\n"
    notebook(tmp_path, setup.replace("fig\nimport keras", "import keras\nfig"), TIMED)
    yield from served("lab", tmp_path)


def served(kind, tmp_path):
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "jupyter", kind, "--no-browser", "--allow-root", f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    path = {"lab": "/lab/tree/figure.ipynb?reset", "notebook": "/notebooks/figure.ipynb"}[kind]
    with server(words, tmp_path, f"{address}/api"):
        yield address + path


def run(page, number):
    """Runs a cell as a person does, and waits until it has run."""
    cell = page.locator(".jp-Notebook .jp-CodeCell").nth(number)
    prompt = cell.locator(".jp-InputPrompt")
    for _ in range(12):
        cell.locator(".cm-content").click()
        page.locator(".jp-Notebook.jp-mod-editMode").wait_for()
        page.keyboard.press("Shift+Enter")
        try:
            expect(prompt).not_to_have_text("[ ]:", timeout=5000)
            break
        except AssertionError:
            # What is run while the kernel is on its way is not run at all.
            continue
    expect(prompt).to_have_text(re.compile(r"\d"), timeout=120_000)
    return cell


def said(cell):
    return json.loads(cell.locator(".jp-OutputArea-output pre").first.inner_text())


def test_a_fit_moves_the_figure_in_jupyter(jupyter, page):
    # Nothing beyond this machine is there.
    page.route(lambda address: "127.0.0.1" not in address and not address.startswith(("data:", "blob:")), lambda route: route.abort())
    page.goto(jupyter)
    page.locator(".jp-Notebook .jp-CodeCell").nth(4).wait_for(timeout=120_000)
    run(page, 0)
    figure = page.locator("perceptron-playground-regression")
    figure.wait_for()
    page.wait_for_function("figure => figure.state !== undefined", arg=figure.element_handle())
    assert page.evaluate("figure => [figure.lang, figure.state.rate]", figure.element_handle()) == ["en", 0.05]
    run(page, 1)
    page.wait_for_function("figure => Math.abs(figure.state.w - 3) < 0.5", arg=figure.element_handle())
    # The picture for Python is drawn when the figure has rested.
    page.wait_for_timeout(1500)
    answer = said(run(page, 2))
    assert answer["same"] and answer["told"] and answer["svg"] == "<svg"
    assert answer["w"] == page.evaluate("figure => figure.state.w", figure.element_handle())
    run(page, 3)
    page.wait_for_function("figure => figure.state.w === 0.5", arg=figure.element_handle())
    page.wait_for_timeout(500)
    assert said(run(page, 4)) == [0.5, pytest.approx(0.05), 0.5]
    # Keys stay in the figure: digits and Enter in a box run no cell.
    before = page.locator(".jp-InputPrompt").all_inner_texts()
    figure.locator("input[type=number], input[inputmode]").first.click()
    page.keyboard.type("00")
    page.keyboard.press("Enter")
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".jp-InputPrompt").all_inner_texts() == before


def test_a_figure_moves_while_a_fit_is_timed(timed, page, capsys):
    page.goto(timed)
    page.locator(".jp-Notebook .jp-CodeCell").nth(1).wait_for(timeout=120_000)
    run(page, 0)
    page.wait_for_function("document.querySelector('.widget-subarea > *, .jp-OutputArea-output [data-lm-suppress-shortcuts]')?.state !== undefined")
    alone, shown, moments = said(run(page, 1))
    # Told and not judged: a browser on a busy machine takes what the fit would have had.
    with capsys.disabled():
        print(f"\na fit of {alone:.2f} s takes {shown / alone:.3f} times as long with a figure that moves, {moments} times in all")
    assert moments > 10
