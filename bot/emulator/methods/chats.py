"""What can the bot learn of a chat, and how does it show itself there?

Invariant: roles are told as they are now; a reaction is one that Telegram offers.
"""

from telegram.constants import ChatAction, ReactionEmoji

from bot.emulator.methods.parameters import Parameters
from bot.emulator.methods.places import find_message, reachable, writable
from bot.emulator.world.delivery import member_json
from bot.emulator.world.errors import bad_request
from bot.emulator.world.state import PRESENT, Json, State

REACTIONS = frozenset(str(emoji) for emoji in ReactionEmoji)
REACTION_LIMIT = 1  # a bot reacts to a message with one emoji
ACTIONS = frozenset(str(action) for action in ChatAction)
GIFTS = (
    "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
).split()


def get_chat(state: State, parameters: Parameters) -> Json:
    """Tell everything about a chat."""
    chat = reachable(state, parameters)
    full = {
        **chat.as_json(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    return full | ({"linked_chat_id": chat.linked_chat_id} if chat.linked_chat_id else {})


def get_chat_member(state: State, parameters: Parameters) -> Json:
    """Tell the role of a user in a chat."""
    chat = reachable(state, parameters)
    user = state.users.get(parameters.integer("user_id", 0))
    if user is None:
        raise bad_request("invalid user_id specified")
    return member_json(chat, user)


def get_chat_administrators(state: State, parameters: Parameters) -> list[Json]:
    """Tell the creator and the administrators of a group that are not bots."""
    chat = reachable(state, parameters)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    leaders = [state.users[user_id] for user_id in chat.roles if chat.is_led_by(user_id)]
    return [member_json(chat, user) for user in leaders if not user.is_bot]


def get_chat_member_count(state: State, parameters: Parameters) -> int:
    """Count the members of a chat, the bot too."""
    return sum(role in PRESENT for role in reachable(state, parameters).roles.values())


def leave_chat(state: State, parameters: Parameters) -> bool:
    """Leave a group or a channel."""
    chat = reachable(state, parameters)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.roles[state.bot.id] = "left"
    return True


def send_chat_action(state: State, parameters: Parameters) -> bool:
    """Show that the bot is typing, or otherwise at work."""
    chat = writable(state, parameters)
    if parameters.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.announce("acted", chat.id, parameters.values)
    return True


def set_message_reaction(state: State, parameters: Parameters) -> bool:
    """React to a message; no reaction takes the earlier one back."""
    chat = reachable(state, parameters)
    message = find_message(chat, parameters, "react")
    reaction = parameters.records("reaction")
    if len(reaction) > REACTION_LIMIT:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.get("type") != "emoji" or one.get("emoji") not in REACTIONS for one in reaction):
        raise bad_request("REACTION_INVALID")
    chat.reactions[message["message_id"]] = reaction
    state.announce("reacted", chat.id, parameters.values)
    return True


def log_out(_: State, __: Parameters) -> bool:
    """Say goodbye, which changes nothing here; `close` is the same."""
    return True
