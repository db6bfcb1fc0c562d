from benchmarks.latency import Plan, timings
from benchmarks.sets import QuestionSet


def test_engines_take_turns_over_the_same_questions(sets: list[QuestionSet]) -> None:
    """Every number is there, by set too; the baseline is its own measure."""
    plan = Plan(questions=2, rounds=2, engines=["tantivy", "fts5-doubles"])
    base, peer = timings(sets, 9, plan)
    assert (peer.engine, peer.corpus, peer.passages) == ("fts5-doubles", "9 made", 9)
    assert peer.questions == base.questions == 4
    assert peer.rounds == 2
    assert set(peer.by_set) == {"harbour", "mills"}
    assert 0 < peer.p50 <= peer.p95
    assert base.ratio == base.ratio_p95 == 1.0
    assert peer.ratio is not None
    assert peer.cutting_seconds == base.cutting_seconds
