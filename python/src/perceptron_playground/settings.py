"""Settings of a panel: their names, and whether a value can be one. The figure checks again, and knows the rest."""

from __future__ import annotations

import difflib
import numbers
from collections.abc import Iterable, Mapping
from decimal import Decimal

from .module import PANELS, TABLES

#: Names that Keras and PyTorch have for what some panels call otherwise.
ALIASES = {"lr": "rate", "learning_rate": "rate", "batch_size": "batch", "validation_split": "validation"}


def settings(panel: str) -> dict[str, str]:
    """The settings of a panel, each with a line of documentation."""
    return {name: setting["doc"] for name, setting in table(panel).items()}


def table(panel: str) -> dict[str, dict]:
    """The settings of a panel, with all that is known of each."""
    if panel not in TABLES:
        raise ValueError(f"There is no panel {panel!r}{_like(panel, PANELS)}: choose from {', '.join(PANELS)}.")
    return TABLES[panel]["settings"]


def beginning(panel: str, given: Mapping[str, str]) -> dict[str, float | int | str]:
    """The state in which a figure opens that was given some settings."""
    known = table(panel)
    # What is only looked at leaves a question's start as it is; anything else stands for itself.
    asked = {name for name in given if not known[name]["for_view"]}
    goal = given.get("goal", "") if asked <= {"goal"} else None
    start = {} if goal is None else TABLES[panel]["starts"][goal]
    texts = {name: setting["default"] for name, setting in known.items()} | start | dict(given)
    return {name: value_of(known[name], text) for name, text in texts.items() if known[name]["linked"]}


def checked(panel: str, values: Mapping[str, object]) -> dict[str, str]:
    """The values as links write them, by the panel's own names.

    Raises a ValueError for a name that the panel does not have, and for a value that its setting can't have.
    """
    known = table(panel)
    texts = {}
    for given, value in values.items():
        name = _name(known, str(given))
        if name not in known:
            like = _like(name, known)
            raise ValueError(f"The panel {panel} has no setting {given!r}{like}. It has {', '.join(known)}.")
        if name in texts:
            raise ValueError(f"The setting {name} was given twice.")
        texts[name] = _text(f"{panel}: {given}", known[name], value)
    return texts


def value_of(setting: dict, text: str) -> float | int | str:
    """A text as the figure's state has it: numbers as numbers."""
    if setting["kind"] == "count":
        return int(text)
    return float(text) if setting["kind"] in ("number", "real") else text


def _name(known: dict, given: str) -> str:
    # An underscore at the end is for names that Python keeps to itself.
    name = given.rstrip("_").replace("_", "-")
    return ALIASES.get(given, name) if name not in known else name


def _like(name: str, names: Iterable[str]) -> str:
    close = difflib.get_close_matches(str(name), list(names), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _text(what: str, setting: dict, value: object) -> str:
    kind, choices = setting["kind"], setting["choices"]
    if kind == "choice":
        if isinstance(value, bool) and {"on", "off"} <= set(choices):
            value = "on" if value else "off"
        elif isinstance(value, numbers.Integral) and not isinstance(value, bool):
            value = str(int(value))
        if value not in choices:
            raise ValueError(f"{what} must be one of {', '.join(choices)}, not {value!r}.")
        return str(value)
    if kind == "packed":
        if not isinstance(value, str):
            raise ValueError(f"{what} must be a text, not {value!r}.")
        return value
    is_count = kind == "count"
    # float16 and its kin, and arrays of one number, are numbers by what they turn into.
    number = value.item() if hasattr(value, "item") else value
    wanted = numbers.Integral if is_count else numbers.Real
    if isinstance(number, bool) or not isinstance(number, wanted):
        raise ValueError(f"{what} must be a {'whole ' if is_count else ''}number, not {value!r}.")
    low, high = setting["limits"]
    if not low <= number <= high:
        raise ValueError(f"{what} must be from {low} to {high}, not {value!r}.")
    return str(int(number)) if is_count else format(Decimal(repr(float(number))), "f")
