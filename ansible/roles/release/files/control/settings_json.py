"""Settings in JSON. A number that stays keeps its spelling: to a program that takes it for a version, 1.10 is not 1.1."""
import json
import re
import secrets

from settings_mistake import Unreadable, map_of


def load(text, where):
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable('%s is not valid JSON (line %d, column %d)' % (where, error.lineno, error.colno)) from None
    return map_of(document, where)


def merged(there, brought, keeps_values, stays, prefix=''):
    result = {}
    for key, value in there.items():
        path, is_brought = prefix + key, key in brought
        other = brought.get(key, {})
        if isinstance(value, dict) and isinstance(other, dict) and (is_brought or not stays(path)):
            inner = merged(value, other, keeps_values, stays, path + '.')
            if inner or is_brought:
                result[key] = inner
        elif is_brought or stays(path):
            result[key] = other if is_brought and not keeps_values else value
    return {**result, **{key: value for key, value in brought.items() if key not in there}}


def merge(there, brought, keeps_values, stays):
    """The text of the file: `there` itself if nothing is to change. `stays(path)` is true of keys that only the device has."""
    mark = secrets.token_hex(16)

    def read(text):
        return json.loads(text, parse_int=mark.__add__, parse_float=mark.__add__) or {}

    before = read(there)
    after = merged(before, read(brought), keeps_values, stays)
    if after == before:
        return there
    return re.sub('"%s([^"]*)"' % mark, r'\1', json.dumps(after, indent=2, ensure_ascii=False)) + '\n'
