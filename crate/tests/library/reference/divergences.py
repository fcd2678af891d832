"""Makes divergences.json: the Kullback-Leibler and the Jensen-Shannon divergences of drawn counts, computed by NumPy.

    python3 divergences.py > divergences.json
"""

import json

import numpy

random = numpy.random.default_rng(1)


def kl(p, q):
    p, q = ((counts + 1 / len(counts)) / (counts.sum() + 1) for counts in (p, q))
    return float((p * numpy.log(p / q)).sum())


def js(p, q):
    p, q = p / p.sum(), q / q.sum()
    middle = (p + q) / 2
    parts = [a[a > 0] * numpy.log(a[a > 0] / middle[a > 0]) for a in (p, q)]
    return float(sum(part.sum() for part in parts) / 2)


cases = []
for cells in [2, 11, 51, 401, 626]:
    for samples in [1, 30, 1000, 10_000]:
        # Few cells have much, many have nothing.
        shares = [random.dirichlet(numpy.full(cells, alpha)) for alpha in (0.05, 0.5)]
        p, q = (random.multinomial(n, share) for n, share in zip((10_000, samples), shares))
        cases.append({"p": p.tolist(), "q": q.tolist(), "kl": kl(p, q), "js": js(p, q)})
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
print(f'{{"provenance": "NumPy {numpy.__version__} by divergences.py, beside this file.",\n"cases": [\n{lines}\n]}}')
