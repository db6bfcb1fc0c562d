"""How does the bot receive updates: by asking, or at an address?

Invariant: never both. Each way refuses while the other is in use, as Telegram does.
"""

import re
from urllib.parse import urlsplit

from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import bad_request, conflict
from bot.emulator.world.state import Json, State
from bot.emulator.world.webhook import MOST_AT_ONCE, Webhook

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def get_updates(state: State, parameters: Parameters) -> list[Json]:
    """Answer with pending updates, or wait up to `timeout` seconds for one."""
    if state.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(state, parameters)
    return await state.updates.poll(
        parameters.integer("offset", 0),
        parameters.integer("limit", 100),
        parameters.integer("timeout", 0),
    )


async def set_webhook(state: State, parameters: Parameters) -> bool:
    """Deliver updates to an address from now on; an empty address removes the webhook."""
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not url:
        return await delete_webhook(state, parameters)
    _check_address(url, secret)
    _allow(state, parameters)
    await _remove(state, parameters)
    state.updates.interrupt("terminated by setWebhook request")
    most = parameters.integer("max_connections", MOST_AT_ONCE)
    state.webhook = Webhook(url, secret, state.updates, state.now, most)
    state.webhook.start()
    return True


async def delete_webhook(state: State, parameters: Parameters) -> bool:
    """Stop delivering to an address."""
    await _remove(state, parameters)
    return True


def get_webhook_info(state: State, _: Parameters) -> Json:
    """Tell the address, what is pending and the last failure."""
    webhook = state.webhook
    known = webhook.as_json() if webhook else {"url": "", "has_custom_certificate": False}
    allowed = state.updates.allowed()
    return {
        **known,
        "pending_update_count": len(state.updates.pending),
        **({"allowed_updates": allowed} if allowed else {}),
    }


def _allow(state: State, parameters: Parameters) -> None:
    kinds = parameters.values.get("allowed_updates")
    if kinds is not None:
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed_updates: expected an array of strings")
        state.updates.allow(kinds)


def _check_address(url: str, secret: str) -> None:
    address = urlsplit(url)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


async def _remove(state: State, parameters: Parameters) -> None:
    webhook, state.webhook = state.webhook, None
    if webhook is not None:
        await webhook.stop()
    if parameters.flag("drop_pending_updates"):
        state.updates.take()
