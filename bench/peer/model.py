"""The learning rule of docs/model.md in PyTorch: what our own batch is measured beside.

Activities are [K * B, n]: the rows of the true label, then those of the wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

STEPS, DAMPING, EPSILON = 8, 0.3, 1e-8
MOMENTUM, DECAY, READOUT_DECAY = 0.9, 0.001, 0.003
TEMPERATURE, PEER = 1.0, 0.03
#: A coefficient that float32 would lose beside 1.
LOST = 2.0**-24


@dataclass
class Learner:
    """Weights, their velocities and the running means, of a network of L hidden layers."""

    up: list[Tensor]
    down: list[Tensor]
    bias: list[Tensor]
    readout: Tensor
    velocity: list[Tensor]
    mean: list[Tensor]

    def parameters(self) -> list[Tensor]:
        return [*self.up, *self.down, *self.bias, self.readout]


@dataclass
class Precision:
    """Of products alone; sums and weights are float32."""

    half: bool = False

    def times(self, left: Tensor, right: Tensor) -> Tensor:
        if not self.half:
            return left @ right
        return (left.bfloat16() @ right.bfloat16()).float()


def normalised(activity: Tensor) -> Tensor:
    return activity * torch.rsqrt(activity.square().mean(-1, keepdim=True) + EPSILON)


def moved(before: Tensor, drive: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """A layer after a step: its activity, the goodness of each row, and what others see."""
    activity = DAMPING * before + (1 - DAMPING) * drive.relu()
    goodness = activity.square().sum(-1)
    return activity, goodness, activity * torch.rsqrt(goodness / activity.shape[-1] + EPSILON)[:, None]


def coefficients(goodness: Tensor, units: int, rows: int) -> Tensor:
    """[T, 2 * rows]: 1 - p of the true label's rows, -p of the others."""
    margin = (goodness - units) / TEMPERATURE
    return torch.cat([torch.sigmoid(-margin[:, :rows]), -torch.sigmoid(margin[:, rows:])], 1)


def follow(parameter: Tensor, velocity: Tensor, gradient: Tensor, rate: float, decay: float) -> None:
    velocity.mul_(MOMENTUM).add_(gradient)
    parameter.mul_(1 - rate * decay).add_(velocity, alpha=rate * (1 - MOMENTUM))


class Plain:
    """As one writes it who knows PyTorch: batched, one product for all steps of a gradient."""

    def __init__(self, learner: Learner, rates: tuple[float, float], precision: Precision):
        self.learner, self.rates, self.precision = learner, rates, precision
        self.moved, self.follow = moved, follow

    @torch.no_grad()
    def learn(self, pixels: Tensor, labels: Tensor, chance: Tensor) -> None:
        learner, images = self.learner, len(pixels)
        shown = normalised(pixels)
        below, climbed = shown, []
        for up, bias in zip(learner.up, learner.bias):
            climbed.append((below @ up + bias).relu())
            below = normalised(climbed[-1])
        read = [normalised(one) for one in climbed][1:] or [below]
        seen = torch.cat(read, 1)
        logits = seen @ learner.readout
        truth = torch.nn.functional.one_hot(labels, logits.shape[1]).float()
        wrong = (logits.masked_fill(truth.bool(), -torch.inf) + chance).argmax(1)
        label = normalised(torch.cat([truth, torch.nn.functional.one_hot(wrong, logits.shape[1]).float()]))
        gradients = self.gradients(shown, label, climbed)
        gradients.append(seen.T @ ((truth - logits.softmax(1)) / images))
        self.update(gradients)

    def update(self, gradients: list[Tensor]) -> None:
        learner, (rate, readout_rate) = self.learner, self.rates
        layers = len(learner.up)
        for at, (parameter, velocity, gradient) in enumerate(
            zip(learner.parameters(), learner.velocity, gradients)
        ):
            if at < 2 * layers:
                self.follow(parameter, velocity, gradient, rate, DECAY)
            elif at < 3 * layers:
                self.follow(parameter, velocity, gradient, rate, 0.0)
            else:
                self.follow(parameter, velocity, gradient, readout_rate, READOUT_DECAY)

    def renew(self, last: list[Tensor], images: int) -> None:
        for mean, activity in zip(self.learner.mean, last):
            mean.mul_(0.9).add_(activity[:images].mean(0), alpha=0.1)

    def gradients(self, shown: Tensor, label: Tensor, climbed: list[Tensor]) -> list[Tensor]:
        learner, times, images = self.learner, self.precision.times, len(shown)
        layers = len(learner.up)
        driven = (shown @ learner.up[0] + learner.bias[0]).repeat(2, 1)
        told = times(label, learner.down[-1])
        activity = [one.repeat(2, 1) for one in climbed]
        norm = [normalised(one) for one in activity]
        seen = [[shown.repeat(2, 1), *norm, label]]
        acted, goodness = [[] for _ in range(layers)], [[] for _ in range(layers)]
        for _ in range(STEPS):
            states = []
            for l in range(layers):
                drive = driven if l == 0 else times(norm[l - 1], learner.up[l]) + learner.bias[l]
                drive = drive + (told if l == layers - 1 else times(norm[l + 1], learner.down[l]))
                states.append(self.moved(activity[l], drive))
            activity, norm = [one[0] for one in states], [one[2] for one in states]
            for l, (own, good, _) in enumerate(states):
                acted[l].append(own)
                goodness[l].append(good)
            seen.append([seen[0][0], *norm, label])
        up, down, bias = [], [], []
        for l in range(layers):
            c = coefficients(torch.stack(goodness[l]), acted[l][0].shape[1], images)
            push = torch.stack(acted[l]) * c[..., None]
            push[:, :images] += PEER * (learner.mean[l].mean() - learner.mean[l])
            flat = push.flatten(0, 1) / (STEPS * images)
            inputs = lambda place: torch.cat([one[place] for one in seen[:-1]])
            up.append(times(inputs(l).T, flat))
            down.append(times(inputs(l + 2).T, flat))
            bias.append(flat.sum(0))
        self.renew(activity, images)
        return [*up, *down, *bias]


