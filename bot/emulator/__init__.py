"""A Telegram of our own, in memory: for the chat in the terminal, the tests and the benchmarks."""

from bot.emulator.calls import Call
from bot.emulator.clock import ManualClock
from bot.emulator.people import Person
from bot.emulator.request import EmulatorRequest
from bot.emulator.rooms import Channel, Room
from bot.emulator.telegram import Telegram
from bot.emulator.world.delivery import Delivery
from bot.emulator.world.errors import ApiError
from bot.emulator.world.state import Event

__all__ = [
    "ApiError",
    "Call",
    "Channel",
    "Delivery",
    "EmulatorRequest",
    "Event",
    "ManualClock",
    "Person",
    "Room",
    "Telegram",
]
