"""What a program said last, fit to be shown anywhere: without secrets, which are looked for before anything is cut away."""
from .redaction import redact

#: Characters of the end of a text that are read; whole lines of them.
READ = 64 * 1024


def last_lines(text, count):
    text = text.strip()
    if len(text) > READ:
        text = text[-READ:].partition('\n')[2]
    return redact(text).split('\n')[-count:]


def last_words(text, longest):
    """Of the last line."""
    return last_lines(text, 1)[0][:longest]
