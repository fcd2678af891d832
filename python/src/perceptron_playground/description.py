"""What of a model a figure can show: dense layers one after another, and the settings that a panel needs for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .settings import table

#: The activations of the figures, without the step, which no library has; the last layer alone can have softmax.
ACTIVATIONS = {*table("network")["activation"]["choices"], "softmax"} - {"step"}
#: Names that Keras and PyTorch have for those that figures call otherwise.
ALIASES = {"linear": "identity", "logsoftmax": "softmax"}
#: The pixels of the digits, and how many digits there are.
PIXELS, DIGITS = 64, 10


class CannotShow(Exception):
    """Says in one sentence why a figure can't show a model."""


@dataclass(frozen=True)
class Dense:
    """A layer: how many inputs and units it has, and the figure's name of its activation."""

    inputs: int
    units: int
    activation: str = "identity"


def activated(layers: list[Dense], name: str, library_name: str | None = None) -> None:
    """Gives the last layer an activation, by the name that a library has for it."""
    plain = name.lower().replace("_", "")
    known = ALIASES.get(plain, plain)
    if known not in ACTIVATIONS:
        raise CannotShow(f"The figure has no activation {library_name or name}.")
    if known == "identity":
        return
    if not layers or layers[-1].activation != "identity":
        raise CannotShow(f"The figure can't show {library_name or name} where no dense layer stands right before it.")
    layers[-1] = Dense(layers[-1].inputs, layers[-1].units, known)


def finished(layers: list[Dense], output: str | None) -> list[Dense]:
    """The layers as a whole; `output` is what the loss adds to the last one, such as a sigmoid to logits."""
    if not layers:
        raise CannotShow("The model has no dense layer.")
    if output is not None and layers[-1].activation == "identity":
        activated(layers, output)
    return layers


def settings_for(panel: str, layers: list[Dense], state: Mapping[str, object]) -> dict[str, object]:
    """The settings with which a panel shows such layers.

    Raises CannotShow where it has none.
    """
    describe = {"regression": _regression, "network": _network, "digits": _digits}.get(panel)
    if describe is None:
        raise CannotShow(f"The panel {panel} shows no model of Keras or PyTorch: regression, network and digits do.")
    return describe(layers, state)


def _sizes(layers: list[Dense]) -> str:
    return "-".join(str(size) for size in (layers[0].inputs, *(layer.units for layer in layers)))


def _regression(layers: list[Dense], _state: Mapping[str, object]) -> dict[str, object]:
    output = layers[-1].activation
    if _sizes(layers) != "1-1" or output not in ("identity", "sigmoid"):
        raise CannotShow(
            "The panel regression shows a model of one input and one unit, without an activation or with sigmoid, "
            f"not one of sizes {_sizes(layers)} with {output}."
        )
    return {"task": "logistic" if output == "sigmoid" else "linear", "degree": 1}


def _network(layers: list[Dense], state: Mapping[str, object]) -> dict[str, object]:
    *hidden, output = layers
    text = ".".join(f"{layer.activation}{layer.units}" for layer in hidden) or "none"
    # Of a table the columns decide, whose number only the figure knows.
    is_of_points = state.get("data") not in ("penguins", "wine", "table")
    inputs = str(state.get("inputs") or "x1.x2").split(".")
    if is_of_points and layers[0].inputs != len(inputs):
        raise CannotShow(
            f"The figure's network has {len(inputs)} inputs ({', '.join(inputs)}), and the model takes {layers[0].inputs}."
        )
    if "softmax" in {layer.activation for layer in hidden}:
        raise CannotShow("The panel network has softmax in the last layer alone.")
    current = str(state.get("output"))
    # Where the activation is the same, the loss stays as it was chosen in the figure.
    usual = {"sigmoid": "sigmoid-ce", "softmax": "softmax-ce", "tanh": "tanh-half", "identity": "identity-mse"}
    chosen = usual.get(output.activation)
    if chosen is None or (output.units != 1 and output.activation != "softmax"):
        raise CannotShow(
            "The last layer of the panel network is one unit of sigmoid, tanh or no activation, or a softmax, "
            f"not {output.units} of {output.activation}."
        )
    return {"layers": text, "output": current if current.startswith(output.activation) else chosen}


def _digits(layers: list[Dense], _state: Mapping[str, object]) -> dict[str, object]:
    *hidden, output = layers
    kinds = {layer.activation for layer in hidden}
    ends = {("softmax", DIGITS): "digit", ("sigmoid", 1): "five"}
    task = ends.get((output.activation, output.units))
    if layers[0].inputs != PIXELS or len(hidden) > 2 or len(kinds) > 1 or task is None:
        raise CannotShow(
            f"The panel digits shows a model of {PIXELS} inputs, at most two hidden layers of one activation, and a "
            f"softmax of {DIGITS} units or one sigmoid, not one of sizes {_sizes(layers)}."
        )
    units = [layer.units for layer in hidden] + [0, 0]
    settings: dict[str, object] = {"hidden1": units[0], "hidden2": units[1], "task": task}
    return settings | ({"activation": kinds.pop()} if kinds else {})
