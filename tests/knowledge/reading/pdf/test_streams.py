from pypdf.generic import DecodedStreamObject, DictionaryObject

from knowledge.reading.pdf.streams import Streams


def stream(data: bytes) -> DecodedStreamObject:
    """Return a drawing."""
    found = DecodedStreamObject()
    found.set_data(data)
    return found


def test_a_drawing_is_unpacked_once() -> None:
    """However many pages share it, it counts once."""
    streams, one = Streams(), stream(b"q Q q Q")
    said = [streams.operations(one, DictionaryObject(), 100) for _ in range(3)]
    assert [len(operations) for operations in said] == [4, 4, 4]
    assert streams.unpacked == 7


def test_a_drawing_is_read_up_to_a_limit() -> None:
    """What is no drawing has no operations, and neither has a page that may draw no more."""
    streams = Streams()
    assert len(streams.operations(stream(b"q Q q Q"), DictionaryObject(), 3)) == 2
    assert streams.operations(stream(b"q"), DictionaryObject(), 0) == []
    assert streams.operations(None, DictionaryObject(), 9) == []


def test_a_file_that_multiplies_itself_is_told_by_its_numbers() -> None:
    """A small file may be packed well; a long one has as much to draw as it is long."""
    assert Streams(unpacked=900_000, drawn=90_000).excess(1000) == ""
    assert Streams(unpacked=9_000_000, drawn=900_000).excess(1_000_000) == ""
    assert Streams(drawn=9_000_000).excess(20_000) == "its pages take 9,000,000 steps to draw"
