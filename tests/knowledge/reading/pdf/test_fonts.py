from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from knowledge.reading.pdf.fonts import Fonts, Letters


def font(**entries: str) -> DictionaryObject:
    """Return a font with some entries that are names."""
    names = {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in entries.items()}
    return DictionaryObject(names)


def letters(resource: DictionaryObject) -> Letters:
    """Return the letters of a font that can be read."""
    found = Letters.of(resource)
    assert found is not None
    return found


def composite(encoding: str) -> DictionaryObject:
    """Return a font of Chinese whose codes are those of an encoding."""
    inner = font(Type="Font", Subtype="CIDFontType0", BaseFont="STSong")
    inner[NameObject("/DW")] = NumberObject(1000)
    outer = font(Type="Font", Subtype="Type0", BaseFont="STSong", Encoding=encoding)
    outer[NameObject("/DescendantFonts")] = ArrayObject([inner])
    return outer


def test_letters_of_a_usual_font_have_its_widths() -> None:
    """An i is narrower than an m."""
    found = letters(font(Type="Font", Subtype="Type1", BaseFont="Helvetica"))
    (i, narrow), (m, wide) = found.read(b"im")
    assert (i, m, narrow < wide, found.means) == ("i", "m", True, True)


def test_a_named_encoding_means_characters() -> None:
    """The code of Unicode is the character, as wide as high."""
    found = letters(composite("UniGB-UCS2-H"))
    assert found.means
    assert list(found.read("渡a".encode("utf-16-be"))) == [("渡", 1.0), ("a", 0.5)]
    assert letters(composite("UniGB-UCS2-V")).downward


def test_numbers_of_shapes_mean_nothing() -> None:
    """Without a table to Unicode nobody knows which characters they are."""
    assert not letters(composite("Identity-H")).means


def test_a_font_is_looked_into_once() -> None:
    """Pages share their fonts; one that is not there is none."""
    one = font(Type="Font", Subtype="Type1", BaseFont="Helvetica")
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): one})})
    fonts = Fonts()
    assert fonts.of(resources, "/F1") is fonts.of(resources, "/F1") is not None
    assert fonts.of(resources, "/F2") is None
    assert fonts.of(None, "/F1") is None
