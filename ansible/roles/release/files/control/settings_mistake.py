"""A mistake in a settings file, in words that may be shown."""


class Unreadable(Exception):
    """A sentence about a file, without any of its content."""


def map_of(document, where):
    """An empty file has no keys yet. @throws Unreadable"""
    if not isinstance(document or {}, dict):
        raise Unreadable('%s is no map of keys' % where)
    return document or {}
