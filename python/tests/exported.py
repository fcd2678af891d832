"""Notebooks as the panels export them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path


def cells(panel, query, library):
    """The code of a notebook's cells but for the one that draws, whose library need not be there."""
    script = Path(__file__).with_name("export.mjs")
    words = ["node", script, os.environ["PLAYGROUND_DIST"], panel, query, library]
    notebook = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [text for text in code if "matplotlib" not in text]


def run(texts):
    """Runs cells as a kernel does, and gives what they have defined."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    try:
        for text in texts:
            shell.run_cell(text).raise_error()
        return dict(shell.user_ns)
    finally:
        InteractiveShell.clear_instance()
