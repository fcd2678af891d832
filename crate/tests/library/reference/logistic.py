"""Makes logistic.json: the weight and the bias with the least cross-entropy for 50 drawn classes of students.

    python3 logistic.py > logistic.json

It shares nothing with the library. The students are drawn by a second writing of `data::exam` and `random` in Python's
integers and doubles. Their hours are whole tenths, so all rows with equal hours are one term of the loss, counted; that is
little enough for Newton's method in 50 decimal digits.
"""

import json
import math
from collections import Counter
from decimal import Decimal, getcontext

getcontext().prec = 50
BITS = (1 << 64) - 1


def mixed(value):
    """SplitMix64's output function."""
    z = (value + 0x9E3779B97F4A7C15) & BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & BITS
    return z ^ (z >> 31)


def units(seed, stream):
    """Numbers from 0 to 1 by PCG-XSH-RR 64/32, two draws each."""
    start = mixed(mixed(seed) ^ stream)
    increment = (mixed(start) << 1 | 1) & BITS
    state = ((start + increment) * 6364136223846793005 + increment) & BITS

    def draw():
        nonlocal state
        old, state = state, (state * 6364136223846793005 + increment) & BITS
        word, turn = ((old >> 18 ^ old) >> 27) & 0xFFFFFFFF, old >> 59
        return (word >> turn | word << (32 - turn)) & 0xFFFFFFFF if turn else word

    while True:
        high = draw()
        yield ((high << 32 | draw()) >> 11) / 2**53


def students(count, seed):
    """How often each pair of hours (in tenths) and result occurs."""
    hours, luck = units(seed, 0), units(seed, 1)
    drawn = Counter()
    for _ in range(count):
        tenths = math.floor(100 * next(hours) + 0.5)
        probability = 1 / (1 + math.exp(-(1.2 * (tenths / 10) - 6)))
        drawn[tenths, next(luck) < probability] += 1
    return drawn


def fit(drawn):
    """The root of the gradient, to 40 digits."""
    rows = [(Decimal(tenths) / 10, int(passed), count) for (tenths, passed), count in sorted(drawn.items())]
    w, b = Decimal(1), Decimal(-5)
    while True:
        gw = gb = ww = wb = bb = Decimal(0)
        for x, label, count in rows:
            p = 1 / (1 + (-(w * x + b)).exp())
            error, curvature = count * (p - label), count * p * (1 - p)
            gw, gb = gw + error * x, gb + error
            ww, wb, bb = ww + curvature * x * x, wb + curvature * x, bb + curvature
        determinant = ww * bb - wb * wb
        dw, db = (bb * gw - wb * gb) / determinant, (ww * gb - wb * gw) / determinant
        w, b = w - dw, b - db
        if max(abs(dw), abs(db)) < Decimal(10) ** -40:
            return float(w), float(b)


def main():
    classes = []
    for seed in range(1, 51):
        # From 10⁴ to 10⁵ rows in equal ratios.
        count = round(10 ** (4 + (seed - 1) / 49))
        drawn = students(count, seed)
        w, b = fit(drawn)
        passed = sum(number for (_, result), number in drawn.items() if result)
        classes.append(json.dumps({"seed": seed, "students": count, "passed": passed, "w": w, "b": b}))
    provenance = "Newton's method in 50 decimal digits by logistic.py, beside this file."
    print(f'{{"provenance": {json.dumps(provenance)},\n"classes": [\n' + ",\n".join(classes) + "\n]}")


main()
