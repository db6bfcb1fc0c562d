"""Which weights follow from examples?

Invariant: the same examples give the same weights: no chance, fixed steps, a fixed start.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

STEPS, STEP = 400, 0.1  # of gradient descent with momentum (Adam); more change no third digit
NEWTON_STEPS = 50
RIDGE = 1e-3

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Choice:
    """Things to choose one from: a row of features each, which are right, and what it weighs."""

    rows: Floats
    right: Flags
    weight: float


def chosen_weights(choices: Sequence[Choice]) -> Floats:
    """Return weights whose highest sums fall on right things: softmax over each choice.

    Choices in which nothing or everything is right teach nothing and are left out.
    """
    taught = [choice for choice in choices if choice.right.any() and not choice.right.all()]
    stacked = np.concatenate([choice.rows for choice in taught])
    spread = stacked.std(axis=0) + 1e-9
    rows = (stacked - stacked.mean(axis=0)) / spread
    right = np.concatenate([choice.right for choice in taught]).astype(np.float64)
    sizes = [len(choice.rows) for choice in taught]
    starts = np.cumsum(sizes) - np.array(sizes)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    share = np.array([choice.weight for choice in taught])[owner]
    weights = first = second = np.zeros(rows.shape[1])
    for step in range(1, STEPS + 1):
        chance = _chances(rows @ weights, starts, owner)
        wanted = chance * right
        wanted /= np.add.reduceat(wanted, starts)[owner]
        slope = rows.T @ ((chance - wanted) * share) + RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        mended = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights = weights - STEP * (first / (1 - 0.9**step)) / mended
    found: Floats = weights / spread
    return found


def logistic_weights(rows: Floats, true: Flags, share: Floats) -> Floats:
    """Return what each column and a constant weigh for telling true rows: Newton's steps."""
    spread = rows.std(axis=0) + 1e-9
    mean = rows.mean(axis=0)
    scaled = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    found = np.zeros(scaled.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ ((chance - true) * share) + RIDGE * found
        curve = (scaled * (share * chance * (1 - chance))[:, None]).T @ scaled
        found = found - np.linalg.solve(curve + RIDGE * np.eye(len(found)), slope)
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - mean @ weights)


def _chances(scores: Floats, starts: NDArray[np.int64], owner: NDArray[np.int64]) -> Floats:
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    chances: Floats = powers / np.add.reduceat(powers, starts)[owner]
    return chances
