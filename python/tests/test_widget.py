"""The module by the anywidget specification, in a real browser, with the real class of Python behind it."""

from __future__ import annotations

import random
import struct
from importlib.resources import files

import pytest
from perceptron_playground import PANELS, Playground
from perceptron_playground.module import esm

pytestmark = pytest.mark.chromium


def bits(weights):
    """The numbers of arrays, to the bit."""
    return [struct.pack("<f", number) for part in weights for number in part.flatten().tolist()]


def test_our_own_part_of_a_module_is_small():
    glue = (files("perceptron_playground") / "static" / "widget.js").read_bytes()
    assert len(glue) <= 3000
    for panel in PANELS:
        assert esm(panel).endswith(glue.decode()), panel


def test_every_panel_opens_without_a_network_under_a_strict_policy(host):
    for panel in PANELS:
        figure = Playground(panel, lang="en")
        expected = dict(figure.state)
        host.show(figure)
        host.until(lambda: figure.query)
        # What Python takes for the state of a figure that it has not seen is its state.
        assert figure.state == expected, panel
        assert host.evaluate(figure, "figure.table.panel") == panel
        host.page.evaluate("id => models[id].views[0].end()", figure.comm.comm_id)


def test_the_picture_comes_when_the_figure_rests(host):
    figure = Playground("gates")
    host.show(figure)
    host.until(lambda: figure._svg)
    assert figure.to_svg().startswith("<svg")


def test_the_state_goes_both_ways(host):
    heard = []
    figure = Playground("gates", gate="or", lang="ko", b=-0.2)
    figure.on_change(heard.append)
    host.show(figure)
    assert host.evaluate(figure, "[figure.state.gate, figure.state.b, figure.lang]") == ["or", -0.2, "ko"]
    figure.state = {"w1": 0.25}
    host.until(lambda: figure._seen == 1)
    assert host.evaluate(figure, "figure.state.w1") == 0.25
    host.evaluate(figure, "figure.state = { w2: -0.75 }")
    host.until(lambda: figure.state["w2"] == -0.75)
    assert figure.state["w1"] == 0.25
    assert heard[-1]["w2"] == -0.75
    figure.lang = "en"
    host.exchange()
    assert host.evaluate(figure, "figure.lang") == "en"


def test_what_python_asks_for_before_the_figure_is_there_is_done(host):
    figure = Playground("gates")
    figure.state = {"w1": 0.25}
    figure.state = {"w2": 0.75, "gate": "or"}
    assert figure.state["w1"] == 0.25
    host.show(figure)
    host.until(lambda: figure._seen == 2)
    assert host.evaluate(figure, "[figure.state.w1, figure.state.w2, figure.state.gate]") == [0.25, 0.75, "or"]


def test_a_question_that_is_answered_is_told(host):
    reached = []
    figure = Playground("gates", goal="nand-by-sign")
    figure.on_goal(reached.append)
    host.show(figure)
    figure.state = {"w1": -0.5, "w2": -0.5, "b": 0.7}
    host.until(lambda: reached)
    assert reached == [("nand-by-sign", None, None)]


def test_what_the_figure_refuses_comes_back_as_a_warning(host):
    figure = Playground("gates", hide="nowhere")
    with pytest.warns(UserWarning, match="nowhere"):
        host.show(figure)
        host.until(lambda: figure.query is not None)
    with pytest.warns(UserWarning, match="step"):
        figure.step(0)
        host.exchange()
        host.exchange()


def test_a_figure_shown_twice_is_one_figure(host):
    figure = Playground("gates")
    first, second = host.show(figure), host.show(figure)
    host.evaluate(figure, "figure.state = { w1: 0.9 }", view=first)
    host.until(lambda: figure.state["w1"] == 0.9)
    host.until(lambda: host.evaluate(figure, "figure.state.w1 === 0.9", view=second))
    # The one that is touched tells from then on.
    host.evaluate(figure, "figure.dispatchEvent(new Event('pointerdown'))", view=second)
    host.evaluate(figure, "figure.state = { w1: 0.8 }", view=second)
    host.until(lambda: figure.state["w1"] == 0.8)
    host.until(lambda: host.evaluate(figure, "figure.state.w1 === 0.8", view=first))


def test_many_figures_share_an_element_and_an_engine(host):
    for _ in range(3):
        host.show(Playground("xor"))
    assert host.page.evaluate("[counts.defined, counts.compiled]") == [1, 1]


def test_nothing_is_left_of_a_figure_that_is_put_away(host):
    figure = Playground("gates")
    host.show(figure)
    identity = figure.comm.comm_id
    host.page.evaluate("id => models[id].views[0].end()", identity)
    assert host.page.evaluate("id => [models[id].model.listeners.length, models[id].views[0].el.childElementCount]", identity) == [0, 0]
    figure.state = {"w1": 0.3}
    host.exchange()
    # Shown again, it is as it was, and has what was asked meanwhile.
    view = host.show(figure)
    host.until(lambda: figure._seen == 1)
    assert host.evaluate(figure, "figure.state.w1", view=view) == 0.3


def test_a_kept_state_opens_without_a_kernel(host):
    figure = Playground("gates", gate="or")
    host.show(figure)
    host.evaluate(figure, "figure.state = { w1: 0.9 }")
    host.until(lambda: figure.state["w1"] == 0.9)
    state = {name: value for name, value in figure.get_state().items() if isinstance(value, (str, int, float, dict, list))}
    host.page.evaluate("state => { openModel('kept', state); }", state)
    host.page.evaluate("showModel('kept')")
    host.until(lambda: host.page.evaluate("figureOf('kept').state !== undefined"))
    assert host.page.evaluate("[figureOf('kept').state.gate, figureOf('kept').state.w1]") == ["or", 0.9]


def test_without_any_state_the_module_shows_its_panel(host):
    """As on a page whose author wrote a line of JSON, or nothing."""
    host.page.evaluate("esm => { openModel('bare', { _esm: esm, lang: 'ko', settings: { gate: 'xor' } }); }", esm("gates"))
    host.page.evaluate("showModel('bare')")
    host.until(lambda: host.page.evaluate("figureOf('bare').state !== undefined"))
    assert host.page.evaluate("[figureOf('bare').state.gate, figureOf('bare').lang]") == ["xor", "ko"]


@pytest.mark.parametrize("panel, count", [("regression", 2), ("network", 25), ("digits", 2410)])
def test_weights_are_those_of_the_figure_to_the_bit(host, panel, count):
    import numpy

    draw = random.Random(7)
    numbers = numpy.array([draw.uniform(-2, 2) for _ in range(count)], dtype="float32")
    figure = Playground(panel, seed=1)
    host.show(figure)
    host.until(lambda: figure._layers)
    shapes = [part.shape for part in figure.weights]
    assert sum(part.size for part in figure.weights) == count
    figure.weights = numbers
    expected = [struct.pack("<f", number) for number in numbers.tolist()]
    assert bits(figure.weights) == expected
    host.until(lambda: figure._seen == 1)
    told = host.evaluate(figure, "figure.model.layers")
    # The figure has a row for each unit, float32 written so that it reads back.
    at = 0
    for layer, kernel in zip(told, shapes[::2]):
        inputs, units = kernel
        rows = numbers[at : at + inputs * units].reshape(inputs, units)
        at += inputs * units + units
        assert (numpy.array(layer["weights"], dtype="float32") == rows.T).all()
    assert bits(figure.weights) == expected
    assert [part.shape for part in figure.weights] == shapes
