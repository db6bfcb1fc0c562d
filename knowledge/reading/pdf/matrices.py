"""Where does a place of a drawing lie on the page?

Invariant: a matrix is six numbers (PDF 32000-1, 8.3.3); operands that are none are never taken for
some.
"""

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NUMBERS = 6


def turned(x: float, y: float, quarters: int) -> tuple[float, float]:
    """Return a place as it is after a page is turned back by some quarters."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]


def is_number(value: object) -> bool:
    """Tell whether a value is a number that a place can have."""
    return isinstance(value, int | float) and math.isfinite(value)


def numbers(operands: Sequence[Any], count: int) -> list[float]:
    """Return the first numbers of some operands, 0 for those that are missing or none."""
    given = [float(one) if is_number(one) else 0.0 for one in operands[:count]]
    return given + [0.0] * (count - len(given))


def matrix_of(operands: Sequence[Any]) -> Matrix | None:
    """Return six numbers as a matrix; None for anything else."""
    if len(operands) < NUMBERS or not all(map(is_number, operands[:NUMBERS])):
        return None
    a, b, c, d, e, f = map(float, operands[:NUMBERS])
    return a, b, c, d, e, f


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return what two changes of place do one after the other.

    >>> times((1, 0, 0, 1, 5, 6), (2, 0, 0, 2, 10, 20))
    (2, 0, 0, 2, 20, 32)
    """
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        *(a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s),
        *(e * p + f * r + t, e * q + f * s + u),
    )
