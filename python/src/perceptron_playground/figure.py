"""The figure as a widget."""

from __future__ import annotations

import secrets
import warnings
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

import anywidget
import traitlets

from . import arrays
from . import settings as panels
from .description import Dense
from .module import esm, page_part


#: What learners see, beside the settings.
_LOOK = ("lang", "theme", "questions", "show", "hide", "lock")
#: What a figure without a kernel goes on from.
_KEPT = (*_LOOK, "settings", "query", "_seen")


class Reached(NamedTuple):
    """A question that was answered in the figure: what was predicted, and what was right to predict, or None."""

    goal: str
    guess: str | None
    right: str | None


class State(dict):
    """A figure's state as it was when it was asked for."""

    def _refuse(self, *_names, **_values):
        raise TypeError("A figure's state is set as a whole or in part, as in `fig.state = {'w': 1}`.")

    __setitem__ = __delitem__ = update = setdefault = pop = popitem = clear = __ior__ = _refuse


class _StateTrait(traitlets.Dict):
    """What the figure tells is its state; what Python sets is asked of the figure."""

    def __set__(self, figure, value) -> None:
        super().__set__(figure, State(value if figure._is_told else figure._ask(value)))


class Playground(anywidget.AnyWidget):
    """A figure of the Perceptron Playground.

    `panel` says which: `regression`, `network`, `digits`, `gates` and others, all in `perceptron_playground.PANELS`. All other
    arguments are settings of that panel, as `perceptron_playground.settings(panel)` lists them: `rate=0.05`, which may be called
    `lr` too, `split_seed=3`, `goal="fit-by-eye"`. `lang` is `ko` or `en`, `theme` is `auto`, `light` or `dark`. `questions`,
    `show`, `hide` and `lock` say what learners see: texts with the names, or lists of them.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _key = traitlets.Unicode().tag(sync=True)
    panel = traitlets.Unicode(read_only=True).tag(sync=True)
    lang = traitlets.Enum(["", "ko", "en"], "").tag(sync=True)
    theme = traitlets.Enum(["", "auto", "light", "dark"], "").tag(sync=True)
    questions = traitlets.Unicode().tag(sync=True)
    show = traitlets.Unicode().tag(sync=True)
    hide = traitlets.Unicode().tag(sync=True)
    lock = traitlets.Unicode().tag(sync=True)
    #: The settings that it was made with, as links write them.
    settings = traitlets.Dict(read_only=True).tag(sync=True)
    _asked = traitlets.Dict().tag(sync=True)
    _moment = traitlets.Dict().tag(sync=True)
    #: All settings with their values, numbers as numbers. Set, it may name some of them only.
    state = _StateTrait().tag(sync=True)
    #: The same as a link to the playground says it; empty until the figure was shown.
    query = traitlets.Unicode().tag(sync=True)
    _layers = traitlets.List().tag(sync=True)
    _svg = traitlets.Unicode().tag(sync=True)
    _seen = traitlets.Int(0).tag(sync=True)

    _is_told = True

    def __init__(self, panel: str = "gates", *, lang="", theme="", questions="", show="", hide="", lock="", **values):
        start = panels.checked(panel, values)
        look = {"questions": questions, "show": show, "hide": hide, "lock": lock}
        self._goal_callbacks: list[Callable] = []
        self._change_callbacks: list[Callable] = []
        #: The last that was asked of the figure; each thing has a number.
        self._last = 0
        self.set_trait("panel", panel)
        self.set_trait("settings", start)
        try:
            super().__init__(
                _esm=esm(panel),
                _key=secrets.token_hex(8),
                _asked={"n": 0},
                _moment={"n": 0},
                state=panels.beginning(panel, start),
                lang=lang or "",
                theme=theme or "",
                **{name: _names(name, value) for name, value in look.items()},
            )
        except traitlets.TraitError as reason:
            raise ValueError(str(reason)) from None
        self._is_told = False
        self.on_msg(Playground._hear)
        self.observe(self._tell_change, "state")

    @classmethod
    def of_link(cls, link: str) -> Playground:
        """The figure that a copied link shows: its address, or what stands in it behind the `#`."""
        pairs = dict(parse_qsl(link.rpartition("#")[2].lstrip("?"), keep_blank_values=True))
        figure = cls(pairs.pop("panel", "gates"), **{name: pairs.pop(name) for name in _LOOK if name in pairs})
        known = panels.table(figure.panel)
        if strange := [name for name in pairs if name not in known]:
            raise ValueError(f"The panel {figure.panel} has no setting {strange[0]!r}.")
        figure.set_trait("settings", pairs)
        figure._is_told = True
        try:
            figure.state = panels.beginning(figure.panel, pairs)
        finally:
            figure._is_told = False
        return figure

    # What is asked of the figure.

    def _ask(self, values: object) -> dict:
        if not isinstance(values, Mapping):
            raise ValueError(f"A state is a dictionary such as {{'w': 1}}, not {values!r}.")
        texts = panels.checked(self.panel, values)
        table = panels.table(self.panel)
        # What the figure has not told of yet, it may not have heard of.
        waiting = self._asked.get("state", {}) if self._seen < self._asked["n"] else {}
        self._asked = {"n": self._number(), "state": waiting | texts}
        # They follow from the state, by what only the figure knows.
        self._layers = []
        told = {name: panels.value_of(table[name], text) for name, text in texts.items() if table[name]["linked"]}
        return self.state | told

    def _number(self) -> int:
        self._last = max(self._last, self._seen) + 1
        return self._last

    def _make_room(self, layers: list[Dense], needed: dict[str, object]) -> None:
        """Sets what the figure needs to show a model's layers, where it differs."""
        now = [Dense(len(layer["weights"][0]), len(layer["biases"]), layer["activation"]) for layer in self._layers]
        differs = {name: value for name, value in needed.items() if self.state.get(name) != value}
        if now != layers and differs:
            self.state = differs

    def _show_moment(self, weights: array, epoch: float, rest: dict) -> None:
        self._moment = {"n": self._number(), "weights": arrays.to_bytes(weights), "epoch": epoch} | rest

    def _has_learned(self, layers: list[Dense], weights: array) -> None:
        """Takes a model's layers for the figure's own, until the figure tells them itself."""
        empty = [{"activation": one.activation, "weights": [[0.0] * one.inputs], "biases": [0.0] * one.units} for one in layers]
        self._layers = arrays.into_layers(empty, weights)

    def _call(self, name: str, *arguments: object) -> None:
        self.send({"call": name, "args": list(arguments)})

    def begin(self, goal: str) -> None:
        """Begins a question with its own start; `none` is free play."""
        known = panels.table(self.panel)["goal"]["choices"]
        if goal not in known:
            raise ValueError(f"The panel {self.panel} has no question {goal!r}: choose from {', '.join(known)}.")
        self._call("begin", goal)

    def play(self) -> None:
        """Plays the run."""
        self._call("play")

    def pause(self) -> None:
        """Pauses the run."""
        self._call("pause")

    def reset(self) -> None:
        """Goes back to the start of the run."""
        self._call("reset")

    def step(self, count: int = 1) -> None:
        """Takes steps of the kind that playing repeats."""
        self._call("step", count)

    # What the figure tells.

    def set_state(self, sync_data) -> None:
        """Takes what the figure tells; ipywidgets calls it."""
        self._is_told = True
        try:
            super().set_state(sync_data)
        finally:
            self._is_told = False

    def _hear(self, content: object, _buffers: object) -> None:
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind == "goal":
            reached = Reached(str(content.get("goal")), content.get("guess"), content.get("right"))
            for callback in list(self._goal_callbacks):
                callback(reached)
        elif kind == "error":
            warnings.warn(f"The figure says: {content.get('message')}", stacklevel=2)

    def _tell_change(self, change) -> None:
        for callback in list(self._change_callbacks):
            callback(change["new"])

    def on_goal(self, callback: Callable[[Reached], object]) -> Callable:
        """Has `callback` called with each question that is answered; serves as a decorator too."""
        self._goal_callbacks.append(callback)
        return callback

    def on_change(self, callback: Callable[[State], object]) -> Callable:
        """Has `callback` called with the state whenever it has changed; serves as a decorator too."""
        self._change_callbacks.append(callback)
        return callback

    def to_svg(self) -> str:
        """The picture as an SVG document, as it was when the figure last rested for half a second."""
        return self._shown(self._svg)

    def to_html(self, height: int = 680) -> str:
        """The figure as a part of an HTML page, in its present state and with all that it needs: it works without a notebook,
        without a kernel and without a network. Before it is there, it keeps `height` pixels."""
        kept = {name: getattr(self, name) for name in _KEPT if getattr(self, name)}
        # What the figure has not done yet, it does there.
        waiting = {name: asked for name in ("_asked", "_moment") if (asked := getattr(self, name))["n"] > self._seen}
        return page_part(self.panel, kept | waiting, height)

    def _shown(self, value):
        if not value:
            raise RuntimeError("The figure has not told it yet: show it in a cell of its own, and ask in a later one.")
        return value

    # Weights, and models of other libraries.

    @property
    def weights(self) -> list:
        """The weights of the figure's model as `get_weights()` of Keras gives them: float32 arrays, kernel `[inputs, units]`
        and bias `[units]` of each layer. Set, they may also be all numbers in that order."""
        return arrays.from_layers(self._model_layers())

    @weights.setter
    def weights(self, values: Sequence) -> None:
        numbers = arrays.flat(values)
        if not all(-3.4e38 < number < 3.4e38 for number in numbers):
            raise ValueError("Weights are finite numbers.")
        expected = arrays.count(self._layers)
        if expected not in (0, len(numbers)):
            raise ValueError(f"The figure's model has {expected} weights, and {len(numbers)} were given.")
        if expected:
            self._layers = arrays.into_layers(self._layers, numbers)
        self._show_moment(numbers, 0, {"isStart": True})

    def _model_layers(self) -> list[dict]:
        return self._shown(self._layers)

    def keras(self, each: str = "step", output: str | None = None):
        """A callback for `fit` that shows how a model learns: `model.fit(…, callbacks=[fig.keras()])`.

        `each` is `step` or `epoch`. `output` names the activation that a loss adds to the last layer; from a loss of Keras with
        `from_logits=True` it is known.
        """
        from .keras_side import FigureCallback

        return FigureCallback(self, each, output)

    def torch(self, model, steps_per_epoch: int = 1, output: str | None = None):
        """What shows a training loop of PyTorch: `watch = fig.torch(model)`, then `watch(loss)` after each step.

        `steps_per_epoch` says how many calls are an epoch. `output` names the activation that a loss adds to the last layer:
        `sigmoid` for `BCEWithLogitsLoss`, `softmax` for `CrossEntropyLoss`.
        """
        from .torch_side import TorchWatch

        return TorchWatch(self, model, steps_per_epoch, output)

    def follow(self, model, steps_per_epoch: int = 1, output: str | None = None) -> None:
        """Shows every training of a model from now on, without a change to the code that trains it.

        For a model of PyTorch, each call with gradients counts as a step; `steps_per_epoch` says how many of them are an epoch.
        """
        if any(one.__module__.startswith("torch.") for one in type(model).__mro__) and not hasattr(model, "fit"):
            self.torch(model, steps_per_epoch, output).follow(model)
            return
        from .keras_side import follow

        follow(model, self.keras(output=output))

    def to_keras(self):
        """A Keras model with the figure's layers and weights, not yet compiled."""
        layers = self._model_layers()
        from .keras_side import build

        return build(layers)

    def to_torch(self):
        """A model of PyTorch with the figure's layers and weights."""
        layers = self._model_layers()
        from .torch_side import build

        return build(layers)


def _names(what: str, value: str | Sequence[str | int] | int) -> str:
    """Names with commas between them, from a text or a list."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Sequence):
        return ",".join(str(one) for one in value)
    raise ValueError(f"{what} must be a text or a list of names, not {value!r}.")
