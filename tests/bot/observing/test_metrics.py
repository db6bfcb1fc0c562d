from prometheus_client.parser import text_string_to_metric_families

from bot.observing.metrics import exposed
from bot.observing.readiness import Among, Checked
from bot.service.figures import Figures


def samples(figures: Figures, checked: Checked) -> dict[tuple[str, ...], float]:
    """Return what Prometheus reads: values by name and labels."""
    text = exposed(figures, checked).decode()
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_prometheus_reads_the_figures() -> None:
    """Questions by outcome and door, times, the queue, floods, reloads, and what is live."""
    figures = Figures()
    figures.questions["answered", "group"] += 2
    figures.updates["done"] += 3
    figures.reloads["stopped"] += 1
    figures.answering.add(0.003)
    figures.flood_waits, figures.flood_seconds = 1, 7.5
    figures.contact()
    read = samples(figures, Checked("", "", "", "", "", 4, 12, 5, 99, 1000))
    assert read["youju_questions_total", "group", "answered"] == 2
    assert read["youju_updates_total", "done"] == 3
    assert read["youju_reloads_total", "stopped"] == 1
    assert read["youju_answer_seconds_bucket", "0.005"] == 1
    assert read["youju_answer_seconds_count",] == 1
    assert read["youju_flood_waits_total",] == 1
    assert read["youju_flood_wait_seconds_total",] == 7.5
    assert read["youju_queue",] == 4
    assert read["youju_knowledge_version",] == 12
    assert (read["youju_articles",], read["youju_passages",]) == (5, 99)
    assert read["youju_index_bytes",] == 1000
    assert read["youju_telegram_contact_seconds",] < 60
    assert read["youju_ready",] == 1


def test_what_is_not_ready_shows() -> None:
    """A part that is not well is a zero that an alarm can be set on."""
    assert samples(Figures(), Checked("gone", "", "", "", ""))["youju_ready",] == 0


def test_replicas_are_told_only_where_there_can_be_several() -> None:
    """Who leads, how far behind it is, how long it may act, and how it reaches the database."""
    connections = {"used": 2, "free": 5, "awaited": 1}
    among = Among(leads=True, replicas=3, lease_seconds=8.5, connections=connections, lag=2)
    read = samples(Figures(), Checked("", "", "", "", "", among=among))
    assert read["youju_replicas",] == 3
    assert read["youju_leader",] == 1
    assert read["youju_lease_seconds",] == 8.5
    assert read["youju_version_lag",] == 2
    for state, count in connections.items():
        assert read["youju_database_connections", state] == count
    away = Among(leads=False, replicas=3, lease_seconds=0.0, connections=connections, lag=None)
    read = samples(Figures(), Checked("", "", "", "", "", among=away))
    assert (read["youju_leader",], read["youju_ready",]) == (0, 0)
    assert ("youju_version_lag",) not in read
    alone = samples(Figures(), Checked("", "", "", "", ""))
    assert ("youju_replicas",) not in alone
