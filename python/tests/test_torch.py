"""Real PyTorch: a loop that a figure follows, and a figure's weights in a model."""

from __future__ import annotations

import exported
import pytest
from perceptron_playground import Playground

torch = pytest.importorskip("torch")
nn = torch.nn

from perceptron_playground.description import CannotShow, Dense  # noqa: E402
from perceptron_playground.torch_side import describe  # noqa: E402


class Own(nn.Module):
    """A class as a course writes it: the order stands in `forward` alone."""

    def __init__(self):
        super().__init__()
        self.out = nn.Linear(4, 1)
        self.hidden = nn.Linear(2, 4, bias=False)

    def forward(self, x):
        x = torch.tanh(self.hidden(x.view(-1, 2)))
        return torch.sigmoid(self.out(x)).squeeze(1)


class Branched(Own):
    def forward(self, x):
        return self.out(self.hidden(x) + self.hidden(2 * x))


class Choosing(Own):
    def forward(self, x):
        return self.out(self.hidden(x)) if x.sum() > 0 else x


def test_layers_are_read_in_the_order_of_their_work():
    assert describe(Own()) == [Dense(2, 4, "tanh"), Dense(4, 1, "sigmoid")]
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.ReLU(), nn.Dropout(0.2), nn.Linear(8, 10), nn.LogSoftmax(dim=1))
    assert describe(model) == [Dense(64, 8, "relu"), Dense(8, 10, "softmax")]
    assert describe(nn.Linear(2, 1), "sigmoid") == [Dense(2, 1, "sigmoid")]


@pytest.mark.parametrize(
    "model, sentence",
    [
        (Branched(), "this model does more"),
        (Choosing(), "can't follow what this model does"),
        (nn.Sequential(nn.Linear(2, 2), nn.GELU()), "no activation GELU"),
        (nn.Sequential(nn.Linear(2, 2), nn.BatchNorm1d(2)), "no activation BatchNorm1d"),
        (nn.Sequential(nn.Flatten()), "no dense layer"),
    ],
)
def test_what_is_no_chain_of_dense_layers_is_said(model, sentence):
    with pytest.raises(CannotShow, match=sentence):
        describe(model)


def test_a_loop_is_told_and_its_last_step_always():
    figure = Playground("regression")
    moments = []
    figure.observe(lambda change: moments.append(change["new"]), "_moment")
    model = nn.Linear(1, 1)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    x = torch.linspace(-1, 1, 32)[:, None]
    with figure.torch(model, steps_per_epoch=10) as watch:
        for _ in range(205):
            loss = ((model(x) - (3 * x - 1)) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            watch(loss, val_loss=loss.detach() + 1)
    last = moments[-1]
    assert last["epoch"] == 20.5
    assert last["loss"] == pytest.approx(loss.item())
    assert last["valLoss"] == pytest.approx(loss.item() + 1)
    kernel, bias = figure.weights
    assert [kernel.item(), bias.item()] == [model.weight.item(), model.bias.item()]
    assert 1 <= len(moments) < 205
    with pytest.raises(ValueError, match="steps_per_epoch"):
        figure.torch(model, steps_per_epoch=0)


def test_a_model_that_is_followed_shows_its_loop_as_it_stands():
    figure = Playground("regression")
    moments = []
    figure.observe(lambda change: moments.append(change["new"]), "_moment")
    model = nn.Linear(1, 1)
    watch = figure.torch(model, steps_per_epoch=4)
    watch.follow(model)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    x = torch.linspace(-1, 1, 32)[:, None]
    for _ in range(10):
        loss = ((model(x) - (3 * x - 1)) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            model(x)
    watch.finish()
    assert moments[-1]["epoch"] == 2.5
    assert figure.weights[0].item() == model.weight.item()
    assert "loss" not in moments[-1]


def test_a_network_is_sent_kernel_by_kernel():
    figure = Playground("network")
    model = Own()
    figure.torch(model)(0.5)
    hidden = model.hidden.weight.detach().t().flatten().tolist()
    expected = torch.tensor([*hidden, 0, 0, 0, 0, *model.out.weight.flatten().tolist(), model.out.bias.item()])
    assert figure._moment["weights"] == expected.numpy().astype("<f4").tobytes()
    assert figure.state["layers"] == "tanh4"


def test_a_model_of_the_figure_answers_as_its_layers_say():
    figure = Playground("network")
    figure.set_state({"_layers": [
        {"activation": "tanh", "weights": [[0.5, -1.0], [2.0, 0.25], [1.0, 1.0]], "biases": [0.1, -0.2, 0.0]},
        {"activation": "softmax", "weights": [[1.5, -0.5, 0.25], [0.0, 1.0, 2.0]], "biases": [0.3, 0.0]},
    ]})
    model = figure.to_torch()
    assert [type(part).__name__ for part in model] == ["Linear", "Tanh", "Linear", "Softmax"]
    assert model[0].weight.tolist() == [[0.5, -1.0], [2.0, 0.25], [1.0, 1.0]]
    assert describe(model) == [Dense(2, 3, "tanh"), Dense(3, 2, "softmax")]
    assert model(torch.tensor([[1.0, -2.0]])).sum().item() == pytest.approx(1)


@pytest.mark.parametrize("panel, query", [("regression", "epochs=3"), ("network", "data=xor&layers=tanh3.relu2")])
def test_an_exported_notebook_moves_the_figure_that_it_came_from(panel, query):
    names = exported.run(exported.cells(panel, query, "pytorch"))
    figure, model = names["figure"], names["model"]
    assert figure.panel == panel
    assert figure._moment["epoch"] == len(names["history"]["loss"])
    # Kernel by kernel, as a row for each unit.
    expected = [part.detach().t() if part.ndim == 2 else part.detach() for part in model.parameters()]
    assert all((one == other.numpy()).all() for one, other in zip(figure.weights, expected))
