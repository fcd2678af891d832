"""How often a training is told of."""

from __future__ import annotations

import pytest
from perceptron_playground import Playground
from perceptron_playground.description import CannotShow, Dense, settings_for
from perceptron_playground.following import PAUSE, SHARE, Budget, Follower


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_no_more_is_spent_than_a_share_of_the_time():
    clock = Clock()
    budget = Budget(clock=clock)
    spent = 0.0
    for _ in range(100_000):
        if budget.allows():
            before = clock.now
            budget.spend(lambda: setattr(clock, "now", clock.now + 0.02))
            spent += clock.now - before
        clock.now += 0.001
    assert SHARE / 2 < spent / clock.now <= SHARE * 1.01


def test_one_that_takes_long_does_not_silence_the_others():
    clock = Clock()
    budget = Budget(clock=clock)
    costs = [2.0, 0.001, 0.001, 0.001, 3.0, 0.001, 0.001]
    told = []
    for cost in costs:
        while not budget.allows():
            clock.now += 0.001
        told.append(clock.now)
        budget.spend(lambda cost=cost: setattr(clock, "now", clock.now + cost))
    waits = [after - before - cost for before, after, cost in zip(told, told[1:], costs)]
    assert max(waits) < 2 * PAUSE


def test_what_costs_nothing_is_sent_five_times_a_second():
    clock = Clock()
    budget = Budget(clock=clock)
    sent = 0
    while clock.now < 10:
        if budget.allows():
            budget.spend(lambda: None)
            sent += 1
        clock.now += 0.001
    assert 0.9 < sent * PAUSE / 10 <= 1.1


def follower(figure, weights, layers=(Dense(1, 1),)):
    return Follower(figure, lambda: list(layers), lambda: weights)


def test_the_last_moment_is_always_sent():
    figure = Playground("regression")
    weights = [0.0, 0.0]
    told = follower(figure, weights)
    for epoch in range(1, 1001):
        weights[:] = [float(epoch), -float(epoch)]
        told.tell(epoch, lambda epoch=epoch: {"loss": 1 / epoch, "val_loss": None, "lr": 0.1})
    told.end()
    moment = figure._moment
    assert (moment["epoch"], moment["loss"]) == (1000, 0.001)
    assert "valLoss" not in moment
    assert [part.tolist() for part in figure.weights] == [[[1000.0]], [-1000.0]]
    # Each has a number of its own, and few of them were sent.
    assert 1 <= moment["n"] < 200


def test_the_first_moment_begins_a_curve_and_the_others_go_on():
    figure = Playground("regression")
    told = follower(figure, [0.5, 0.25])
    told.tell(1, dict)
    assert figure._moment["isStart"] is True
    told._budget = Budget(pause=0, share=1)
    told.tell(2, dict)
    assert figure._moment["isStart"] is False
    told.end()


@pytest.mark.parametrize("name, told", [("acc", "accuracy"), ("binary_accuracy", "accuracy"), ("val_sparse_categorical_accuracy", "valAccuracy"), ("val_loss", "valLoss")])
def test_accuracies_have_many_names(name, told):
    figure = Playground("regression")
    follower(figure, [0.5, 0.25]).tell(1, lambda: {name: 0.75, "loss": float("nan")})
    assert figure._moment[told] == 0.75
    assert "loss" not in figure._moment


def test_what_can_not_be_shown_is_said_once_and_the_training_goes_on():
    figure = Playground("gates")
    told = follower(figure, [0.5, 0.25])
    with pytest.warns(UserWarning, match="The panel gates shows no model") as said:
        for epoch in range(100):
            told.tell(epoch, dict)
        told.end()
    assert len(said) == 1
    assert figure._moment == {"n": 0}


def test_weights_that_are_no_numbers_any_more_end_it():
    figure = Playground("regression")
    told = follower(figure, [float("nan"), 0.0])
    with pytest.warns(UserWarning, match="no finite numbers"):
        told.tell(1, dict)


@pytest.mark.parametrize(
    "panel, layers, expected",
    [
        ("regression", [Dense(1, 1)], {"task": "linear", "degree": 1}),
        ("regression", [Dense(1, 1, "sigmoid")], {"task": "logistic", "degree": 1}),
        ("network", [Dense(2, 1, "sigmoid")], {"layers": "none", "output": "sigmoid-ce"}),
        ("network", [Dense(2, 4, "tanh"), Dense(4, 3, "relu"), Dense(3, 3, "softmax")], {"layers": "tanh4.relu3", "output": "softmax-ce"}),
        ("digits", [Dense(64, 16, "relu"), Dense(16, 10, "softmax")], {"hidden1": 16, "hidden2": 0, "task": "digit", "activation": "relu"}),
        ("digits", [Dense(64, 1, "sigmoid")], {"hidden1": 0, "hidden2": 0, "task": "five"}),
    ],
)
def test_a_figure_gets_the_shape_of_the_model(panel, layers, expected):
    assert settings_for(panel, layers, Playground(panel).state) == expected


def test_a_loss_that_was_chosen_in_the_figure_stays():
    state = Playground("network", output="sigmoid-mse").state
    assert settings_for("network", [Dense(2, 1, "sigmoid")], state)["output"] == "sigmoid-mse"


@pytest.mark.parametrize(
    "panel, layers, sentence",
    [
        ("regression", [Dense(2, 1)], "sizes 2-1 with identity"),
        ("regression", [Dense(1, 1, "relu")], "with relu"),
        ("network", [Dense(3, 1, "sigmoid")], "has 2 inputs .x1, x2., and the model takes 3"),
        ("network", [Dense(2, 2, "softmax"), Dense(2, 1)], "softmax in the last layer alone"),
        ("network", [Dense(2, 2, "sigmoid")], "not 2 of sigmoid"),
        ("network", [Dense(2, 1, "relu")], "not 1 of relu"),
        ("digits", [Dense(784, 10, "softmax")], "sizes 784-10"),
        ("digits", [Dense(64, 8, "relu"), Dense(8, 8, "tanh"), Dense(8, 10, "softmax")], "one activation"),
    ],
)
def test_what_a_panel_can_not_be_is_said(panel, layers, sentence):
    with pytest.raises(CannotShow, match=sentence):
        settings_for(panel, layers, Playground(panel).state)
