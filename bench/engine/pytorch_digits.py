"""How many samples a second real PyTorch learns on the processor, of the row `64-32-10, ReLU, digits`: made-up images
in batches of 32, plain gradient descent. With one thread, with as many as PyTorch takes by itself, and with all processors.

The rate is the median of some epochs, after a few to warm up.
"""

import os
import statistics
import time

import torch
from torch import nn

torch.manual_seed(9)
labels = torch.arange(1440) % 10
images = (8 * (torch.rand(10, 64)[labels] + torch.rand(1440, 64))).round() / 16
model = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
measure, optimizer = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr=0.03)


def epoch():
    for first in range(0, len(images), 32):
        loss = measure(model(images[first : first + 32]), labels[first : first + 32])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


def seconds():
    start = time.perf_counter()
    epoch()
    return time.perf_counter() - start


print(f"\n64-32-10, ReLU, digits in PyTorch {torch.__version__} (million samples a second)")
before, own = epoch(), torch.get_num_threads()
for threads in sorted({1, own, os.cpu_count()}):
    torch.set_num_threads(threads)
    taken = [seconds() for _ in range(26)]
    note = "  (as many as it takes by itself)" if threads == own else ""
    print(f"    threads: {threads}   {len(images) / statistics.median(taken[5:]) / 1e6:.3f}{note}")
assert epoch() < before, "nothing was learned"
