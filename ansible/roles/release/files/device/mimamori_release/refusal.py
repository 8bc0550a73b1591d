"""The ways in which a command says that it did not do its work."""

from .redaction import redact


class Refusal(Exception):
    """A message for the administrator, with likely secrets masked, and what else the role needs (`unit`: whose journal says more)."""

    def __init__(self, message, **details):
        super().__init__(redact(message))
        self.details = details


class DeadlineOver(BaseException):
    """The command's own deadline has passed. No Exception, so that nothing which bears a failure bears this."""
