"""Merges a settings file, by its format: each gives (keys that would be dropped, keys that releases have brought, the new text).

`one` is the setting with `ours`, the keys that releases have brought so far: they stay in the file if the release does not know them,
as after going back to an earlier one. `keep` names keys that only the device has. `there` is None if the device has no such
file.
"""
import fnmatch

import settings_env
import settings_json
from settings_mistake import Unreadable


def is_below(path, tops):
    return any(path == one or path.startswith(one + '.') for one in tops)


def is_the_devices_own(path, one):
    """By the setting's `keep`: names, or patterns as a shell has them; with a key, all below it."""
    parts = path.split('.')
    names = ['.'.join(parts[:count]) for count in range(1, len(parts) + 1)]
    return not is_below(path, one['may_drop']) and any(fnmatch.fnmatchcase(name, pattern) for name in names for pattern in one['keep'])


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
    own = [key for key in before if key not in after and is_the_devices_own(key, one)]
    dropped = [key for key in before if key not in after and key not in own and key not in one['may_drop'] and key not in one['ours']]
    added = [key for key in after if key not in before]
    ours = [key for key in one['ours'] if key in before and key not in one['may_drop']]
    if one['values'] == 'replace':
        text = '\n'.join([brought.rstrip('\n'), *(before[key] for key in own)]) + '\n' if own else brought
        return dropped, [key for key in ours if key in after] + added, text
    kept = [text for key, text in found if key is None or key in after or key in ours or key in own or key in dropped]
    if len(kept) == len(found) and not added:
        return dropped, ours, there
    return dropped, ours + added, '\n'.join(kept + [after[key] for key in added]) + '\n'


def paths_of(document, prefix=''):
    """Every key of nested maps, as a.b.c. Lists are values."""
    if not isinstance(document, dict):
        return []
    return [path for key, value in document.items() for path in [prefix + str(key), *paths_of(value, '%s%s.' % (prefix, key))]]


def compare_document(form, one, there, brought):
    """`form` reads and merges such documents."""
    after = form.load(brought, 'the file of the release')
    have = paths_of(after)
    if there is None:
        return [], have, brought
    had = paths_of(form.load(there, 'the file on the device'))
    is_kept = one['values'] == 'keep'

    def stays(path):
        return is_the_devices_own(path, one) or is_kept and is_below(path, one['ours']) and not is_below(path, one['may_drop'])

    staying = [path for path in had if path not in have and stays(path)]
    lost = [path for path in had
            if path not in have and not is_below(path, one['may_drop']) and path not in one['ours'] and path not in staying]
    dropped = [path for path in lost if not any(other.startswith(path + '.') for other in staying)]
    # A key that would be lost stops an update, and is no reason to write the file.
    text = form.merge(there, brought, is_kept, lambda path: stays(path) or is_kept and path in lost)
    if text != there and not is_kept and not staying:
        text = brought
    added = [path for path in have if path not in had]
    return dropped, [path for path in paths_of(form.load(text, 'what the file is to be')) if path in one['ours'] or path in added], text


def compare_json(one, there, brought):
    return compare_document(settings_json, one, there, brought)


def compare_yaml(one, there, brought):
    # Its parser comes with Ansible: a device that installs its agent by itself has none, and needs none.
    import settings_yaml  # pylint: disable=import-outside-toplevel
    return compare_document(settings_yaml, one, there, brought)


def compare_text(_one, _there, brought):
    return [], [], brought


FORMATS = {'env': compare_env, 'json': compare_json, 'yaml': compare_yaml, 'text': compare_text}
