"""Makes gan.json: the losses of 500 iterations of four small GANs in PyTorch.

    python3 gan.py > gan.json

It shares nothing with the library. Initial weights, noise and batches are drawn by a second writing of `random` and of the
streams of `model::gan`; networks, losses, gradients and updates are PyTorch's, in single precision.
"""

import json
import math

import torch
from torch import nn

BITS = (1 << 64) - 1
ITERATIONS = 500
BATCH = 30
SAMPLES = 300
INIT, REAL, NOISE, GENERATOR_REAL, GENERATOR_NOISE = 1 << 32, 16 << 32, 17 << 32, 18 << 32, 19 << 32

CASES = [
    {"loss": "non-saturating", "optimizer": "sgd", "rate": 0.1, "label": 1.0, "steps": [1, 1], "noise": "uniform",
     "numbers": 2, "hidden": [6], "classes": 0, "seed": 1},
    {"loss": "non-saturating", "optimizer": "adam", "rate": 0.002, "label": 0.9, "steps": [2, 1], "noise": "normal",
     "numbers": 3, "hidden": [8, 5], "classes": 0, "seed": 2},
    {"loss": "minimax", "optimizer": "momentum", "rate": 0.02, "label": 1.0, "steps": [1, 2], "noise": "uniform",
     "numbers": 1, "hidden": [7], "classes": 0, "seed": 3},
    {"loss": "least-squares", "optimizer": "adam", "rate": 0.005, "label": 1.0, "steps": [1, 2], "noise": "normal",
     "numbers": 2, "hidden": [6, 6], "classes": 2, "seed": 4},
]


def mixed(z):
    """SplitMix64's output function."""
    z = (z + 0x9E3779B97F4A7C15) & BITS
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & BITS
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & BITS
    return z ^ z >> 31


def random_bits(seed, stream):
    """Numbers of 32 bits by PCG-XSH-RR 64/32."""
    start = mixed(mixed(seed) ^ stream)
    step = (mixed(start) << 1 | 1) & BITS
    state = ((start + step) * 6364136223846793005 + step) & BITS
    while True:
        bits, turn = (state ^ state >> 18) >> 27 & 0xFFFFFFFF, state >> 59
        yield (bits >> turn | bits << (32 - turn)) & 0xFFFFFFFF
        state = (state * 6364136223846793005 + step) & BITS


def between(low, high, count, bits):
    """Uniform numbers in single precision."""
    units = torch.tensor([(next(bits) >> 8) / 2**24 for _ in range(count)])
    low, high = torch.tensor(low), torch.tensor(high)
    return torch.minimum(low + (high - low) * units, torch.nextafter(high, low))


def below(n, bits):
    product = next(bits) * n
    while product & 0xFFFFFFFF < 2**32 % n:
        product = next(bits) * n
    return product >> 32


def normal(count, bits):
    """Four points of the plane at a time, by Box and Muller."""
    numbers = []
    while len(numbers) < count:
        for _ in range(4):
            distance = math.sqrt(-2 * math.log(1 - (next(bits) >> 8) / 2**24))
            turn = next(bits)
            angle = ((turn >> 8) / 2**24 - 0.5 + (turn & 3)) * math.pi / 2
            numbers += [distance * math.cos(angle), distance * math.sin(angle)]
    return torch.tensor(numbers[:count])


def network(sizes, seed):
    """Dense layers with tanh between them and Glorot's initial weights."""
    layers = []
    for number, (inputs, units) in enumerate(zip(sizes, sizes[1:]), 1):
        layer = nn.Linear(inputs, units)
        limit = float(torch.sqrt(torch.tensor(6.0) / torch.tensor(float(inputs + units))))
        weights = between(-limit, limit, inputs * units, random_bits(seed, INIT + number))
        layer.weight.data = weights.reshape(units, inputs)
        layer.bias.data.zero_()
        layers += [layer, nn.Tanh()]
    return nn.Sequential(*layers[:-1])


