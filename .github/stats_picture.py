"""Draw the picture of the README: made-up numbers about the sample article, the same each time.

`python .github/stats_picture.py` writes `.github/stats.png`.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from bot.cards.picture import draw
from bot.messages import messages
from knowledge import Day, Statistics

SEED, DAYS, LAST = 1, 30, date(2026, 11, 24)
ASKED = (
    "隨申碼可以在哪裡使用？",
    "什么时候全覆盖？",
    "藍牙道釘是什麼",
    "Who is the author?",
    "深圳呢？",
)
CITED = ("海上壹周︱密集部署城市數字化轉型 上海如何“蹄疾步穩”“加速前行”",)


def main() -> None:
    """Write the picture."""
    draws = random.Random(SEED)  # noqa: S311 - an example, not a secret
    days = tuple(
        Day(
            LAST - timedelta(days=DAYS - 1 - number),
            draws.randint(20, 45),
            draws.randint(0, 9),
            draws.randint(0, 5),
        )
        for number in range(DAYS)
    )
    asked = tuple(zip(ASKED, (41, 33, 20, 9, 4), strict=True))
    found = Statistics(days, 148, asked, tuple(zip(CITED, (612,), strict=True)))
    Path(__file__).with_name("stats.png").write_bytes(draw(found, messages("zh-Hant")))


if __name__ == "__main__":
    main()
