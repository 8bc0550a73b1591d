"""Settings in YAML. They are merged as nodes and not as values, so that unchanged ones keep their spelling: 1.10, 0644, yes, 12:30 and
quotes."""
import yaml

from settings_mistake import Unreadable, map_of

MERGE = 'tag:yaml.org,2002:merge'


def load(text, where):
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        # Its own words quote the line.
        mark = getattr(error, 'problem_mark', None)
        place = ' (line %d, column %d)' % (mark.line + 1, mark.column + 1) if mark else ''
        raise Unreadable('%s is not valid YAML%s' % (where, place)) from None
    return map_of(document, where)


def name_of(key):
    """As str() of the key that a program reads; `<<` takes in another map and is none."""
    return key.value if key.tag == MERGE else str(yaml.SafeLoader('').construct_object(key, deep=True))


def map_with(pairs, like=None):
    """A map of these pairs, in lines, or in braces if another is."""
    return yaml.MappingNode('tag:yaml.org,2002:map', pairs, flow_style=like.flow_style if like and like.value else False)


def read(text):
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node if isinstance(node, yaml.MappingNode) else map_with([])


def merged(there, brought, keeps_values, stays, prefix=''):
    theirs = {name_of(key): (key, value) for key, value in brought.value}
    pairs, seen = [], set()
    for key, value in there.value:
        name = name_of(key)
        path, is_brought = prefix + name, name in theirs
        seen.add(name)
        other = theirs[name][1] if is_brought else map_with([])
        if key.tag == MERGE:
            pairs.append((key, value))
        elif isinstance(value, yaml.MappingNode) and isinstance(other, yaml.MappingNode) and (is_brought or not stays(path)):
            inner = merged(value, other, keeps_values, stays, path + '.')
            if inner.value or is_brought:
                pairs.append((key, inner))
        elif is_brought or stays(path):
            pairs.append((key, other if is_brought and not keeps_values else value))
    return map_with(pairs + [pair for name, pair in theirs.items() if name not in seen], there)


def text_of(node):
    return yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=1 << 20)


def merge(there, brought, keeps_values, stays):
    """The text of the file: `there` itself if nothing is to change. `stays(path)` is true of keys that only the device has."""
    before = read(there)
    after = text_of(merged(before, read(brought), keeps_values, stays))
    # Both as we would write them: comments and indentation are not what changes.
    return there if after == text_of(merged(before, before, True, stays)) else after
