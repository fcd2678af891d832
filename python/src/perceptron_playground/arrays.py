"""Weights as lists of arrays, as `get_weights()` of Keras gives them, and as the bytes that a figure takes.

Everything is float32. NumPy is used where it is there, and nothing is asked of it where it is not.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

try:
    import numpy
except ImportError:  # pragma: no cover - the tests have it
    numpy = None


def flat(values: object) -> array:
    """All numbers of nested lists or arrays, row by row, as float32."""
    if numpy is not None and isinstance(values, numpy.ndarray):
        return array("f", numpy.ascontiguousarray(values, dtype="<f4").tobytes())
    numbers = array("f")
    _collect(values, numbers)
    return numbers


def _collect(values: object, into: array) -> None:
    if numpy is not None and isinstance(values, numpy.ndarray):
        into.frombytes(numpy.ascontiguousarray(values, dtype="f4").tobytes())
    elif isinstance(values, Iterable) and not isinstance(values, (str, bytes)):
        for value in values:
            _collect(value, into)
    else:
        try:
            into.append(float(values))
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"Weights are numbers, not {values!r}.") from None


def to_bytes(numbers: array) -> bytes:
    """As JavaScript's Float32Array has them."""
    if sys.byteorder == "big":
        numbers = array("f", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def as_array(rows: list) -> object:
    """Nested lists as a float32 array, or as they are where there is no NumPy."""
    return rows if numpy is None else numpy.array(rows, dtype="float32")


def from_layers(layers: list[dict]) -> list:
    """The weights of the figure's layers: kernel `[inputs, units]`, then bias `[units]`, layer by layer."""
    weights = []
    for layer in layers:
        # The figure has a row for each unit.
        kernel = [list(column) for column in zip(*layer["weights"])]
        weights += [as_array(kernel), as_array(layer["biases"])]
    return weights


def into_layers(layers: list[dict], numbers: array) -> list[dict]:
    """The same layers with other weights, in the order of `from_layers`."""
    filled, at = [], 0
    for layer in layers:
        units, inputs = len(layer["biases"]), len(layer["weights"][0])
        kernel, at = numbers[at : at + inputs * units], at + inputs * units
        biases, at = numbers[at : at + units], at + units
        rows = [[kernel[row * units + unit] for row in range(inputs)] for unit in range(units)]
        filled.append({"activation": layer["activation"], "weights": rows, "biases": list(biases)})
    return filled


def count(layers: list[dict]) -> int:
    """How many numbers the layers have."""
    return sum(len(layer["biases"]) * (len(layer["weights"][0]) + 1) for layer in layers)
