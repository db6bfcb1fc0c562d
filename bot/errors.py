"""What can go wrong in the bot, said in one sentence with its remedy."""


class BotError(Exception):
    """Any problem of the bot that a person can mend."""


class SettingsError(BotError):
    """Settings that cannot be used: every problem at once, one a line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))
