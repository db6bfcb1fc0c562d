"""How are the numbers shown?

As Markdown tables in one file. Invariant: what is shown is only numbers and names; an engine's row
stands in the order of the registry, a number that was not measured is a dash, the best of a column
is bold.
"""

from collections.abc import Callable, Iterable, Sequence

from benchmarks.engines.registry import BASELINE, ENGINES
from benchmarks.markdown import Row, figure, share, table
from benchmarks.numbers import TOGETHER, Near, Numbers, Recall, Telling, Timing
from benchmarks.sets import KIND_ORDER

MEGABYTE = 1_000_000

RECALL_NOTE = (
    "Share of the questions whose passage comes first. With 750 questions a cell, ±.01 is chance. "
    "Tantivy's and FTS5's forms without stop words are their better ones; FTS5 stems English "
    "words (porter), the other peers take them lower-cased."
)
TELLING_NOTE = (
    "*Highlight*: the highlighted sentence holds an answer, of clean questions whose passage is "
    "right. *AUROC*: a clean question is surer than an unanswerable one; *hard*: unanswerable "
    "because every passage with the right title was taken out of the corpus (titles of half the "
    "clean questions, seeded), beside the other half over the same corpus. *Answered*: share with "
    "that verdict at the shipped threshold."
)
PINYIN_NOTE = (
    "The clean and the unanswerable questions of the Chinese sets as pypinyin spells jieba's "
    "words, without tones, question words too (`suishenma shenme shihou …`); no peer reads that."
)
NEAR_NOTE = (
    "Share with the verdict *answered*. *Clean*: questions that the body answers. *Near*: written "
    "against a passage of the body that names the thing and does not answer. *Foreign*: written "
    "for another set. *Told*: near misses that are answered all the same and say what the passage "
    "lacks. Bodies of fewer passages are parts of the set, seeded."
)
TIMING_NOTE = (
    "Milliseconds of a whole warm question; each engine in a process of its own, only one working "
    "at a time, all in turn, medians of the rounds. Whatever else runs on the machine moves the "
    f"milliseconds: read the ratios (*×*), which are taken to “{ENGINES[BASELINE].title}” within "
    "each round. *Index × jieba*: seconds of indexing divided by those that jieba alone takes to "
    "cut the same text in one process. *Peak* is with indexing, *now* after the last question."
)


def report(numbers: Numbers, head: Sequence[str]) -> str:
    """Return the whole file; `head` is what is said of machine, versions and commands."""
    parts = [
        "# Results",
        "\n".join(f"- {line}" for line in head),
        *_recalls(numbers.recalls),
        *_tellings(numbers.tellings),
        *_nears(numbers.nears),
        *_timings(numbers.timings),
    ]
    return "\n\n".join(parts) + "\n"


def _recalls(recalls: Sequence[Recall]) -> list[str]:
    if not recalls:
        return []
    alone = [r for r in recalls if r.corpus != TOGETHER]
    parts = ["## Finding the passage", RECALL_NOTE]
    for name, rows in (
        ("Recall@1, each set in an index of its own", alone),
        ("Recall@1, all sets in one index", [r for r in recalls if r.corpus == TOGETHER]),
    ):
        if rows:
            parts += [f"### {name}", _recall_table(rows), _sample_note(rows)]
    return [part for part in parts if part]


def _recall_table(recalls: Sequence[Recall]) -> str:
    columns = sorted({(r.set, r.kind) for r in recalls}, key=lambda c: (c[0], _kind_place(c[1])))
    cells = {(r.engine, r.set, r.kind): r.recall for r in recalls}
    best = {c: max(r.recall for r in recalls if (r.set, r.kind) == c) for c in columns}

    def cell(engine: str, column: tuple[str, str]) -> str:
        value = cells.get((engine, *column))
        return f"**{share(value)}**" if value == best[column] else share(value)

    rows = [[ENGINES[e].title, *(cell(e, column) for column in columns)] for e in _engines(recalls)]
    return table(["", *(f"{name} {kind}" for name, kind in columns)], rows)


