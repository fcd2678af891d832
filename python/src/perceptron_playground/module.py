"""What the page was made into: the panels' tables, and one ES module a panel, with everything in it.

In a folder, an engine is kept once for all panels that ask for it. Here it is put where each module has its place.
"""

from __future__ import annotations

import base64
import functools
import json
import re
import secrets
from importlib.resources import files

_STATIC = files(__package__) / "static"
_MADE = json.loads((_STATIC / "panels.json").read_text(encoding="utf-8"))

#: The package's version, which is the page's.
VERSION: str = _MADE["version"]
#: For each panel: the path of its engine; its settings with kind, default, choices, limits, a line of documentation, and whether
#: a state has them, and whether they are only looked at; the values that each question starts from, where they are not the defaults, and under an empty name
#: those of a figure that nothing is asked of.
TABLES: dict[str, dict] = _MADE["panels"]
#: The panels' names.
PANELS: tuple[str, ...] = tuple(TABLES)


@functools.cache
def esm(panel: str) -> str:
    """The ES module of a panel, by the anywidget specification; it asks for no other file."""
    engine = TABLES[panel]["engine"]
    packed = (_STATIC / engine.rpartition("/")[2]).read_bytes()
    element = (_STATIC / f"{panel}.js").read_text(encoding="utf-8")
    glue = (_STATIC / "widget.js").read_text(encoding="utf-8")
    element = element.replace(f"{{{engine}}}", base64.b64encode(packed).decode("ascii"))
    return f"{element}const PANEL={json.dumps(panel)};{glue}"


def page_part(panel: str, state: dict, height: int) -> str:
    """A figure for a page without a kernel: its module with a model of its own, which tells nobody."""
    # Bytes travel as a text. And in a script no text may end it.
    kept = json.dumps(state, default=lambda one: base64.b64encode(one).decode("ascii")).replace("<", "\\u003c")
    if "weights" in state.get("_moment", {}):
        bytes_of = "Uint8Array.from(atob(kept._moment.weights),(letter)=>letter.charCodeAt(0))"
        open_up = f"kept._moment.weights=new DataView({bytes_of}.buffer);"
    else:
        open_up = ""
    module = esm(panel).replace("</script", "<\\/script")
    place = f"perceptron-playground-{secrets.token_hex(8)}"
    model = "{get:(name)=>kept[name],set(){},save_changes(){},send(){},on(){},off(){}}"
    # So the module ends, in a bundler's words.
    start, name = re.fullmatch(r"(.*)export\{(\w+) as default\};?\s*", module, re.DOTALL).groups()
    return (
        f'<div id="{place}" style="min-height: {int(height)}px"></div>\n'
        f'<script type="module">{start}const kept={kept};{open_up}{name}.render({{model:{model},el:document.getElementById("{place}")}});</script>'
    )
