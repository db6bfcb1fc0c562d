"""How are the figures told to Prometheus?

Invariant: names end in their unit or in `_total`; labels are words of the program, never of people.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.observing.readiness import Among, Checked
from bot.service.figures import Figures, Histogram

TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposed(figures: Figures, checked: Checked) -> bytes:
    """Return the figures in Prometheus's text format."""
    registry = CollectorRegistry()
    registry.register(_Collector(figures, checked))
    return generate_latest(registry)


class _Collector(Collector):
    def __init__(self, figures: Figures, checked: Checked) -> None:
        self._figures = figures
        self._checked = checked

    def collect(self) -> Iterator[Metric]:
        figures, checked = self._figures, self._checked
        questions = CounterMetricFamily(
            "youju_questions", "Questions answered.", labels=["outcome", "door"]
        )
        for key, count in sorted(figures.questions.items()):
            questions.add_metric(key, count)
        yield questions
        yield _by("youju_updates", "Updates, by what became of them.", figures.updates)
        yield _by("youju_reloads", "Reloads, by result.", figures.reloads)
        yield _histogram("youju_answer_seconds", "Time to find an answer.", figures.answering)
        yield _histogram("youju_update_seconds", "From an update until done.", figures.handling)
        waits = "Requests that Telegram refused for a while."
        yield CounterMetricFamily("youju_flood_waits", waits, figures.flood_waits)
        asked = "Seconds that Telegram asked to wait."
        yield CounterMetricFamily("youju_flood_wait_seconds", asked, figures.flood_seconds)
        yield GaugeMetricFamily("youju_queue", "Updates taken here and not done.", checked.waiting)
        yield GaugeMetricFamily("youju_knowledge_version", "The live version.", checked.version)
        yield GaugeMetricFamily("youju_articles", "Live articles.", checked.articles)
        yield GaugeMetricFamily("youju_passages", "Live passages.", checked.passages)
        yield GaugeMetricFamily("youju_index_bytes", "The index on disk.", checked.index_bytes)
        if (since := figures.since_contact()) is not None:
            heard = "Since Telegram answered."
            yield GaugeMetricFamily("youju_telegram_contact_seconds", heard, since)
        if checked.among:
            yield from _among(checked.among)
        yield GaugeMetricFamily("youju_ready", "1 if it can answer.", float(checked.ready))


def _among(among: Among) -> Iterator[Metric]:
    """Yield what a replica is among the others; `youju_queue` are the updates that it has taken."""
    yield GaugeMetricFamily("youju_replicas", "Replicas that serve, this one too.", among.replicas)
    yield GaugeMetricFamily("youju_leader", "1 if this one leads.", float(among.leads))
    left = "Left to act if the database is not reached again."
    yield GaugeMetricFamily("youju_lease_seconds", left, among.lease_seconds)
    if among.lag is not None:
        behind = "Versions that the database is ahead of the answers."
        yield GaugeMetricFamily("youju_version_lag", behind, among.lag)
    connections = GaugeMetricFamily(
        "youju_database_connections", "Connections to the database.", labels=["state"]
    )
    for state, count in sorted(among.connections.items()):
        connections.add_metric([state], count)
    yield connections


def _by(name: str, words: str, counts: dict[str, int]) -> Metric:
    metric = CounterMetricFamily(name, words, labels=["result"])
    for key, count in sorted(counts.items()):
        metric.add_metric([key], count)
    return metric


def _histogram(name: str, words: str, histogram: Histogram) -> Metric:
    metric = HistogramMetricFamily(name, words)
    metric.add_metric([], histogram.up_to(), histogram.sum)
    return metric