class Sparing(Plain):
    """As an expert would, with every saving of ours: what no label has reached is computed once, what is
    held is projected and correlated once, and only rows that are pushed are multiplied. What is done element
    by element is compiled."""

    def __init__(self, learner: Learner, rates: tuple[float, float], precision: Precision):
        super().__init__(learner, rates, precision)
        self.moved = torch.compile(moved, dynamic=False)
        self.follow = torch.compile(follow, dynamic=False)

    def gradients(self, shown: Tensor, label: Tensor, climbed: list[Tensor]) -> list[Tensor]:
        learner, times, images = self.learner, self.precision.times, len(shown)
        layers = len(learner.up)
        driven = shown @ learner.up[0] + learner.bias[0]
        told = learner.down[-1][label.argmax(1)] * label.max()
        activity, norm = list(climbed), [normalised(one) for one in climbed]
        seen, acted, goodness = [norm], [[] for _ in range(layers)], [[] for _ in range(layers)]
        twice = lambda one: one if len(one) == 2 * images else one.repeat(2, 1)
        weights = [one.bfloat16() for one in [*learner.up, *learner.down]] if self.precision.half else None
        project = (
            (lambda one, at: (one.bfloat16() @ weights[at]).float())
            if weights
            else (lambda one, at: one @ [*learner.up, *learner.down][at])
        )
        for _ in range(STEPS):
            states = []
            for l in range(layers):
                parts = [driven if l == 0 else project(norm[l - 1], l) + learner.bias[l]]
                parts.append(told if l == layers - 1 else project(norm[l + 1], layers + l))
                if len({len(part) for part in parts}) > 1:
                    parts = [twice(part) for part in parts]
                before = activity[l] if len(activity[l]) == len(parts[0]) else twice(activity[l])
                states.append(self.moved(before, parts[0] + parts[1]))
            activity, norm = [one[0] for one in states], [one[2] for one in states]
            for l, (own, good, _) in enumerate(states):
                acted[l].append(own)
                goodness[l].append(twice(good[:, None])[:, 0])
            seen.append(norm)
        up, down, bias = [], [], []
        for l in range(layers):
            units = acted[l][0].shape[1]
            c = coefficients(torch.stack(goodness[l]), units, images)
            rows = [(one.abs() > LOST).nonzero()[:, 0] for one in c]
            share = 1 / (STEPS * images)
            scale = torch.cat([one[row] for one, row in zip(c, rows)])[:, None] * share
            push = torch.cat([twice(one)[row] for one, row in zip(acted[l], rows)]) * scale
            peer = share * PEER * (learner.mean[l].mean() - learner.mean[l])
            at = torch.cat(rows)

            def correlate(inputs: list[Tensor]) -> Tensor:
                met = torch.cat([twice(one)[row] for one, row in zip(inputs, rows)])
                total = sum(one[:images].sum(0) for one in inputs)
                return times(torch.cat([met, total[None]]).T, torch.cat([push, peer[None]]))

            if l == 0:
                met = torch.zeros(images, units).index_add_(0, at % images, push)
                up.append(times(shown.T, met + STEPS * peer))
            else:
                up.append(correlate([one[l - 1] for one in seen[:-1]]))
            if l == layers - 1:
                down.append(torch.cat([label[at], STEPS * label[:images].sum(0)[None]]).T @ torch.cat([push, peer[None]]))
            else:
                down.append(correlate([one[l + 1] for one in seen[:-1]]))
            bias.append(push.sum(0) + STEPS * images * peer)
        self.renew(activity, images)
        return [*up, *down, *bias]
