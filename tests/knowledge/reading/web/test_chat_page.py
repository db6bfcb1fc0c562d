from knowledge.reading.chat import Message
from knowledge.reading.web.chat_page import is_chat, messages_of, title_of_chat
from tests.knowledge.reading.web.layouts import tree_of

DATE = '<div class="pull_right date details" title="{} 08:20:00 UTC+08:00">08:20</div>'
HEADER = (
    '<div class="page_header"><div class="content"><div class="text bold">城西</div></div></div>'
)
HISTORY = f"""{HEADER}<div class="page_body chat_page"><div class="history">
<a class="pagination block_link" href="messages.html">Previous messages</a>
<div class="message service" id="message-1"><div class="body details">1 May 2020</div></div>
<div class="message default clearfix" id="message1"><div class="pull_left userpic_wrap">林</div>
<div class="body">{DATE.format("01.05.2020")}<div class="from_name">林曉</div>
<div class="text">明日開館。<br><br>九點<a href="#">準時</a>。</div></div></div>
<div class="message default clearfix joined" id="message2"><div class="body">
{DATE.format("02.05.2020")}<div class="reply_to details">In reply to <a>this message</a></div>
<div class="text">多謝。</div>
<span class="reactions">👍 2</span></div></div>
<div class="message default clearfix" id="message3"><div class="body">{DATE.format("02.05.2020")}
<div class="from_name">周明</div><div class="forwarded body"><div class="from_name">館方
<span class="date details" title="30.04.2020 10:00:00"> 30.04.2020 10:00:00</span></div>
<div class="text">延長開放。</div></div></div></div>
<div class="message default clearfix" id="message4"><div class="body">{DATE.format("03.05.2020")}
<div class="from_name">周明</div><div class="media_wrap"><div class="media_poll">
<div class="question bold">幾點好？</div><div class="details">Anonymous poll</div>
<div class="answer">- 九點</div></div></div></div></div></div></div>"""


def test_messages_are_read_and_nothing_around_them() -> None:
    """With name and day; a joined message has the name above it; what is passed on is read."""
    assert messages_of(tree_of(HISTORY)) == [
        Message("明日開館。\n九點準時。", "林曉", "2020-05-01"),
        Message("多謝。", "林曉", "2020-05-02"),
        Message("延長開放。", "周明", "2020-05-02"),
        Message("幾點好？\n- 九點", "周明", "2020-05-03"),
    ]


def test_a_chat_is_called_as_its_header_says() -> None:
    """Not "Exported Data", as the window is."""
    assert title_of_chat(tree_of(HISTORY)) == "城西"
    assert title_of_chat(tree_of("<p>x</p>")) == ""


def test_another_page_is_no_chat() -> None:
    """A page about history has no messages in it."""
    assert is_chat(tree_of(HISTORY))
    assert not is_chat(tree_of("<div class=history><p>開館始末。</p></div>"))
