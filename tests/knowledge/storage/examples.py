"""Articles with everything that the database must keep."""

from types import MappingProxyType

from knowledge.model.article import Span
from knowledge.model.version import ReadFile
from tests.knowledge.conftest import article

FULL = article(
    "# 蹄疾、步穩",
    "藍牙道釘🚢𠮷，在路邊。",
    "第二段。",
    id="full",
    title="路燈",
    author="馬作鵬",
    source="人民網",
    editors=("唐小麗", "軒召強"),
    published="2022-03-05T09:07",
    url="https://example.org/a",
    language="zh-Hant",
    places=MappingProxyType({"title": Span(0, 3), "author": Span(4, 6)}),
    file="lamp.txt",
    line=3,
)
TEA = article("春茶晚了十天。", id="tea", title="茶園", published="2023-04-18")
FILE = ReadFile("lamp.txt", "/articles", "d1", "rules")
