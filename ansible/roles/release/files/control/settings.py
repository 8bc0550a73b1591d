"""Whether a release would drop keys from a settings file, and what the file is to be: keys that are there keep their values.

Reads `{"settings": release_settings, "device": [{"there", "brought"}]}` as JSON from standard input: the texts in base64, `there` null where the device
has no such file, `brought` null where the text is the setting's own `content`. Prints `{"dropped": [{"path", "keys"}], "written": [{"path", "content", "is_new", "added"}]}`: names of keys, never values.
"""
import base64
import json
import re
import sys

import yaml

ASSIGNMENT = re.compile(r'\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=')


def env_lines(text):
    """Key to the whole line, the last one where a key comes twice, as systemd and shells read it."""
    return {found.group(1): line for line in text.split('\n') for found in [ASSIGNMENT.match(line)] if found}


def paths_of(document, prefix=''):
    """Every key of nested maps, as a.b.c. Lists are values."""
    if not isinstance(document, dict):
        return []
    return [path for key, value in document.items() for path in [prefix + str(key), *paths_of(value, '%s%s.' % (prefix, key))]]


def is_dropped(path, may_drop):
    return any(path == one or path.startswith(one + '.') for one in may_drop)


def merged(there, brought, keep):
    result = {}
    for key, value in brought.items():
        if key not in there:
            result[key] = value
        elif isinstance(value, dict) and isinstance(there[key], dict):
            result[key] = merged(there[key], value, keep)
        else:
            result[key] = there[key] if keep else value
    return result


def compare_env(one, there, brought):
    before, after = env_lines(there), env_lines(brought)
    dropped = [key for key in before if key not in after and key not in one['may_drop']]
    added = [key for key in after if key not in before]
    if one['values'] == 'replace':
        return dropped, added, brought
    gone = set(before) - set(after)
    # A trailing newline ends the last line; nothing else is taken for the end of one, and what is kept keeps its bytes.
    kept = there[:-1] if there.endswith('\n') else there
    lines = [line for line in (kept.split('\n') if kept else []) for found in [ASSIGNMENT.match(line)] if not (found and found.group(1) in gone)]
    return dropped, added, '\n'.join(lines + [after[key] for key in added]) + '\n'


def compare_document(one, there, brought, load, dump):
    before, after = load(there) or {}, load(brought) or {}
    for what, document in (('on the device', before), ('of the release', after)):
        if not isinstance(document, dict):
            sys.exit('%s: the file %s is no map of keys' % (one['path'], what))
    had, have = paths_of(before), paths_of(after)
    dropped = [path for path in had if path not in have and not is_dropped(path, one['may_drop'])]
    added = [path for path in have if path not in had]
    result = merged(before, after, one['values'] == 'keep')
    if result == before:
        return dropped, added, there
    if one['values'] == 'replace':
        return dropped, added, brought
    return dropped, added, dump(result)


def compare_json(one, there, brought):
    return compare_document(one, there, brought, json.loads, lambda document: json.dumps(document, indent=2, ensure_ascii=False) + '\n')


def compare_yaml(one, there, brought):
    return compare_document(one, there, brought, yaml.safe_load, lambda document: yaml.safe_dump(document, sort_keys=False, allow_unicode=True))


FORMATS = {'env': compare_env, 'json': compare_json, 'yaml': compare_yaml}


def text_of(encoded):
    return base64.b64decode(encoded).decode('utf-8')


def main(request):
    dropped, written = [], []
    for setting, device in zip(request['settings'], request['device']):
        one = {'format': 'env', 'values': 'keep', 'may_drop': [], 'mode': '0600', **setting, **device}
        brought = text_of(one['brought']) if one['brought'] is not None else one.get('content')
        if brought is None:
            sys.exit('%s: the release brings no file %s' % (one['path'], one.get('file')))
        if one['there'] is None:
            keys, added, content = [], [], brought
        else:
            keys, added, content = FORMATS[one['format']](one, text_of(one['there']), brought)
        if keys:
            dropped.append({'path': one['path'], 'keys': keys})
        if one['there'] is None or content != text_of(one['there']):
            encoded = base64.b64encode(content.encode('utf-8')).decode('ascii')
            written.append({'path': one['path'], 'content': encoded, 'is_new': one['there'] is None, 'added': added, 'mode': one['mode'], 'owner': one.get('owner'), 'group': one.get('group')})
    print(json.dumps({'dropped': dropped, 'written': written}))


if __name__ == '__main__':
    main(json.load(sys.stdin))
