"""A training shown in a figure: moment by moment, in a bounded share of its time, and its last moment always."""

from __future__ import annotations

import contextlib
import math
import time
import warnings
from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .arrays import flat
from .description import CannotShow, Dense, settings_for

if TYPE_CHECKING:
    from .figure import Playground

#: The most of a training's time that its figure may take.
SHARE = 0.1
#: The least time between two moments, in seconds. Where the browser works on the same machine as the training, it takes some twenty
#: milliseconds of it for each.
PAUSE = 1 / 5
#: What libraries call the numbers of a moment.
_NAMES = {"loss": "loss", "val_loss": "valLoss", "accuracy": "accuracy", "val_accuracy": "valAccuracy"}


class Budget:
    """Says when the next moment may be sent, so that all of them together take no more than their share of the time.

    What one costs is foretold by the median of the last ones: a single one that waited for a compiler, or for another program, says
    nothing of the next.
    """

    def __init__(self, share: float = SHARE, pause: float = PAUSE, clock: Callable[[], float] = time.perf_counter):
        self._share, self._pause, self._clock = share, pause, clock
        self._next = -math.inf
        self._costs: deque[float] = deque(maxlen=5)

    def allows(self) -> bool:
        return self._clock() >= self._next

    def spend(self, act: Callable[[], None]) -> None:
        start = self._clock()
        act()
        end = self._clock()
        self._costs.append(end - start)
        # The first prepares what all others find: it foretells nothing.
        usual = sorted(self._costs)[(len(self._costs) - 1) // 2] if len(self._costs) > 1 else 0.0
        self._next = max(start + self._pause, end + usual * (1 / self._share - 1))


class Follower:
    """Tells a figure how a model's training goes.

    `describe` gives the model's layers, or raises CannotShow; `read` gives its weights, in Keras' order. Both are asked only
    when a moment is sent.
    """

    def __init__(self, figure: Playground, describe: Callable[[], list[Dense]], read: Callable[[], list]):
        self._figure, self._describe, self._read = figure, describe, read
        self._budget = Budget()
        self._layers: list[Dense] | None = None
        self._is_over = False
        self._is_start = True
        self._pending: Callable[[], None] | None = None
        self._weights = None

    def is_due(self) -> bool:
        """Whether a moment that is told now would be sent."""
        return not self._is_over and self._budget.allows()

    def tell(self, epoch: float, logs: Callable[[], Mapping[str, object]]) -> None:
        """Sends the present moment, or keeps it in mind as the last one so far."""
        if self._is_over:
            return
        self._pending = lambda: self._send(epoch, logs())
        if self._budget.allows():
            self.flush()

    def flush(self) -> None:
        """Sends what was told last, unless it has been sent; the weights are those of now."""
        pending, self._pending = self._pending, None
        if pending is not None and not self._is_over:
            self._budget.spend(pending)

    def end(self) -> None:
        """Sends what was told last; the figure then has the model's weights for its own."""
        self.flush()
        if self._weights is not None:
            self._figure._has_learned(self._layers, self._weights)

    def _send(self, epoch: float, logs: Mapping[str, object]) -> None:
        try:
            if self._layers is None:
                self._layers = self._describe()
                self._figure._make_room(self._layers, settings_for(self._figure.panel, self._layers, self._figure.state))
            weights = flat(self._read())
            if not math.isfinite(sum(weights)):
                raise CannotShow("The model's weights are no finite numbers any more: the figure stays where it was.")
        except CannotShow as reason:
            self._is_over = True
            warnings.warn(str(reason), stacklevel=2)
            return
        self._figure._show_moment(weights, epoch, {"isStart": self._is_start} | _numbers(logs))
        self._is_start, self._weights = False, weights


def at_end_of_cell(act: Callable[[], None]) -> Callable[[], None] | None:
    """Has IPython call `act` when the present cell has run. Gives what takes that back; nothing where there is no IPython."""
    with contextlib.suppress(ImportError):
        from IPython import get_ipython

        shell = get_ipython()
        if shell is not None:

            def after(*_result: object) -> None:
                act()

            shell.events.register("post_run_cell", after)
            return lambda: shell.events.unregister("post_run_cell", after)
    return None


def _numbers(logs: Mapping[str, object]) -> dict[str, float]:
    """What of a training's logs a figure draws. Accuracies have a name for each kind of target."""
    numbers: dict[str, float] = {}
    for name, value in logs.items():
        usual = f"{'val_' if name.startswith('val_') else ''}accuracy" if name.endswith(("accuracy", "_acc")) or name == "acc" else name
        if value is None or usual not in _NAMES:
            continue
        number = float(value)
        if math.isfinite(number):
            numbers.setdefault(_NAMES[usual], number)
    return numbers
