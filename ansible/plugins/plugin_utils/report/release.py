"""The fact by which a role says how a release went on its host: `mimamori_release_result`, set by `set_fact`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FACT = 'mimamori_release_result'
OUTCOMES = ('updated', 'unchanged', 'failed', 'rolled_back', 'unreachable', 'skipped')
SUCCESSES = ('updated', 'unchanged')


@dataclass(frozen=True)
class Journal:
    """The last lines of the unit that failed, oldest first."""

    unit: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ReleaseResult:
    """What the role knows and Ansible's own counts do not: a rollback, the revisions, the unit's journal."""

    outcome: str
    from_revision: str | None = None
    to_revision: str | None = None
    step: str | None = None
    message: str | None = None
    journal: Journal | None = None
    is_final: bool = False


def _text(fact: Mapping[str, Any], key: str) -> str | None:
    value = fact.get(key)
    return None if value is None or value == '' else str(value)


def _journal(value: object) -> Journal | None:
    if not isinstance(value, Mapping) or not value.get('unit'):
        return None
    lines = value.get('lines')
    lines = lines.split('\n') if isinstance(lines, str) else lines if isinstance(lines, (list, tuple)) else []
    return Journal(unit=str(value['unit']), lines=tuple(str(line) for line in lines[-20:]))


def release_result(result: Mapping[str, Any]) -> ReleaseResult | None:
    """The fact in a task's result, or nothing. A fact with an unknown outcome is nothing, too: it proves nothing."""
    facts = result.get('ansible_facts')
    fact = facts.get(FACT) if isinstance(facts, Mapping) else None
    if not isinstance(fact, Mapping) or fact.get('outcome') not in OUTCOMES:
        return None
    return ReleaseResult(
        outcome=str(fact['outcome']),
        from_revision=_text(fact, 'from_revision'),
        to_revision=_text(fact, 'to_revision'),
        step=_text(fact, 'step'),
        message=_text(fact, 'message'),
        journal=_journal(fact.get('journal')),
        is_final=fact.get('final') is True,
    )


def later(known: ReleaseResult | None, new: ReleaseResult) -> ReleaseResult:
    """Of two releases on one host the worse stays: a success never covers what failed before it."""
    if known is not None and known.outcome not in SUCCESSES and new.outcome in SUCCESSES:
        return known
    return new
