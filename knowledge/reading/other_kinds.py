"""What can a file of a kind that is not read be saved as?

Invariant: what is proposed is read.
"""

# What to save a file as, so that it is read.
BETTER = {
    ".docx": ".doc .dot .wps .pages .wpd .hwp",
    ".xlsx": ".xls .et .numbers",
    ".pptx": ".ppt .dps .key .odp",
    ".epub": ".mobi .azw .azw3 .fb2",
    ".pdf": ".caj .djvu .ofd .xps .png .jpg .jpeg .webp .tif .tiff .heic .bmp",
    ".zip": ".rar .7z .tar .gz .tgz .bz2 .xz",
    ".md": ".rst .adoc .org .tex .wiki",
    ".txt": ".log .srt .vtt .nfo .text",
    ".html": ".xml .chm",
}
_BETTER = {ending: better for better, endings in BETTER.items() for ending in endings.split()}


def better_kind(ending: str) -> str:
    """Return the ending of the kind to save a file as, nothing if none is known.

    >>> better_kind(".doc"), better_kind(".exe")
    ('.docx', '')
    """
    return _BETTER.get(ending, "")
