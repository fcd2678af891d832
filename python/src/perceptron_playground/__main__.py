"""Writes the ES module of a panel, for pages without Python: `python -m perceptron_playground regression -o regression.mjs`."""

import argparse
import sys
from pathlib import Path

from .module import PANELS, esm

parser = argparse.ArgumentParser(prog="python -m perceptron_playground", description=__doc__)
parser.add_argument("panel", choices=PANELS)
parser.add_argument("-o", "--output", type=Path, help="the file to write; without it the module goes to the standard output")
asked = parser.parse_args()
if asked.output is None:
    sys.stdout.write(esm(asked.panel))
else:
    asked.output.write_text(esm(asked.panel), encoding="utf-8")
