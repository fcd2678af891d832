"""Real Keras: a fit that a figure follows, and a figure's weights in a model."""

from __future__ import annotations

import time

import exported
import numpy
import pytest
from perceptron_playground import Playground

keras = pytest.importorskip("keras")

from perceptron_playground.description import CannotShow, Dense  # noqa: E402
from perceptron_playground.keras_side import describe, weights  # noqa: E402

layers = keras.layers


def model_of(*parts, inputs=2):
    return keras.Sequential([keras.Input((inputs,)), *parts])


def line(rows=64):
    x = numpy.linspace(-1, 1, rows, dtype="float32")[:, None]
    return x, 3 * x - 1


def moments_of(figure):
    moments = []
    figure.observe(lambda change: moments.append(change["new"]), "_moment")
    return moments


def test_a_fit_is_told_step_by_step():
    figure = Playground("regression")
    moments = moments_of(figure)
    model = model_of(layers.Dense(1), inputs=1)
    model.compile(keras.optimizers.SGD(0.1), "mse")
    x, y = line()
    history = model.fit(x, y, epochs=60, batch_size=4, validation_split=0.25, verbose=0, callbacks=[figure.keras()])
    assert [moment["isStart"] for moment in moments] == [True] + [False] * (len(moments) - 1)
    epochs = [moment["epoch"] for moment in moments]
    assert epochs == sorted(epochs)
    last = moments[-1]
    assert last["epoch"] == 60
    assert last["loss"] == pytest.approx(history.history["loss"][-1])
    assert last["valLoss"] == pytest.approx(history.history["val_loss"][-1])
    assert last["weights"] == b"".join(part.astype("<f4").tobytes() for part in model.get_weights())
    assert all((one == other).all() for one, other in zip(figure.weights, model.get_weights()))


def test_within_an_epoch_the_weights_are_those_of_that_moment():
    figure = Playground("regression")
    moments = moments_of(figure)
    model = model_of(layers.Dense(1), inputs=1)
    model.compile(keras.optimizers.SGD(0.001), "mse")
    x, y = line(6000)
    model.fit(x, y, epochs=1, batch_size=2, verbose=0, shuffle=False, callbacks=[figure.keras()])
    within = [moment for moment in moments if moment["epoch"] < 1]
    assert within, "a fit of seconds is told within its epoch"
    assert len({moment["weights"] for moment in moments}) == len(moments)
    assert all(moment["loss"] > 0 for moment in within)


def test_epoch_by_epoch_only_whole_epochs_are_told():
    figure = Playground("regression")
    moments = moments_of(figure)
    model = model_of(layers.Dense(1), inputs=1)
    model.compile("sgd", "mse")
    x, y = line(2000)
    model.fit(x, y, epochs=3, batch_size=2, verbose=0, callbacks=[figure.keras(each="epoch")])
    assert {moment["epoch"] % 1 for moment in moments} == {0}
    assert moments[-1]["epoch"] == 3
    with pytest.raises(ValueError, match="each must be"):
        figure.keras(each="week")


def test_the_training_itself_is_the_same_with_a_figure():
    x, y = line()
    results = []
    for callbacks in ([], [Playground("regression").keras()]):
        keras.utils.set_random_seed(3)
        model = model_of(layers.Dense(1), inputs=1)
        model.compile("adam", "mse")
        model.fit(x, y, epochs=5, batch_size=4, verbose=0, callbacks=callbacks)
        results.append(b"".join(part.tobytes() for part in model.get_weights()))
    assert results[0] == results[1]


def test_a_callback_of_several_fits_goes_on():
    figure = Playground("regression")
    moments = moments_of(figure)
    model = model_of(layers.Dense(1), inputs=1)
    model.compile("sgd", "mse")
    x, y = line()
    callback = figure.keras()
    for _ in range(3):
        model.fit(x, y, epochs=2, verbose=0, callbacks=[callback])
    model.fit(x, y, initial_epoch=6, epochs=7, verbose=0, callbacks=[callback])
    assert moments[-1]["epoch"] == 7
    assert [moment["isStart"] for moment in moments].count(True) == 1
    other = model_of(layers.Dense(1), inputs=1)
    other.compile("sgd", "mse")
    other.fit(x, y, verbose=0, callbacks=[callback])
    assert moments[-1]["epoch"] == 1
    assert [moment["isStart"] for moment in moments].count(True) == 2, "another model begins anew"


def test_a_model_that_is_followed_shows_each_fit():
    figure = Playground.of_link("https://playground.test/index.html#panel=regression&rate=0.05&split=shuffled&lang=ko")
    assert (figure.panel, figure.lang, figure.state["rate"], figure.settings["split"]) == ("regression", "ko", 0.05, "shuffled")
    model = model_of(layers.Dense(1), inputs=1)
    model.compile("sgd", "mse")
    figure.follow(model)
    seen = []
    for _ in range(2):
        model.fit(*line(), verbose=0, callbacks=keras.callbacks.LambdaCallback(on_train_end=lambda logs: seen.append(logs)))
    assert len(seen) == 2
    assert figure._moment["epoch"] == 2


