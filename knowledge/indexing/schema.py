"""Which fields has a document of the index?

One document for each passage, and one that says what the index holds. Invariant: the terms of a
passage are indexed as they come, cut at spaces alone.
"""

import json
from dataclasses import asdict, dataclass

import tantivy

from knowledge.language.tokens import FIELDS

NUMBERS = ("passage", "place", "shape")  # of each document, readable without the document
STATE = "state"  # the key of the one document that carries the index's own state


@dataclass(frozen=True, slots=True)
class State:
    """Which rules made the index, which knowledge version it holds, and up to which move.

    Versions and moves are those of a history of the database: another one has the same numbers.
    """

    processing: str
    version: int
    moves: int = 0
    history: str = ""


def schema() -> tantivy.Schema:
    """Return the fields, and how each is indexed."""
    builder = tantivy.SchemaBuilder()
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True)
    builder.add_integer_field("revision", indexed=True, fast=True)
    for name in ("article", "folder"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("quotable", stored=True, indexed=False)
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("numbered", tokenizer_name="whitespace", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def state_document(state: State) -> tantivy.Document:
    """Return the document that says what an index holds."""
    document = tantivy.Document()
    document.add_text("key", STATE)
    document.add_text("state", json.dumps(asdict(state)))
    return document


def state_of(document: tantivy.Document) -> State:
    """Return what the document of an index's state says."""
    stored = json.loads(document["state"][0])
    history = stored.get("history", "")
    return State(stored["processing"], stored["version"], stored["moves"], history)
