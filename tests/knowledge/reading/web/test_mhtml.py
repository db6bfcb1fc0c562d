import base64
import quopri

import pytest

from knowledge.reading import read_file

PAGE = "<html><body><h1>渡輪改用電池</h1><p>首艘船已於本週試航。</p></body></html>"
SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a
Subject: =?utf-8?Q?=E6=B8=A1=E8=BC=AA?=
Date: Tue, 5 Mar 2024 09:07:00 +0800
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--B"

----B
Content-Type: text/html
Content-Location: https://example.org/frame

<p>廣告</p>
----B
Content-Type: text/html{charset}
Content-Transfer-Encoding: {encoding}
Content-Location: https://example.org/a

{body}
----B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/a.png

iVBORw0KGgo=
----B--
"""


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_the_main_page_is_read(charset: str, encoding: str) -> None:
    """In whatever charset and coding; its address is the article's, the saving is no date."""
    content = PAGE.encode(charset)
    coded = base64.encodebytes if encoding == "base64" else quopri.encodestring
    body = coded(content).decode("ascii")
    file = SAVED.format(charset=f"; charset={charset}", encoding=encoding, body=body)
    (article,) = read_file(file.encode(), "a.mhtml").articles
    assert (article.title, article.url) == ("渡輪改用電池", "https://example.org/a")
    assert (article.author, article.published) == (None, None)
    assert article.text.endswith("首艘船已於本週試航。")


def test_a_mail_has_its_sender_and_its_day() -> None:
    """What the page leaves open is said by the head of the mail."""
    body = "<p>首艘船已於本週試航，六月一日開航。</p>"
    mail = (
        "From: =?utf-8?B?5p6X5puJ?= <lin@example.org>\nSubject: =?utf-8?B?5rih6Lyq?=\n"
        "Date: Tue, 5 Mar 2024 09:07:00 +0800\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{body}"
    )
    (article,) = read_file(mail.encode(), "a.mht").articles
    assert (article.title, article.author) == ("渡輪", "林曉")
    assert (article.published, article.url) == ("2024-03-05T09:07", None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Content-Type: text/plain\n\nx", "there is no page in it"),
        (b"x", "there is no page in it"),
        (b"Content-Type: text/html\n\n", "the file is empty"),
        (b'Content-Type: multipart/mixed; boundary="a"\n\n--a\n' * 200, "mails inside mails"),
    ],
)
def test_a_file_without_a_page_is_refused(content: bytes, said: str) -> None:
    """In one sentence with the remedy."""
    (problem,) = read_file(content, "a.mhtml").problems
    assert said in str(problem)
