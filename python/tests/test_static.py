"""The figure in a notebook that was turned into a page: it lives on without a kernel, in the state that it had."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile

import pytest

pytestmark = [pytest.mark.full, pytest.mark.chromium]
pytest.importorskip("nbconvert")
nbformat = pytest.importorskip("nbformat")

WIDGET = """
from perceptron_playground import Playground
fig = Playground("regression", lang="en", lr=0.05)
fig.state = {"split": "shuffled"}
fig.weights = [[[0.1]], [-0.7]]
fig
"""
PART = """
from IPython.display import HTML
HTML(fig.to_html())
"""
#: What a page of nbconvert loads from the network. Here it comes from the packages that the network has it from.
PACKAGES = ("@jupyter-widgets/html-manager@1.0.15", "anywidget@0.11.0", "requirejs@2.3.8")


@pytest.fixture
def converted(tmp_path):
    """A notebook that was run and turned into a page, and the page's address."""

    def convert(*cells):
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell.strip()) for cell in cells])
        (tmp_path / "figure.ipynb").write_text(nbformat.writes(made))
        subprocess.run([sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "figure.ipynb"], cwd=tmp_path, check=True, timeout=300)
        return (tmp_path / "figure.html").as_uri()

    return convert


def show(page, address, panel, answer):
    page.route(lambda one: one.startswith("http"), answer)
    page.goto(address)
    figure = page.locator(f"perceptron-playground-{panel}")
    figure.wait_for(timeout=60_000)
    page.wait_for_function("figure => figure.state !== undefined", arg=figure.element_handle())
    return figure


def test_a_widget_lives_in_the_page_where_it_can_load_the_manager_of_widgets(page, converted, tmp_path):
    names = subprocess.run(["npm", "pack", "--silent", *PACKAGES], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=300)
    files = {}
    for name in names.stdout.split():
        with tarfile.open(tmp_path / name) as archive:
            folder = re.sub(r"-[\d.]+\.tgz$", "", name)
            archive.extractall(tmp_path / folder, filter="data")
            files[folder] = tmp_path / folder / "package"
    asked = []

    def answer(route):
        address = route.request.url
        asked.append(address)
        if "require" in address:
            route.fulfill(path=files["requirejs"] / "require.js", content_type="text/javascript")
        elif "html-manager" in address:
            route.fulfill(path=files["jupyter-widgets-html-manager"] / "dist" / address.rpartition("/")[2], content_type="text/javascript")
        elif "anywidget" in address:
            route.fulfill(path=files["anywidget"] / "dist" / f"{address.rpartition('/')[2].removesuffix('.js')}.js", content_type="text/javascript")
        else:
            route.abort()

    figure = show(page, converted(WIDGET), "regression", answer)
    # What Python asked before a figure was there is done when it is there.
    is_there = "figure => Math.fround(figure.state.w) === Math.fround(0.1) && figure.state.split === 'shuffled'"
    page.wait_for_function(is_there, arg=figure.element_handle())
    figure.evaluate("figure => figure.step(2)")
    assert any("html-manager" in address for address in asked)


def test_a_part_of_a_page_lives_without_a_network(page, converted):
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.abort()

    figure = show(page, converted(WIDGET.rpartition("fig\n")[0], PART), "regression", answer)
    assert figure.evaluate("figure => [figure.lang, figure.state.rate, figure.state.split]") == ["en", pytest.approx(0.05), "shuffled"]
    page.wait_for_function("figure => Math.fround(figure.state.w) === Math.fround(0.1)", arg=figure.element_handle())
    figure.evaluate("figure => figure.step(2)")
    assert not any("perceptron" in address for address in asked)
