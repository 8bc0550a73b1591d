"""Environment files, as systemd reads them: KEY=value; a value that begins with a quote may have several lines."""
import re

ASSIGNMENT = re.compile(r'[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*')
#: The rest of a value: quoted parts first, then to the end of the line; a backslash takes the next character with it, also a newline.
VALUE = re.compile(r'''(?:(?:'[^']*'|"(?:\\.|[^"\\])*")[ \t]*)*(?P<open>['"])?(?:\\.|[^\\\n])*\\?''', re.DOTALL)


class Unclosed(Exception):
    """`line` has quotes that are never closed: what follows would all be of its value."""

    def __init__(self, line):
        super().__init__(line)
        self.line = line


def entries(text):
    """Gives (key, text) for each assignment and (None, line) for each other line, without the newline that ends it. @throws Unclosed"""
    at, found = 0, []
    while at < len(text):
        assignment = ASSIGNMENT.match(text, at)
        if assignment:
            value = VALUE.match(text, assignment.end())
            if value.group('open'):
                raise Unclosed(text.count('\n', 0, at) + 1)
            end = value.end()
        else:
            newline = text.find('\n', at)
            end = len(text) if newline < 0 else newline
        found.append((assignment and assignment.group(1), text[at:end]))
        at = end + 1
    return found


def by_key(found):
    """Key to its text, the last one if a key comes twice, as systemd and shells read it."""
    return {key: text for key, text in found if key is not None}
