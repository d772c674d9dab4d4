"""The errors that Dragoman raises on purpose. Each message says what is wrong and what to do."""


class Error(Exception):
    """Base of everything that Dragoman raises on purpose."""


class InputError(Error):
    """The input cannot be used (unreadable, empty, binary, wrong settings); the message names it and the reason."""


class NotInstalled(Error):
    """An optional part is missing; the message names what to install."""
