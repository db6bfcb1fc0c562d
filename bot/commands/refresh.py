"""`refresh`: have the pages and feeds changed that were added?"""

import argparse
import sys
import time

from bot.commands.opening import complain, open_base
from bot.commands.output import print_json
from bot.commands.progress import ProgressBar
from bot.commands.reload import as_json, as_text
from bot.settings import Settings
from knowledge import Fetch, fetch


async def refresh(
    options: argparse.Namespace, settings: Settings, fetch_page: Fetch = fetch
) -> int:
    """Look at pages and feeds again and tell what changed; 1 if some could not be had."""
    bar = ProgressBar(sys.stderr)
    async with await open_base(settings, bar) as base:
        refreshed = await base.refresh(
            settings.articles, fetch_page, now=time.time(), progress=bar, who="shell"
        )
    bar.end()
    report, failed = refreshed.report, [str(error) for error in refreshed.failed]
    if options.json:
        told = {"looked": refreshed.looked, "gone": refreshed.gone, "failed": failed}
        print_json({**(as_json(report) if report else {}), **told})
    else:
        sys.stdout.write(as_text(report) if report else "nothing has changed\n")
        sys.stdout.write(f"looked at {refreshed.looked} pages and feeds\n")
    for url in refreshed.gone:
        sys.stderr.write(f"{url}: gone from the web; its article stays\n")
    sys.stderr.writelines(f"{error}\n" for error in failed)
    if report:
        complain(report)
    return 1 if failed or refreshed.gone else 0
