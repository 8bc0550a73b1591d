"""What becomes of a settings file, by its format: each gives (keys that would be dropped, keys that releases have brought, the new text).

`one` is the setting with `ours`, the keys that releases have brought so far: they stay in the file where the release does not know them, as after
going back to one from before they came. `there` is None where the device has no such file.
"""
import json

import yaml

import settings_env


class Unreadable(Exception):
    """A sentence about a file. Nothing of what it holds."""


def is_below(path, tops):
    return any(path == one or path.startswith(one + '.') for one in tops)


def parsed(read, text, where):
    try:
        return read(text)
    except settings_env.Unclosed as error:
        raise Unreadable('the quotes that open on line %d of %s are never closed' % (error.line, where)) from None


def compare_env(one, there, brought):
    after = settings_env.by_key(parsed(settings_env.entries, brought, 'the file of the release'))
    if there is None:
        return [], list(after), brought
    found = parsed(settings_env.entries, there, 'the file on the device')
    before = settings_env.by_key(found)
    dropped = [key for key in before if key not in after and key not in one['may_drop'] and key not in one['ours']]
    added = [key for key in after if key not in before]
    ours = [key for key in one['ours'] if key in before and key not in one['may_drop']]
    if one['values'] == 'replace':
        return dropped, [key for key in ours if key in after] + added, brought
    kept = [text for key, text in found if key is None or key in after or key in ours or key in dropped]
    if len(kept) == len(found) and not added:
        return dropped, ours, there
    return dropped, ours + added, '\n'.join(kept + [after[key] for key in added]) + '\n'


def paths_of(document, prefix=''):
    """Every key of nested maps, as a.b.c. Lists are values."""
    if not isinstance(document, dict):
        return []
    return [path for key, value in document.items() for path in [prefix + str(key), *paths_of(value, '%s%s.' % (prefix, key))]]


def merged(there, brought, keep, stays, prefix=''):
    result = {}
    for key, value in brought.items():
        if key not in there:
            result[key] = value
        elif isinstance(value, dict) and isinstance(there[key], dict):
            result[key] = merged(there[key], value, keep, stays, '%s%s.' % (prefix, key))
        else:
            result[key] = there[key] if keep else value
    return {**result, **{key: value for key, value in there.items() if key not in brought and stays(prefix + str(key))}}


def compare_document(one, there, brought, load, dump):
    after = load(brought, 'the file of the release')
    have = paths_of(after)
    if there is None:
        return [], have, brought
    before = load(there, 'the file on the device')
    had = paths_of(before)
    is_kept = one['values'] == 'keep'

    def stays(path):
        return is_kept and is_below(path, one['ours']) and not is_below(path, one['may_drop'])

    dropped = [path for path in had if path not in have and not is_below(path, one['may_drop']) and path not in one['ours'] and not stays(path)]
    result = merged(before, after, is_kept, stays)
    added = [path for path in have if path not in had]
    ours = [path for path in paths_of(result) if path in one['ours'] or path in added]
    if result == before:
        return dropped, ours, there
    return dropped, ours, dump(result) if is_kept else brought


def load_json(text, where):
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable('%s is no JSON (line %d, column %d)' % (where, error.lineno, error.colno)) from None
    return map_of(document, where)


def load_yaml(text, where):
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        # Its own words quote the line.
        mark = getattr(error, 'problem_mark', None)
        raise Unreadable('%s is no YAML%s' % (where, ' (line %d, column %d)' % (mark.line + 1, mark.column + 1) if mark else '')) from None
    return map_of(document, where)


def map_of(document, where):
    """An empty file has no keys yet."""
    if not isinstance(document or {}, dict):
        raise Unreadable('%s is no map of keys' % where)
    return document or {}


def compare_json(one, there, brought):
    return compare_document(one, there, brought, load_json, lambda document: json.dumps(document, indent=2, ensure_ascii=False) + '\n')


def compare_yaml(one, there, brought):
    return compare_document(one, there, brought, load_yaml, lambda document: yaml.safe_dump(document, sort_keys=False, allow_unicode=True))


FORMATS = {'env': compare_env, 'json': compare_json, 'yaml': compare_yaml}
