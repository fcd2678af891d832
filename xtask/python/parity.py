"""Runs the scripts of a folder in real Keras and compares every epoch's loss and the final weights with the page's own."""

import contextlib
import csv
import io
import pathlib
import sys

TOLERANCE = 1e-4


def difference(got, wanted):
    return abs(got - wanted) / max(abs(wanted), 1e-3)


def compare(path):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(path.read_text(), path.name, "exec"), names)
    with open(path.with_suffix(".csv"), newline="") as file:
        page = list(csv.DictReader(file))
    history = names["history"]
    columns = [name for name in ("loss", "val_loss") if page[0][name]]
    worst = 0.0
    for name in columns:
        assert len(history[name]) == len(page), f"{path.name}: {len(history[name])} epochs, not {len(page)}"
        worst = max([worst] + [difference(got, float(row[name])) for got, row in zip(history[name], page)])
    link, *line = path.with_suffix(".txt").read_text().splitlines()
    final = [values.item() for values in names["model"].get_weights()]
    worst = max([worst] + [difference(got, float(wanted)) for got, wanted in zip(final, line)])
    print(f"{worst:.1e}  {len(page):4} epochs  {link or '(as it opens)'}")
    return worst


folder = pathlib.Path(sys.argv[1])
scripts = sorted(folder.glob("*.py"), key=lambda path: int(path.stem))
worst = max(compare(path) for path in scripts)
if worst > TOLERANCE:
    sys.exit(f"The page and Keras differ by {worst:.1e}, more than {TOLERANCE:.0e}.")
