"""How is a scanned page for a test made? By drawing its text as dots."""

from io import BytesIO

from noto_cjk_sans_otc import FONT_PATH
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1240, 1754  # dots: A4 at 150 an inch
MARGIN, LINE, SIZE = 120, 62, 32
DOTS_PER_INCH = 150.0


def scanned(*pages: str) -> bytes:
    """Return a PDF of pictures of pages; a line that begins with # is larger."""
    pictures = [_drawn(page) for page in pages]
    packed = BytesIO()
    first, *others = pictures
    first.save(packed, "PDF", save_all=True, append_images=others, resolution=DOTS_PER_INCH)
    return packed.getvalue()


def _drawn(page: str) -> Image.Image:
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    pen, y = ImageDraw.Draw(picture), MARGIN
    for line in page.splitlines():
        size = 2 * SIZE if line.startswith("#") else SIZE
        font = ImageFont.truetype(str(FONT_PATH), size)
        pen.text((MARGIN, y), line.lstrip("# "), 0, font)
        y += LINE * size // SIZE
    return picture
