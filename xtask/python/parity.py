"""Runs exported code of a folder in real Keras or PyTorch and compares every epoch's loss and every final weight with the
page's own, the outputs of code that only computes, and the lines of code that only prints: parity.py FOLDER keras|pytorch.
The scripts run as they are; of every third run the notebook's cells do."""

import contextlib
import csv
import io
import json
import pathlib
import sys
import time

TOLERANCE = 1e-4
# Numbers nearer to 0 than this are compared as if they were this large: single precision adds them up from parts near 1.
SMALLEST = 1e-2


def pieces_of(path, library, as_notebook):
    if not as_notebook:
        return [path.with_name(f"{path.stem}.{library}.py").read_text()]
    cells = json.loads(path.with_name(f"{path.stem}.{library}.ipynb").read_text())["cells"]
    return [cell["source"] for cell in cells if cell["cell_type"] == "code"]


def flat(values, library):
    return values.ravel().tolist() if library == "keras" else values.detach().flatten().tolist()


def numbers_of(names, library):
    """The final weights and biases of the model, or of all models side by side; the outputs of what was not trained."""
    if "history" not in names:
        yield from flat(names["outputs"], library)
        return
    for model in names.get("models", {"": names["model"]}).values():
        if library == "keras":
            parameters = [values.T for values in model.get_weights()]
        else:
            parameters = [values for values in model.parameters() if values.requires_grad]
        for values in parameters:
            yield from flat(values, library)


def pairs_of(names, page, numbers, library):
    """What was got and what was wanted, with its name."""
    history = names.get("history", {})
    # Every loss that either has; the page measures other things beside.
    losses = [name for name in ("loss", "val_loss", "d_loss", "g_loss") if any(row.get(name) for row in page)]
    for column in dict.fromkeys([*history, *losses]):
        rows = [row for row in page if row[column]]
        # A network that does not learn in an iteration has no loss then: not a number in the history.
        got = [value for value in history.get(column, []) if value == value]
        assert len(got) == len(rows), f"{column}: {len(got)} values, not {len(rows)}"
        for row, value in zip(rows, got):
            unit, number = next(iter(row.items()))
            yield f"{column} of {unit} {number}", value, float(row[column])
    if not numbers:
        return
    got = list(numbers_of(names, library))
    assert len(got) == len(numbers), f"{len(got)} numbers, not {len(numbers)}"
    for value, (wanted, name) in zip(got, numbers):
        yield f"the final value of {name}", value, float(wanted)


def begin_anew(library):
    """A script of its own counts its layers' names from the begin, and computes in single precision until it asks for more."""
    if library == "keras":
        import jax
        import keras

        keras.backend.clear_session()
        keras.config.set_floatx("float32")
        jax.config.update("jax_enable_x64", False)
    else:
        import torch

        torch.set_default_dtype(torch.float32)


def compare(path, library, as_notebook):
    case, *lines = path.read_text().splitlines()
    with open(path.with_suffix(".csv"), newline="") as file:
        page = list(csv.DictReader(file))
    printed = path.with_name(f"{path.stem}.{library}.printed").read_text().splitlines()
    assert page or lines or printed, f"{path.name}: the page's numbers are missing"
    names = {"__name__": "__main__"}
    begin_anew(library)
    start = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()) as output:
        for piece in pieces_of(path, library, as_notebook):
            exec(compile(piece, f"{path.stem}.{library}", "exec"), names)
    taken = time.monotonic() - start
    worst, where, count = 0.0, "", 0
    for name, got, wanted in pairs_of(names, page, [line.split(",", 1) for line in lines], library):
        difference = abs(got - wanted) / max(abs(wanted), SMALLEST)
        count += 1
        if not difference <= worst:
            worst, where = difference, f"{name}: {got!r} here, {wanted!r} in the page"
    failures = [] if worst <= TOLERANCE else [f"{library}, {case}: {where}"]
    failures += [f"{library}, {case}: not printed: {line}" for line in printed if line not in output.getvalue().splitlines()]
    count += len(printed)
    kind = "notebook" if as_notebook else "script"
    print(f"{worst:.1e} {count:5} numbers {taken:5.1f} s  {library} {kind:8}  {case}", flush=True)
    return count, failures


def main(folder, library):
    runs = sorted(pathlib.Path(folder).glob("*.txt"), key=lambda path: int(path.stem))
    results = [compare(path, library, int(path.stem) % 3 == 2) for path in runs]
    failures = [failure for _, failed in results for failure in failed]
    # Read by who started this: only what says that it compared has compared.
    pathlib.Path(folder, f"{library}.compared").write_text("".join(f"{count}\n" for count, _ in results))
    print(f"{library}: {len(runs)} runs, {sum(count for count, _ in results)} numbers compared", flush=True)
    if failures:
        sys.exit(f"More than {TOLERANCE:.0e} apart:\n" + "\n".join(failures))


main(*sys.argv[1:])
