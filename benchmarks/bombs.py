"""What do those who ask notice of a file that was made to hurt?

`python -m benchmarks bombs` makes files of every kind that freeze or fill whoever reads them, has
each offered and reloaded, and asks meanwhile. Invariant: the files are made here, small, and never
leave the machine; what is measured is the process that answers, from the outside of the reading.
"""

import asyncio
import json
import resource
import tempfile
import time
import zipfile
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from benchmarks.progress import tell
from benchmarks.reload import Latencies, made
from benchmarks.sets import SEED
from knowledge import Folder, KnowledgeBase, KnowledgeError, Limits

EVERY_SECONDS = 0.2  # between two questions: five a second
TICK_SECONDS = 0.005  # between two beats of the metronome that notices when nobody else may run
ARTICLES = 300
MEGABYTE = 1_000_000

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-'
    'types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/></Relationships>'
)


def bombs() -> dict[str, Callable[[], bytes]]:
    """Return what makes each file, by the file's name."""
    return {
        "aliases.md": _aliases,
        "brackets.md": lambda: b"---\ntitle: " + b"[" * 60_000 + b"\n---\n\nText.\n",
        "fences.md": lambda: b"```\n~~~\n" * (MEGABYTE // 4),
        "stars.md": lambda: b"*" * MEGABYTE + b"\n\n" + b"[" * MEGABYTE,
        "line.txt": lambda: "長".encode() * (3 * MEGABYTE),
        "digits.txt": lambda: b"1" * MEGABYTE + b"\n" + b" " * MEGABYTE + b".\n",
        "nested.jsonl": lambda: b'{"id": "a", "text": ' + b"[" * MEGABYTE,
        "lists.zip": lambda: _zipped({"a.jsonl": b"[[],[]," * (5 * MEGABYTE)}),
        "zeros.zip": lambda: _zipped({f"{n}.txt": bytes(MEGABYTE) for n in range(60)}),
        "many.zip": lambda: _zipped({f"{n}.txt": b"." for n in range(60_000)}),
        "paragraphs.html": lambda: b"<p>Some words stand here." * 70_000,
        "breaks.html": lambda: b"<body>" + b"Some words stand here.<br>" * 40_000,
        "deep.html": lambda: b"<div>" * 200_000 + b"x",
        "tables.html": lambda: b"<table><tr><td>words " * 80 + b"x",
        "attributes.html": lambda: b"<p " + b"a=1 " * (MEGABYTE // 4) + b">Text.",
        "tables.docx": lambda: _word(_nested_tables(80)),
        "part.docx": lambda: _word("", {"word/media/a.bin": bytes(200 * MEGABYTE)}),
        "relations.docx": lambda: _word("", {"word/_rels/document.xml.rels": bytes(90 * MEGABYTE)}),
        "text.docx": lambda: _word(
            "<w:p><w:r><w:t>" + "x" * (40 * MEGABYTE) + "</w:t></w:r></w:p>"
        ),
        "operators.pdf": lambda: _pdf(b"BT /F1 1 Tf (x) Tj ET q Q " * 19_000, 1),
        "pages.pdf": lambda: _pdf(b"BT /F1 1 Tf (x) Tj ET q Q " * 19_000, 2_900),
        "streams.pdf": lambda: b"%PDF-1.4\n" + b"1 0 obj << /Length 9 >> stream\n" * 20_000,
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: seconds, the longest stretch that nobody else could run, the words."""

    seconds: float
    stretch: float
    said: str


class Metronome:
    """Beats on the event loop, and notes by how much the latest beat came late."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        """Beat until cancelled."""
        while True:
            due = time.perf_counter() + TICK_SECONDS
            await asyncio.sleep(TICK_SECONDS)
            self.longest = max(self.longest, time.perf_counter() - due)


def lines(limits: Limits) -> Iterator[str]:
    """Yield what is measured, line by line."""
    with tempfile.TemporaryDirectory(prefix="youju-bombs-") as folder:
        told: list[str] = []
        asyncio.run(_measured(Path(folder), limits, told.append))
        yield from told


async def _measured(home: Path, limits: Limits, say: Callable[[str], None]) -> None:
    shelf = home / "articles"
    shelf.mkdir()
    rows = (
        {"id": str(number), "title": title, "text": "\n\n".join(paragraphs)}
        for number, (title, paragraphs) in enumerate(made(ARTICLES, SEED))
    )
    (shelf / "all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    async with await KnowledgeBase.open(home / "data", limits=limits) as base:
        await base.reload(Folder(shelf))
        metronome, latencies = Metronome(), Latencies()
        beside = [
            asyncio.create_task(metronome.run()),
            asyncio.create_task(_ask_on(base, latencies)),
        ]
        await asyncio.sleep(5.0)
        say(f"idle, longest stretch: {1000 * metronome.longest:.0f} ms; {latencies.told()}")
        latencies.seconds.clear()
        say("| file | bytes | offered, s | reloaded, s | longest stretch, ms | what is said |")
        say("|---|---|---|---|---|---|")
        for name, make in bombs().items():
            tell(name)
            content = await asyncio.to_thread(make)
            offered = await _outcome(metronome, partial(_offered, base, content, name))
            file = shelf / name
            file.write_bytes(content)
            reloaded = await _outcome(metronome, partial(_reloaded, base, shelf))
            file.unlink()
            stretch = 1000 * max(offered.stretch, reloaded.stretch)
            say(
                f"| {name} | {len(content):,} | {offered.seconds:.1f} | {reloaded.seconds:.1f} "
                f"| {stretch:.0f} | {offered.said} |"
            )
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        say(f"meanwhile: {latencies.told()}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    say(f"memory of the largest worker: {most} MB, its libraries included")


async def _outcome(metronome: Metronome, work: Callable[[], Awaitable[str]]) -> Outcome:
    metronome.longest, started = 0.0, time.perf_counter()
    said = await work()
    return Outcome(time.perf_counter() - started, metronome.longest, said)


async def _offered(base: KnowledgeBase, content: bytes, name: str) -> str:
    offer = await base.editor.offer(content, name)
    said = [problem.problem for problem in offer.problems]
    return (said or [f"{len(offer.articles)} articles, {offer.passages:,} passages"])[0]


async def _reloaded(base: KnowledgeBase, shelf: Path) -> str:
    try:
        report = await base.reload(Folder(shelf))
    except KnowledgeError as error:
        return str(error)
    return str(report.passages)


async def _ask_on(base: KnowledgeBase, latencies: Latencies) -> None:
    """Ask five questions a second until cancelled, whether the ones before were answered or not."""
    asked = set[asyncio.Task[None]]()
    number = 0
    while True:
        due = time.perf_counter() + EVERY_SECONDS
        task = asyncio.create_task(_ask(base, number, latencies))
        asked.add(task)
        task.add_done_callback(asked.discard)
        number += 1
        await asyncio.sleep(max(0.0, due - time.perf_counter()))


async def _ask(base: KnowledgeBase, number: int, latencies: Latencies) -> None:
    started = time.perf_counter()
    await base.ask(f"哪裡的{'單車 車站 道釘 路燈'.split()[number % 4]}增加了{number}處？")
    latencies.seconds.append(time.perf_counter() - started)


def _aliases() -> bytes:
    lists = [b'a0: &a0 ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    lists += [b"a%d: &a%d [%s]" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 9)]
    return b"---\n" + b"\n".join(lists) + b"\ntitle: *a8\n---\n\nText.\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _word(body: str, parts: dict[str, bytes] | None = None) -> bytes:
    document = f"{WORD}{body}<w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>"
    return _zipped(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": RELATIONS.format("officeDocument", "word/document.xml").encode(),
            "word/document.xml": document.encode(),
        }
        | (parts or {})
    )


def _nested_tables(depth: int) -> str:
    begin = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>words</w:t></w:r></w:p>"
    end = "<w:p/></w:tc></w:tr></w:tbl>"
    return begin * depth + end * depth


def _pdf(content: bytes, pages: int) -> bytes:
    """Return a PDF whose pages share one stream of operators."""
    packed = zlib.compress(content)
    kids = " ".join(f"{number + 4} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R /Resources "
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate([*objects, *([page] * pages)], start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        table,
    )
    return bytes(written)
