"""Figures to understand one neuron, then many, in a notebook beside Keras and PyTorch.

>>> from perceptron_playground import Playground
>>> fig = Playground("regression", lang="ko", lr=0.05)
>>> fig
>>> model.fit(x, y, epochs=20, callbacks=[fig.keras()])
"""

from .figure import Playground
from .module import PANELS, VERSION
from .settings import settings

__all__ = ["PANELS", "Playground", "settings"]
__version__ = VERSION
