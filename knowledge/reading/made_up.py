"""Did a person write this title or this author into a file, or a program?

Invariant: what programs, makers of computers and installations write by themselves is nobody's
name and no title; a name that a person could have stays.
"""

import re

LONGEST = 60  # characters: a longer name or title was written by a person

_MAKERS = (
    "hp|lenovo|dell|asus|acer|thinkpad|apple|mac|macbook|imac|huawei|xiaomi|samsung|"
    "sony|toshiba|fujitsu|ibm|msi|gigabyte|hasee|founder|tongfang|haier|surface|联想|聯想|惠普|戴尔|"
    "戴爾|华硕|華碩|宏碁|宏基|神舟|方正|同方|清华同方|小米|华为|華為|荣耀|三星|索尼|东芝|苹果|蘋果"
)
_ACCOUNTS = (
    "user|users|usr|admin|admins|administrator|administrators|adminstrator|owner|guest|root|pc|"
    "desktop|laptop|win|windows|microsoft|ms|office|computer|notebook|test|"
    "微软|微軟|用户|用戶|使用者|管理员|管理員|系统管理员|系統管理員|超级用户|电脑|電腦|主机|桌面"
)
# ... and what copies of Windows and Office name their user after being installed.
_INSTALLED = (
    "default|unknown|anonymous|author|name|your name|none|null|n/a|na|nobody|china|chinese|"
    "匿名|未知|佚名|无名|無名|作者|姓名|"
    "雨林木风|番茄花园|萝卜家园|深度技术|深度系统|电脑公司|系统之家|大地系统|微软中国|"
    "ylmf|ghost|deepin|mc system|sky123\\.org|walkinnet|thtf|kingsoft|wps|wps office|wps 文字|"
    "python-docx|python-pptx|openpyxl|xlsxwriter|apache poi|libreoffice|openoffice(?:\\.org)?|"
    "acrobat .*|adobe .*|pscript.*|microsoft®? (?:word|excel|powerpoint|office).*|wps .*|canva|"
    "google docs|pdfcreator.*|wkhtmltopdf.*|ghostscript.*|latex.*|reportlab.*|"
    "docx4j|aspose(?:\\.\\w+)*(?: .*)?|phpword|unlicensed user|trial user|steve canny"
)
_WORD = re.compile(
    rf"(?:{_MAKERS}|{_ACCOUNTS}|inc|corporation|account|帐户|账户|帳戶){{1,3}}[0-9]{{0,8}}"
)
_NUMBERED = re.compile(r"(?=[a-z]{0,20}[0-9])[a-z0-9]{4,20}|[0-9]{1,8}")
_NAMED = re.compile(rf"{_INSTALLED}|wps_[0-9]+|[0-9._-]+|[a-z]{{2,12}}-[0-9]{{6,8}}[a-z]{{0,8}}")
_BETWEEN = re.compile(r"[\s_.,-]+")
_APPLICATION = re.compile(r"(?i:microsoft|wps|[a-z]:\\|file:)")  # its titles may be long
_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|word|powerpoint|wps (?:文字|演示|表格))\s?[-–—].*"
    r"|(?:untitled|无标题|未命名|無標題|未命名文件)(?:[\s_-]?(?:document|presentation|spreadsheet"
    r"|文档|文件|演示文稿|簡報|表格)?[\s_-]?[0-9]{0,3}(?:\.\w{1,5})?|-[0-9]+)"
    r"|(?:powerpoint|slide) (?:presentation|演示文稿|簡報)|(?:文档|文件|文檔|document|doc|book"
    r"|工作簿|活頁簿|演示文稿|簡報|presentation|幻灯片|slide|投影片|スライド)\s?[0-9]{0,3}"
    r"|(?:new|新建|新增)\s?(?:microsoft )?(?:office )?(?:word|excel|powerpoint)?\s?"
    r"(?:document|worksheet|presentation|文档|文件|工作表|演示文稿)\s?(?:[(（]?[0-9]{1,3}[)）]?)?"
    r"|(?:camscanner|扫描全能王|掃描全能王|adobe scan|new doc)\b.*|(?:[a-z]:\\|file:).*"
    r"|(?:word|excel) document|title|标题|標題|null|none|page \d+|print|打印"
    r"|full page photo|scan(?:ned)?[ _-]?\w{0,12}"
    r"|[^\s,，。]+\.(?:docx?|pdf|wps|indd|pptx?|xlsx?|odt|ods|odp|rtf|tex|html?|qxd|qxp|pmd|ps|dvi"
    r"|eps|cdr|fh\d+|txt|et|dps|wpt)",
    re.IGNORECASE,
)


def is_made_up_author(name: str) -> bool:
    """Tell whether an author is an account, a computer or a program.

    >>> is_made_up_author("Windows 用户"), is_made_up_author("USER-20190101AB")
    (True, True)
    >>> is_made_up_author("林晓"), is_made_up_author("Dell Miller")
    (False, False)
    """
    said = " ".join(name.split()).lower()
    if not said or len(said) > LONGEST:
        return False
    if _NAMED.fullmatch(said):
        return True
    words = [word for word in _BETWEEN.split(said) if word]
    known = all(_WORD.fullmatch(word) or _NUMBERED.fullmatch(word) for word in words[1:])
    return bool(words) and known and _WORD.fullmatch(words[0]) is not None


def is_made_up_title(title: str) -> bool:
    """Tell whether a title is the name of a file or of nothing.

    >>> is_made_up_title("Microsoft Word - letter.doc"), is_made_up_title("Ferries: a report.")
    (True, False)
    """
    said = " ".join(title.split())
    of_file = _APPLICATION.match(said) or len(said) <= LONGEST
    return bool(of_file) and _TITLE.fullmatch(said) is not None
