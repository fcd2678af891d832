"""What Python can know of a panel's settings, it says."""

from __future__ import annotations

import re

import numpy
import pytest
from perceptron_playground import PANELS, Playground, settings
from perceptron_playground.settings import beginning, checked


def test_every_panel_is_made_from_its_own_table():
    for panel in PANELS:
        figure = Playground(panel)
        assert figure.state == beginning(panel, {})
        assert set(figure.state) <= set(settings(panel))
        assert all(settings(panel)[name] for name in settings(panel) if name != "goal"), panel


def test_settings_are_taken_by_the_names_that_python_can_have():
    figure = Playground("regression", lr=0.05, split_seed=3, split="shuffled")
    assert figure.settings == {"rate": "0.05", "split-seed": "3", "split": "shuffled"}
    assert figure.state["rate"] == 0.05
    assert Playground("regression", learning_rate=1e-7).settings == {"rate": "0.0000001"}
    assert Playground("network", shuffle=False, standardize=True).settings == {"shuffle": "off", "standardize": "on"}
    assert Playground("digits", speed=5, seed=numpy.int64(4), rate=numpy.float32(0.5)).settings == {"speed": "5", "seed": "4", "rate": "0.5"}


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: Playground("regresion"), "no panel 'regresion' (did you mean 'regression'?)"),
        (lambda: Playground(None), "no panel None"),
        (lambda: Playground("gates", gatee="or"), "no setting 'gatee' (did you mean 'gate'?)"),
        (lambda: Playground("gates", w1="a"), "w1 must be a number, not 'a'"),
        (lambda: Playground("gates", w1=True), "w1 must be a number, not True"),
        (lambda: Playground("gates", w1=float("nan")), "w1 must be from -10 to 10, not nan"),
        (lambda: Playground("gates", w1=11), "w1 must be from -10 to 10, not 11"),
        (lambda: Playground("gates", steps=1.5), "steps must be a whole number, not 1.5"),
        (lambda: Playground("gates", gate="nix"), "gate must be one of and, or"),
        (lambda: Playground("gates", goal="fly"), "goal must be one of"),
        (lambda: Playground("regression", lr=0.1, rate=0.1), "rate was given twice"),
        (lambda: Playground("network", layers=3), "layers must be a text, not 3"),
        (lambda: Playground("gates", lang="fr"), "lang"),
        (lambda: Playground("gates", lock=3.5), "lock must be a text or a list of names"),
        (lambda: Playground("gates").begin("fly"), "no question 'fly'"),
        (lambda: setattr(Playground("gates"), "state", {"w1": 11}), "w1 must be from"),
        (lambda: setattr(Playground("gates"), "state", 3), "A state is a dictionary"),
        (lambda: setattr(Playground("regression"), "weights", ["a", 1]), "Weights are numbers, not 'a'"),
        (lambda: setattr(Playground("regression"), "weights", [1e39, 1]), "Weights are finite numbers"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(make, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        make()


def test_a_refused_state_changes_nothing():
    figure = Playground("gates")
    with pytest.raises(ValueError):
        figure.state = {"w1": 0.5, "w2": 11}
    assert figure.state == beginning("gates", {})
    assert figure._asked == {"n": 0}


def test_a_state_is_no_place_to_write_into():
    figure = Playground("gates")
    with pytest.raises(TypeError, match="fig.state = "):
        figure.state["w1"] = 0.5


def test_what_is_asked_waits_until_the_figure_has_heard_it():
    figure = Playground("gates")
    figure.state = {"w1": 0.5}
    figure.state = {"w2": 0.25}
    assert figure._asked == {"n": 2, "state": {"w1": "0.5", "w2": "0.25"}}
    figure.set_state({"_seen": 2})
    figure.state = {"b": 0.1}
    assert figure._asked == {"n": 3, "state": {"b": "0.1"}}


def test_what_follows_from_other_settings_is_asked_for_and_is_no_part_of_the_state():
    figure = Playground("gates", theta=0.5)
    assert figure.settings == {"theta": "0.5"}
    assert "theta" not in figure.state


def test_a_question_has_its_own_start():
    assert Playground("gates", goal="or-same-weights", row="10").state["b"] == -1.5
    assert Playground("gates", goal="or-same-weights", w1=0.5).state["b"] == -0.7


def test_names_may_be_a_list():
    figure = Playground("gates", lock=["w1", "w2"], questions=[1, 2], hide="rail")
    assert (figure.lock, figure.questions, figure.hide) == ("w1,w2", "1,2", "rail")


def test_what_the_figure_has_not_told_can_not_be_asked_for():
    for ask in (Playground.to_svg, Playground.to_keras, Playground.to_torch, lambda figure: figure.weights):
        with pytest.raises(RuntimeError, match="show it in a cell"):
            ask(Playground("regression"))


def test_numbers_are_written_without_an_exponent():
    assert checked("regression", {"rate": 1e-5})["rate"] == "0.00001"
