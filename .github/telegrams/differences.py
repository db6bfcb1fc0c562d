"""How does what people see differ, and what was refused?"""

from collections import Counter
from collections.abc import Collection

from bot.emulator import Call
from bot.emulator.world.state import Json

SHOWN = (
    *("sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument", "sendPhoto"),
    *("answerCallbackQuery", "answerInlineQuery", "deleteMessage"),
    *("setMyCommands", "setMyDescription", "setMyShortDescription"),
)
LOOKED_AT = (
    *("text", "caption", "entities", "reply_markup", "reply_parameters", "message_thread_id"),
    *("link_preview_options", "disable_notification", "url", "results", "button", "commands"),
)


def compared(ours: list[Call], theirs: list[Call], known: Collection[str]) -> list[str]:
    """Say how what people see differs, but for what is known to be refused."""
    found: Counter[str] = Counter()
    before, after = by_place(ours), by_place(theirs)
    for place in dict.fromkeys([*before, *after]):
        one, two = before.get(place, []), after.get(place, [])
        if len(one) != len(two):
            found[f"{place[0]}: {len(two)} of {len(one)}"] += 1
        for left, right in zip(one, two, strict=False):
            for name in LOOKED_AT:
                change = changed(name, left.parameters.get(name), right.parameters.get(name))
                if change and f"{left.method}: {name}" not in known:
                    found[f"{left.method}: {change}"] += 1
    return [f"{key} ({count} times)" if count > 1 else key for key, count in found.items()]


def by_place(calls: list[Call]) -> dict[tuple[str, object], list[Call]]:
    """Return what was shown, by its method and chat: what goes to two chats has no order."""
    found: dict[tuple[str, object], list[Call]] = {}
    for call in calls:
        done = call.error is None or "not modified" in call.error.description
        if done and call.method in SHOWN:
            found.setdefault((call.method, call.parameters.get("chat_id")), []).append(call)
    return found


def changed(name: str, before: object, after: object) -> str:
    """Say how a parameter differs, if it does; of buttons, which ones."""
    if before == after or (name == "reply_parameters" and before and after):
        return ""
    if name == "reply_markup":
        one, two = labels(before), labels(after)
        signs = [f"no “{label}”" for label in one if label not in two]
        signs += [f"also “{label}”" for label in two if label not in one]
        if before and after:  # the numbers that buttons send back are each bot's own
            return f"buttons: {', '.join(signs)}" if signs else ""
    if name == "results" and bare(before) == bare(after):
        return "buttons of results"
    return f"{name} differs" if before and after else f"no {name}" if before else f"also {name}"


def bare(results: object) -> list[Json]:
    """Return what is offered inline without its buttons."""
    listed = results if isinstance(results, list) else []
    return [{key: value for key, value in one.items() if key != "reply_markup"} for one in listed]


def labels(markup: object) -> list[str]:
    """Return the words on buttons."""
    rows = markup.get("inline_keyboard", []) if isinstance(markup, dict) else []
    return [key["text"] for row in rows for key in row]


def left_out(calls: list[Call]) -> set[str]:
    """Return which parameters were refused by their name."""
    return {
        f"{call.method}: {name}"
        for call in calls
        if call.error
        for name in LOOKED_AT
        if name in call.error.description
    }


def refused(calls: list[Call]) -> list[str]:
    """Say what the other server refused, each once."""
    told = (
        f"{call.method}: {call.error.code} {call.error.description}" for call in calls if call.error
    )
    return list(dict.fromkeys(told))
