"""How much may one person ask, so that the others do not notice?

Pure but for the clock. Invariant: what one person asks costs no other person anything: everyone has
an allowance of their own, and in a group only a part of it, since a group has twenty messages a
minute for all. Memory holds those who asked lately.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

BURST_SHARE = 0.5  # of a minute's allowance may be used at once
GROUP_SHARE = 0.4  # of a person's allowance in one group: with 12 a minute not 5 of its 20 messages
MOST_KEPT = 10_000  # allowances; the longest unused are forgotten first


class Grant(Enum):
    """May it be answered?"""

    YES = "yes"
    TOLD = "no, and that is to be said"
    NO = "no, and that was said"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float
    told: bool = False


class Allowance:
    """Who has asked how much."""

    def __init__(self, a_minute: float, now: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._now = now
        self._buckets: OrderedDict[tuple[str, str], _Bucket] = OrderedDict()

    def take(self, person: str, group: str, cost: float = 1.0) -> Grant:
        """Use up some of a person's allowance, in a group ("" for none), if there is enough."""
        buckets = self._buckets_of(person, group)
        if all(bucket.left >= cost for bucket in buckets):
            for bucket in buckets:
                bucket.left -= cost
            return Grant.YES
        told = any(bucket.told for bucket in buckets)
        for bucket in buckets:
            bucket.told = True
        return Grant.NO if told else Grant.TOLD

    def spend(self, person: str, group: str, cost: float) -> None:
        """Use up some of a person's allowance that was granted by another replica."""
        for bucket in self._buckets_of(person, group):
            bucket.left = max(0.0, bucket.left - cost)

    def _buckets_of(self, person: str, group: str) -> list[_Bucket]:
        buckets = [self._bucket(person, "", 1.0)]
        if group:
            buckets.append(self._bucket(person, group, GROUP_SHARE))
        return buckets

    def _bucket(self, person: str, group: str, share: float) -> _Bucket:
        """Return an allowance with what has come back until now."""
        now, full = self._now(), max(1.0, self._a_minute * share * BURST_SHARE)
        bucket = self._buckets.setdefault((person, group), _Bucket(full, now))
        self._buckets.move_to_end((person, group))
        if len(self._buckets) > MOST_KEPT:
            self._buckets.popitem(last=False)
        bucket.left = min(full, bucket.left + (now - bucket.at) * self._a_minute * share / 60)
        bucket.at = now
        if bucket.left == full:  # a pause as long as that, and they may be told again
            bucket.told = False
        return bucket