class Optimizer:
    """PyTorch's, with Adam's steps as in Keras, which adds epsilon before the correction of v."""

    def __init__(self, case, model):
        self.rate, self.steps = case["rate"], 0
        self.is_adam = case["optimizer"] == "adam"
        momentum = 0.9 if case["optimizer"] == "momentum" else 0.0
        parameters = model.parameters()
        self.inner = (torch.optim.Adam(parameters, lr=self.rate, betas=(0.5, 0.999)) if self.is_adam
                      else torch.optim.SGD(parameters, lr=self.rate, momentum=momentum))

    def step(self, loss, model):
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        for parameter, gradient in zip(model.parameters(), gradients):
            parameter.grad = gradient
        if self.is_adam:
            self.steps += 1
            m, v = 1 - 0.5**self.steps, 1 - 0.999**self.steps
            single_m, single_v = (1 - torch.tensor([0.5, 0.999]) ** self.steps).tolist()
            group = self.inner.param_groups[0]
            group["lr"] = self.rate * (single_v / v) ** 0.5 * m / single_m
            group["eps"] = 1e-7 / v**0.5
        self.inner.step()


def run(case):
    classes, numbers, seed = case["classes"], case["numbers"], case["seed"]
    x1 = between(-1.0, 1.0, SAMPLES, random_bits(seed, 0))
    data = torch.stack([x1, x1 * x1 - 0.5], dim=1)
    one_hot = torch.stack([x1 < 0, x1 >= 0], dim=1).float() if classes else torch.zeros(SAMPLES, 0)
    generator = network([numbers + classes, *case["hidden"], 2], seed)
    discriminator = network([2 + classes, *case["hidden"], 1], seed + (1 << 32))
    of_generator, of_discriminator = Optimizer(case, generator), Optimizer(case, discriminator)

    def verdict_loss(verdicts, target):
        if case["loss"] == "least-squares":
            return ((verdicts - target) ** 2).mean() / 2
        return nn.functional.binary_cross_entropy_with_logits(verdicts, torch.full_like(verdicts, target))

    def judged(samples, told):
        return discriminator(torch.cat([samples, told], dim=1))

    def rows(stream):
        bits = random_bits(seed, stream)
        return [below(SAMPLES, bits) for _ in range(BATCH)]

    def noise(stream):
        bits, count = random_bits(seed, stream), BATCH * numbers
        drawn = between(-1.0, 1.0, count, bits) if case["noise"] == "uniform" else normal(count, bits)
        return drawn.reshape(BATCH, numbers)

    losses, steps = [[], []], [0, 0]
    for _ in range(ITERATIONS):
        for _ in range(case["steps"][0]):
            drawn, z = rows(REAL + steps[0]), noise(NOISE + steps[0])
            told = one_hot[drawn]
            fakes = generator(torch.cat([z, told], dim=1)).detach()
            loss = verdict_loss(judged(data[drawn], told), case["label"]) + verdict_loss(judged(fakes, told), 0.0)
            of_discriminator.step(loss, discriminator)
            steps[0] += 1
        losses[0].append(loss.item())
        for number in range(case["steps"][1]):
            if number:
                z = noise(GENERATOR_NOISE + steps[1])
                told = one_hot[rows(GENERATOR_REAL + steps[1])] if classes else told
            verdicts = judged(generator(torch.cat([z, told], dim=1)), told)
            loss = -verdict_loss(verdicts, 0.0) if case["loss"] == "minimax" else verdict_loss(verdicts, 1.0)
            of_generator.step(loss, generator)
            steps[1] += 1
        losses[1].append(loss.item())
    return {**case, "discriminator_losses": losses[0], "generator_losses": losses[1]}


def main():
    torch.set_num_threads(1)
    runs = ",\n".join(json.dumps(run(case)) for case in CASES)
    print(f'{{"provenance": "PyTorch {torch.__version__} by gan.py, beside this file.",\n"runs": [\n{runs}\n]}}')


main()