def test_layers_are_read_wherever_their_activation_stands():
    model = model_of(
        layers.Dense(4, activation="tanh"),
        layers.Dropout(0.1),
        layers.Dense(3, use_bias=False),
        layers.Activation("relu"),
        layers.Dense(2),
        layers.ReLU(),
        keras.Sequential([layers.Dense(3), layers.Softmax()]),
    )
    assert describe(model) == [Dense(2, 4, "tanh"), Dense(4, 3, "relu"), Dense(3, 2, "relu"), Dense(2, 3, "softmax")]
    assert [numpy.shape(part) for part in weights(model)] == [(2, 4), (4,), (4, 3), (3,), (3, 2), (2,), (2, 3), (3,)]
    assert list(weights(model)[3]) == [0, 0, 0]


def test_a_functional_model_is_read_too():
    start = keras.Input((8, 8))
    flat = layers.Flatten()(start)
    model = keras.Model(start, layers.Dense(10, activation="softmax")(layers.Dense(5, activation="relu")(flat)))
    assert describe(model) == [Dense(64, 5, "relu"), Dense(5, 10, "softmax")]


def test_a_loss_of_logits_is_seen():
    figure = Playground("network")
    model = model_of(layers.Dense(3, activation="tanh"), layers.Dense(1))
    model.compile("sgd", keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(numpy.zeros((8, 2)), numpy.zeros((8, 1)), verbose=0, callbacks=[figure.keras()])
    assert figure.state["layers"] == "tanh3"
    assert figure.state["output"] == "sigmoid-ce"


class OwnModel(keras.Model):
    def call(self, x):
        return x


def branched():
    start = keras.Input((2,))
    return keras.Model(start, layers.Add()([layers.Dense(2)(start), layers.Dense(2)(start)]))


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: model_of(layers.Dense(2), layers.BatchNormalization()), "has a layer BatchNormalization"),
        (lambda: model_of(layers.Dense(2, activation="gelu")), "no activation gelu"),
        (lambda: model_of(layers.ReLU()), "ReLU where no dense layer"),
        (lambda: model_of(layers.Dropout(0.1)), "no dense layer"),
        (OwnModel, "Sequential and functional"),
        (branched, "branches"),
    ],
)
def test_what_is_no_chain_of_dense_layers_is_said(make, sentence):
    with pytest.raises(CannotShow, match=sentence):
        describe(make())


def test_a_model_that_can_not_be_shown_learns_all_the_same():
    model = model_of(layers.Dense(3), layers.BatchNormalization(), layers.Dense(1))
    model.compile("sgd", "mse")
    with pytest.warns(UserWarning, match="BatchNormalization") as said:
        history = model.fit(numpy.zeros((8, 2)), numpy.zeros((8, 1)), epochs=4, verbose=0, callbacks=[Playground("network").keras()])
    assert len(history.history["loss"]) == 4
    assert sum("BatchNormalization" in str(one.message) for one in said) == 1


def test_a_model_of_the_figure_answers_as_its_layers_say():
    figure = Playground("network")
    kernel, bias = numpy.array([[0.5, -1], [2, 0.25]], "float32"), numpy.array([0.1, -0.2], "float32")
    out, out_bias = numpy.array([[1.5], [-0.5]], "float32"), numpy.array([0.3], "float32")
    figure.set_state({"_layers": [
        {"activation": "tanh", "weights": kernel.T.tolist(), "biases": bias.tolist()},
        {"activation": "identity", "weights": out.T.tolist(), "biases": out_bias.tolist()},
    ]})
    model = figure.to_keras()
    assert all((one == other).all() for one, other in zip(model.get_weights(), [kernel, bias, out, out_bias]))
    x = numpy.array([[1.0, -2.0]], "float32")
    expected = numpy.tanh(x @ kernel + bias) @ out + out_bias
    assert model.predict(x, verbose=0) == pytest.approx(expected, abs=1e-6)
    figure.weights = [part * 2 for part in model.get_weights()]
    assert (figure.weights[0] == kernel * 2).all()
    with pytest.raises(ValueError, match="has 9 weights, and 3 were given"):
        figure.weights = [1, 2, 3]


@pytest.mark.parametrize(
    "panel, query, epochs",
    [("regression", "rate=0.05&epochs=3", 3), ("regression", "epochs=3&shuffle=none", 3), ("network", "data=xor&layers=tanh3.relu2", None)],
)
def test_an_exported_notebook_moves_the_figure_that_it_came_from(panel, query, epochs):
    names = exported.run(exported.cells(panel, query, "keras"))
    figure, model = names["figure"], names["model"]
    assert figure.panel == panel
    assert figure._moment["epoch"] == (epochs or len(names["history"]["loss"]))
    assert all((one == other).all() for one, other in zip(figure.weights, model.get_weights()))


@pytest.mark.full
def test_a_figure_is_told_of_a_fit_that_is_timed(capsys):
    x, y = line(20_000)

    def seconds(callbacks):
        model = model_of(layers.Dense(1), inputs=1)
        model.compile("sgd", "mse")
        model.fit(x, y, epochs=1, batch_size=10, verbose=0)
        start = time.perf_counter()
        model.fit(x, y, epochs=3, batch_size=10, verbose=0, callbacks=callbacks)
        return time.perf_counter() - start

    figure = Playground("regression")
    # Turn by turn, because others use the machine too; the least of each is what it takes.
    times = [(seconds([]), seconds([figure.keras()])) for _ in range(5)]
    alone, shown = (min(column) for column in zip(*times))
    with capsys.disabled():
        print(f"\na fit of {alone:.2f} s takes {shown / alone:.3f} times as long with a figure")
    assert figure._last >= len(times)
