"""Whether a release would drop keys from a settings file, and what the file is to be: keys that are there keep their values.

Reads `{"settings": release_settings, "device": [{"there", "brought", "ours"}]}` as JSON from standard input: the texts in base64, `there` null where
the device has no such file, `brought` null where the text is the setting's own `content`, `ours` the keys that releases have brought. Prints
`{"dropped": [{"path", "keys"}], "written": [{"path", "content", "was", "keys", "mode", "owner", "group"}]}`: of `dropped` and of any mistake, never a value.
"""
import base64
import hashlib
import json
import sys

from settings_formats import FORMATS, Unreadable


def text_of(encoded, where):
    try:
        return base64.b64decode(encoded).decode('utf-8')
    except UnicodeDecodeError as error:
        raise Unreadable('%s is not in UTF-8 (byte %d). Convert it, as with: iconv --from-code SHIFT_JIS --to-code UTF-8' % (where, error.start + 1)) from None


def compared(one):
    """Gives (keys that would be dropped, the entry of `written` or None). @throws Unreadable with a sentence."""
    brought = text_of(one['brought'], 'the file of the release') if one['brought'] is not None else one.get('content')
    if brought is None:
        raise Unreadable('the release brings no file %s' % one.get('file'))
    there = None if one['there'] is None else text_of(one['there'], 'the file on the device')
    dropped, keys, content = FORMATS[one['format']](one, there, brought)
    if content == there:
        return dropped, None
    return dropped, {
        'path': one['path'],
        'content': base64.b64encode(content.encode('utf-8')).decode('ascii'),
        'was': None if there is None else hashlib.sha256(base64.b64decode(one['there'])).hexdigest(),
        'keys': keys, 'mode': one['mode'], 'owner': one.get('owner'), 'group': one.get('group')
    }


def main(request):
    dropped, written = [], []
    for setting, device in zip(request['settings'], request['device']):
        one = {'format': 'env', 'values': 'keep', 'may_drop': [], 'mode': '0600', **setting, **device}
        try:
            keys, entry = compared(one)
        except Unreadable as error:
            sys.exit('%s: %s' % (one['path'], error))
        except Exception as error:  # pylint: disable=broad-except  # its words and its traceback may quote a secret
            sys.exit('%s: could not be compared as %s (%s). Check it, and `format` in release_settings.' % (one['path'], one['format'], type(error).__name__))
        if keys:
            dropped.append({'path': one['path'], 'keys': keys})
        if entry:
            written.append(entry)
    print(json.dumps({'dropped': dropped, 'written': written}))


if __name__ == '__main__':
    main(json.load(sys.stdin))
