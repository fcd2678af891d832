"""Keras: a callback that shows a fit in a figure, and a model with a figure's weights."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import keras

from .arrays import from_layers
from .description import CannotShow, Dense, activated, finished
from .following import Follower, at_end_of_cell

if TYPE_CHECKING:
    from .figure import Playground

#: Layers that do nothing to a number when a model answers.
_NOTHING = {"InputLayer", "Dropout", "GaussianDropout", "GaussianNoise", "AlphaDropout", "ActivityRegularization", "Identity"}
#: The activations of a figure's layers, by Keras' names.
_NAMES = {"identity": "linear"}


class FigureCallback(keras.callbacks.Callback):
    """Shows how a model learns. Pass it to `fit` among the callbacks. Passed to several fits, it goes on."""

    def __init__(self, figure: Playground, each: str, output: str | None):
        super().__init__()
        if each not in ("step", "epoch"):
            raise ValueError(f"each must be 'step' or 'epoch', not {each!r}.")
        self._figure, self._each, self._output = figure, each, output
        self._shown = self._unhook = None

    def on_train_begin(self, logs=None):
        if self._shown is not self.model:
            self._shown = self.model
            self._follower = Follower(self._figure, self._describe, self._read)
            self._fits = self._done = 0
        self._fits += 1
        self._before = None

    def on_epoch_begin(self, epoch, logs=None):
        if self._before is None:
            # The epochs of earlier fits count on, unless `initial_epoch` has them counted already.
            self._before = 0 if epoch > 0 else self._done
        self._epoch = self._before + epoch

    # At the end of a batch Keras would wait for the loss each time. At the beginning of the next the weights are as good.
    def on_train_batch_begin(self, batch, logs=None):
        if batch == 0 or self._each == "epoch" or not self._follower.is_due():
            return
        # With JAX a model's variables are empty within an epoch, until they are asked for.
        getattr(self.model, "jax_state_sync", lambda: None)()
        steps = self.params.get("steps")
        part = batch / steps if steps else 0.0
        self._follower.tell(self._epoch + min(part, 1.0), self.model.get_metrics_result)

    def on_epoch_end(self, epoch, logs=None):
        logs = dict(logs or {})
        self._done = self._before + epoch + 1
        self._follower.tell(self._done, lambda: logs)

    def on_train_end(self, logs=None):
        # A loop of many short fits tells its last moment when the cell ends.
        if self._fits > 1 and self._unhook is None:
            self._unhook = at_end_of_cell(self._finish)
        if self._unhook is None:
            self._follower.end()

    def _finish(self):
        self._follower.end()
        self._unhook()
        self._unhook = None

    def _describe(self) -> list[Dense]:
        return describe(self.model, self._output or _added_by_loss(self.model))

    def _read(self) -> list:
        return weights(self.model)


def follow(model, callback: FigureCallback) -> None:
    """Has every fit of a model call a callback."""
    fit = model.fit

    @functools.wraps(fit)
    def shown(*arguments, callbacks=None, **options):
        given = callbacks if isinstance(callbacks, (list, tuple)) else [] if callbacks is None else [callbacks]
        return fit(*arguments, callbacks=[*given, callback], **options)

    model.fit = shown


def describe(model, output: str | None = None) -> list[Dense]:
    """The dense layers of a model; what stands between them must do nothing."""
    layers: list[Dense] = []
    for layer in _chain(model):
        name = type(layer).__name__
        if name in _NOTHING or (name == "Flatten" and not layers):
            continue
        if name == "Dense":
            layers.append(Dense(int(layer.kernel.shape[0]), layer.units))
            activated(layers, _name_of(layer.activation))
        elif name == "Activation":
            activated(layers, _name_of(layer.activation))
        elif name == "Softmax" or (name == "ReLU" and not (layer.max_value or layer.negative_slope or layer.threshold)):
            activated(layers, name)
        else:
            raise CannotShow(f"The figure shows dense layers alone, and the model has a layer {name} ({layer.name}).")
    return finished(layers, output)


def weights(model) -> list:
    """Kernel and bias of each dense layer; a layer without a bias has zeros."""
    arrays = []
    for layer in _chain(model):
        if type(layer).__name__ == "Dense":
            kernel, *bias = layer.get_weights()
            arrays += [kernel, bias[0] if bias else [0.0] * layer.units]
    return arrays


def build(layers: list[dict]):
    """A model with the weights of a figure's layers, ready to be compiled."""
    inputs = len(layers[0]["weights"][0])
    parts = [keras.layers.Dense(len(layer["biases"]), activation=_activation(layer["activation"])) for layer in layers]
    model = keras.Sequential([keras.Input((inputs,)), *parts])
    model.set_weights(from_layers(layers))
    return model


def _activation(name: str):
    if name == "step":
        return lambda z: keras.ops.cast(z > 0, "float32")
    return _NAMES.get(name, name)


def _name_of(activation) -> str:
    return getattr(activation, "__name__", type(activation).__name__)


def _chain(model) -> list:
    """The layers of a model through which everything goes, one after another."""
    if not isinstance(model, keras.Sequential):
        if not hasattr(model, "operations"):
            raise CannotShow("The figure shows Sequential and functional models: of a class of your own it can't tell the order.")
        nodes = [node for operation in model.operations for node in operation._inbound_nodes]
        if any(len(node.parent_nodes) > 1 for node in nodes) or len(nodes) != len(model.operations):
            raise CannotShow("The figure shows layers one after another, and this model branches.")
    layers = []
    for layer in model.layers:
        layers += _chain(layer) if isinstance(layer, keras.Model) else [layer]
    return layers


def _added_by_loss(model) -> str | None:
    """What a loss that takes logits adds to the last layer."""
    loss = getattr(model, "loss", None)
    if not isinstance(loss, keras.losses.Loss) or not loss.get_config().get("from_logits"):
        return None
    return "sigmoid" if "Binary" in type(loss).__name__ else "softmax"
