"""PyTorch: what shows a training loop in a figure, and a model with a figure's weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import fx, nn

from .arrays import flat, from_layers
from .description import CannotShow, Dense, activated, finished
from .following import Follower, at_end_of_cell

if TYPE_CHECKING:
    from .figure import Playground

#: Modules and functions that do nothing to a number when a model answers.
_NOTHING = {"Dropout", "AlphaDropout", "Flatten", "Identity", "Unflatten"}
_SHAPES = {"flatten", "reshape", "view", "squeeze", "unsqueeze", "float", "contiguous", "dropout"}
#: PyTorch's modules by their names in lower case, which for an activation is the figure's name.
_MODULES = {name.lower(): module for name, module in vars(nn).items()}


class TorchWatch:
    """Shows a training loop. Call it after each step, or after each epoch, with the loss.

    The last call is shown when the notebook's cell ends, at the end of a `with` block, or by `finish()`.
    """

    def __init__(self, figure: Playground, model: nn.Module, steps_per_epoch: int, output: str | None):
        if not isinstance(steps_per_epoch, int) or steps_per_epoch < 1:
            raise ValueError(f"steps_per_epoch must be a whole number from 1 on, not {steps_per_epoch!r}.")
        self._per_epoch, self._calls, self._worked = steps_per_epoch, 0, 0
        self._is_reading = False
        chain: list = []

        def read_model() -> list[Dense]:
            self._is_reading = True
            try:
                chain[:] = linear_layers(model)
                return describe(model, output)
            finally:
                self._is_reading = False

        self._follower = Follower(figure, read_model, lambda: weights(chain))
        self._unhook = None

    def __call__(self, loss=None, *, epoch=None, val_loss=None, accuracy=None, val_accuracy=None) -> None:
        """Tells that the model has learned. `epoch` counts the epochs done; without it the calls are counted."""
        self._calls += 1
        epoch = self._calls / self._per_epoch if epoch is None else float(epoch)
        logs = {"loss": loss, "val_loss": val_loss, "accuracy": accuracy, "val_accuracy": val_accuracy}
        # A loss on a graphics card is fetched only when it is sent.
        self._follower.tell(epoch, lambda: logs)
        if self._unhook is None:
            self._unhook = at_end_of_cell(self.finish)

    def follow(self, model: nn.Module) -> None:
        """Takes each time that the model works for a training as the end of the step before."""

        def before(_model: nn.Module, _inputs: object) -> None:
            if torch.is_grad_enabled() and not self._is_reading:
                self._worked += 1
                if self._worked > 1:
                    self()
                elif self._unhook is None:
                    self._unhook = at_end_of_cell(self.finish)

        model.register_forward_pre_hook(before)

    def finish(self) -> None:
        """Shows the last call, where it has not been shown."""
        if self._worked > self._calls:
            # No step came after it that would have told of it.
            self()
        self._follower.end()
        if self._unhook is not None:
            self._unhook()
            self._unhook = None

    def __enter__(self) -> TorchWatch:
        return self

    def __exit__(self, *_reason) -> None:
        self.finish()


def describe(model: nn.Module, output: str | None = None) -> list[Dense]:
    """The linear layers of a model; what stands between them must do nothing."""
    layers: list[Dense] = []
    for name, module in _chain(model):
        if isinstance(module, nn.Linear):
            layers.append(Dense(module.in_features, module.out_features))
        elif name not in _NOTHING and name not in _SHAPES:
            activated(layers, name)
    return finished(layers, output)


def linear_layers(model: nn.Module) -> list[nn.Linear]:
    """The linear layers in the order in which they work."""
    return [module for _, module in _chain(model) if isinstance(module, nn.Linear)]


def weights(layers: list[nn.Linear]) -> list:
    """Kernel `[inputs, units]` and bias of each layer; a layer without a bias has zeros."""
    arrays = []
    for layer in layers:
        # PyTorch has a row for each unit.
        kernel = layer.weight.detach().t().contiguous().cpu().float().numpy()
        bias = [0.0] * layer.out_features if layer.bias is None else layer.bias.detach().cpu().float().numpy()
        arrays += [kernel, bias]
    return arrays


def build(layers: list[dict]) -> nn.Sequential:
    """A model with the weights of a figure's layers."""
    parts: list[nn.Module] = []
    for layer, kernel, bias in zip(layers, from_layers(layers)[::2], from_layers(layers)[1::2]):
        linear = nn.Linear(len(layer["weights"][0]), len(layer["biases"]))
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(list(flat(kernel))).reshape(linear.weight.t().shape).t())
            linear.bias.copy_(torch.tensor(list(flat(bias))))
        parts.append(linear)
        if layer["activation"] != "identity":
            parts.append(_activation(layer["activation"]))
    return nn.Sequential(*parts)


def _activation(name: str) -> nn.Module:
    if name not in _MODULES:
        raise CannotShow(f"PyTorch has no module for the activation {name}.")
    return _MODULES[name](dim=-1) if name == "softmax" else _MODULES[name]()


class _Tracer(fx.Tracer):
    def is_leaf_module(self, module: nn.Module, name: str) -> bool:
        # What drops units differs from call to call, whoever wrote it.
        return type(module).__name__ in _NOTHING or super().is_leaf_module(module, name)


def _chain(model: nn.Module) -> list[tuple[str, nn.Module | None]]:
    """What a model does to its input, step by step: the name of each step, and its module where it is one."""
    # Around a model that is a layer itself, whose own work is not looked into then.
    whole = nn.Sequential(model)
    try:
        graph = _Tracer().trace(whole)
    except Exception as reason:  # whatever a model's own code does with what is no tensor
        raise CannotShow(f"The figure can't follow what this model does ({reason}).") from reason
    modules = dict(whole.named_modules())
    steps = []
    for node in graph.nodes:
        if node.op in ("placeholder", "output"):
            continue
        module = modules[node.target] if node.op == "call_module" else None
        name = type(module).__name__ if module is not None else getattr(node.target, "__name__", str(node.target))
        if len(node.all_input_nodes) != 1 or len(node.users) != 1 or node.op == "get_attr":
            raise CannotShow(f"The figure shows layers one after another, and this model does more ({name}).")
        steps.append((name, module))
    return steps
