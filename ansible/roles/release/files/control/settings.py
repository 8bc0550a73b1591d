"""Whether a release would drop keys from a settings file, and the file's new text: existing keys keep their values.

Reads `{"archive": of the release, "settings": release_files, "device": [{"there", "is_there_as", "brought", "ours"}]}` as JSON from
standard input: the texts in base64, `there` null if the device has no such file, `brought` null if the text is the setting's own
`content`, `is_there_as` its mode and owner, `ours` the keys that releases have brought. Prints
`{"dropped": [{"path", "keys"}], "differing": [sentence], "written": [{"path", "content", "was", "keys", "mode", "owner", "group"}]}`: of
all but `written`, and of any mistake, never a value.
"""
import base64
import hashlib
import json
import os
import re
import sys
import tarfile

from settings_formats import FORMATS
from settings_mistake import Unreadable

OCTAL = re.compile(r'[0-7]{3,4}')


def text_of(encoded, where):
    try:
        return base64.b64decode(encoded).decode('utf-8')
    except UnicodeDecodeError as error:
        raise Unreadable('%s is not in UTF-8 (byte %d). Convert it, as with: iconv --from-code SHIFT_JIS --to-code UTF-8'
                         % (where, error.start + 1)) from None


def mode_of(one):
    """In octal digits; None if the setting does not say. @throws Unreadable for a number, which YAML may have read in another base."""
    mode = one.get('mode')
    if mode is None or isinstance(mode, str) and OCTAL.fullmatch(mode):
        return mode and '%04o' % int(mode, 8)
    raise Unreadable('its mode is %r, expected octal digits in quotes, such as "0640"' % (mode,))


def wanted_attributes(one):
    """Mode and owner, as far as the setting says."""
    return {key: value for key, value in (('mode', mode_of(one)), ('owner', one.get('owner')), ('group', one.get('group'))) if value}


def differences(one, there, content, attributes):
    """Sentences without a value of the file."""
    if there is None:
        yield '%s is missing' % one['path']
        return
    if content != there:
        yield '%s is to have other text' % one['path']
    for key, wanted in attributes.items():
        if one['is_there_as'][key] != wanted:
            yield '%s has %s %s, expected %s' % (one['path'], key, one['is_there_as'][key], wanted)


def text_in(archive, name):
    """The text of a file of the release, from its archive on this server. @throws Unreadable"""
    with tarfile.open(archive) as packed:
        for member in packed:
            if os.path.normpath(member.name) == os.path.normpath(name) and member.isfile():
                return packed.extractfile(member).read().decode('utf-8')
    raise Unreadable('the release contains no file %s' % name)


def compared(one):
    """Gives (keys that would be dropped, what differs, the entry of `written` or None). @throws Unreadable with a sentence."""
    if one.get('archived'):
        brought = text_in(one['archive'], one['archived'])
    else:
        brought = text_of(one['brought'], 'the file of the release') if one['brought'] is not None else one.get('content')
    if brought is None:
        raise Unreadable('the release contains no file %s' % one.get('file'))
    there = None if one['there'] is None else text_of(one['there'], 'the file on the device')
    dropped, keys, content = FORMATS[one['format']](one, there, brought)
    attributes = wanted_attributes(one)
    differing = list(differences(one, there, content, attributes))
    if not differing:
        return dropped, [], None
    return dropped, differing, {
        'path': one['path'],
        'content': base64.b64encode(content.encode('utf-8')).decode('ascii'),
        'was': None if there is None else hashlib.sha256(base64.b64decode(one['there'])).hexdigest(),
        'keys': keys, **attributes
    }


def main(request):
    dropped, differing, written = [], [], []
    for setting, device in zip(request['settings'], request['device']):
        one = {'format': 'env', 'values': 'keep', 'may_drop': [], 'keep': [], 'archive': request.get('archive'), **setting, **device}
        try:
            keys, different, entry = compared(one)
        except Unreadable as error:
            sys.exit('%s: %s' % (one['path'], error))
        except Exception as error:  # pylint: disable=broad-except  # its words and its traceback may quote a secret
            sys.exit('%s: could not be compared as %s (%s). Check it, and `format` in release_settings.'
                     % (one['path'], one['format'], type(error).__name__))
        if keys:
            dropped.append({'path': one['path'], 'keys': keys})
        differing += different
        if entry:
            written.append(entry)
    print(json.dumps({'dropped': dropped, 'differing': differing, 'written': written}))


if __name__ == '__main__':
    main(json.load(sys.stdin))