def _sample_note(recalls: Sequence[Recall]) -> str:
    """Say how many questions a cell has, and which engines were asked only a sample."""
    most = {(r.set, r.kind): 0 for r in recalls}
    for r in recalls:
        most[r.set, r.kind] = max(most[r.set, r.kind], r.questions)
    fewer = {r.engine: r.questions for r in recalls if r.questions < most[r.set, r.kind]}
    told = f"{_range(most.values())} questions a cell"
    samples = (f"{ENGINES[e].title}: a seeded sample of {n}" for e, n in fewer.items())
    return "; ".join([told, *samples]) + "."


def _range(values: Iterable[int]) -> str:
    least, *between = sorted(set(values))
    return f"{least} to {between[-1]}" if between else str(least)


def _tellings(tellings: Sequence[Telling]) -> list[str]:
    if not tellings:
        return []
    header = ("", "highlight", "AUROC", "hard AUROC", "answered: clean", "answered: unanswerable")
    rows = [
        [t.set, *map(share, (t.highlight, t.auroc, t.hard_auroc, *t.answered))]
        for t in sorted(tellings, key=lambda t: t.set)
    ]
    title = "## Showing the sentence, telling what is not answered"
    return [title, TELLING_NOTE, table(header, rows), *_spelled(tellings)]


def _nears(nears: Sequence[Near]) -> list[str]:
    return ["## Near misses", NEAR_NOTE, near_table(nears)] if nears else []


def near_table(nears: Sequence[Near]) -> str:
    """Return the rates of near misses as a table."""
    header = ("", "passages", "bodies", "clean", "near", "foreign", "told")
    rows = [
        [n.set, f"{n.passages:,}", str(n.bodies), *map(share, (n.clean, n.near, n.foreign, n.told))]
        for n in sorted(nears, key=lambda n: (n.set, -n.passages))
    ]
    return table(header, rows)


def _spelled(tellings: Sequence[Telling]) -> list[str]:
    rows = [
        [t.set, *map(share, t.pinyin)] for t in sorted(tellings, key=lambda t: t.set) if t.pinyin
    ]
    header = ("", "recall@1", "answered: clean", "answered: unanswerable")
    return ["## Typed in pinyin", PINYIN_NOTE, table(header, rows)] if rows else []


def _timings(timings: Sequence[Timing]) -> list[str]:
    parts = ["## Time and memory", TIMING_NOTE] if timings else []
    sizes = sorted({(t.passages, t.corpus) for t in timings})
    for passages, corpus in sizes:
        rows = [t for t in timings if t.corpus == corpus]
        rounds = ", ".join(sorted({str(t.rounds) for t in rows}))
        seconds = ", ".join(dict.fromkeys(f"{t.cutting_seconds:g} s" for t in rows))
        parts.append(f"### {corpus}: {passages:,} passages")
        parts.append(_timing_table(rows))
        parts.append(f"Medians of {rounds} rounds. jieba alone cuts this text in {seconds}.")
    return parts


def _timing_table(timings: Sequence[Timing]) -> str:
    sets = sorted({name for t in timings for name in t.by_set})
    header = ["", "p50 ms", "×", "p95 ms", "×", *(f"p50 {name}" for name in sets)]
    header += ["questions", "index s", "index × jieba", "disk MB", "peak MB", "now MB"]
    by_engine = {t.engine: t for t in timings}
    return table(header, [_timing_row(by_engine[e], sets) for e in _engines(timings)])


def _timing_row(t: Timing, sets: Sequence[str]) -> Row:
    cutting = t.index_seconds / t.cutting_seconds if t.cutting_seconds else None
    return [
        ENGINES[t.engine].title,
        figure(t.p50),
        figure(t.ratio),
        figure(t.p95),
        figure(t.ratio_p95),
        *(figure(t.by_set.get(name)) for name in sets),
        str(t.questions),
        figure(t.index_seconds),
        figure(cutting),
        *(figure(size / MEGABYTE if size else None) for size in (t.disk, t.peak_memory, t.memory)),
    ]


def _engines(rows: Sequence[Recall] | Sequence[Timing]) -> list[str]:
    measured = {row.engine for row in rows}
    return [name for name in ENGINES if name in measured]


def _kind_place(kind: str) -> tuple[int, str]:
    known: Callable[[str], int] = KIND_ORDER.index
    return (known(kind) if kind in KIND_ORDER else len(KIND_ORDER), kind)
