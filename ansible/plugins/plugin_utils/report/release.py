"""The fact by which a role says how a release went on its host: `mimamori_release_result`, set by `set_fact`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

FACT = 'mimamori_release_result'
OUTCOMES = ('updated', 'unchanged', 'failed', 'rolled_back', 'unreachable', 'skipped')
SUCCESSES = ('updated', 'unchanged')
_WORST_FIRST = ('failed', 'rolled_back', 'unreachable', 'skipped', 'updated', 'unchanged')
_COMMIT = re.compile(r'[0-9a-f]{40,64}')


@dataclass(frozen=True)
class Journal:
    """The last lines of the unit that failed, oldest first."""

    unit: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ReleaseResult:
    """Facts that the role has and Ansible's own counts do not: a rollback, the revisions, the unit's journal."""

    outcome: str
    name: str | None = None
    """The release's, if a device may have several."""
    from_revision: str | None = None
    to_revision: str | None = None
    step: str | None = None
    message: str | None = None
    journal: Journal | None = None
    is_final: bool = False
    is_update: bool = True
    """It is about which revision runs; restarting one is not."""


def _text(fact: Mapping[str, Any], key: str) -> str | None:
    value = fact.get(key)
    return None if value is None or value == '' else str(value)


def _journal(value: object) -> Journal | None:
    if not isinstance(value, Mapping) or not value.get('unit'):
        return None
    lines = value.get('lines')
    lines = lines.split('\n') if isinstance(lines, str) else lines if isinstance(lines, (list, tuple)) else []
    return Journal(unit=str(value['unit']), lines=tuple(str(line) for line in lines[-20:]))


def _facts(result: Mapping[str, Any]) -> list[object]:
    """The values of the fact that a task, or each turn of its loop, has set."""
    items = result.get('results')
    parts = [result, *(items if isinstance(items, (list, tuple)) else ())]
    facts = [part.get('ansible_facts') for part in parts if isinstance(part, Mapping)]
    return [fact[FACT] for fact in facts if isinstance(fact, Mapping) and FACT in fact]


def begun_release(result: Mapping[str, Any]) -> str | None:
    """The name of the release that a role begins with: the fact is set to it, without an outcome yet, and so one is owed."""
    return next((_text(fact, 'name') for fact in _facts(result) if isinstance(fact, Mapping) and 'outcome' not in fact), None)


def release_results(result: Mapping[str, Any]) -> list[ReleaseResult]:
    """The facts in a task's result. One with an unknown outcome is left out: it proves nothing."""
    return [found for found in map(_release_result, _facts(result)) if found is not None]


def _release_result(fact: object) -> ReleaseResult | None:
    if not isinstance(fact, Mapping) or fact.get('outcome') not in OUTCOMES:
        return None
    return ReleaseResult(
        outcome=str(fact['outcome']),
        name=_text(fact, 'name'),
        from_revision=_text(fact, 'from_revision'),
        to_revision=_text(fact, 'to_revision'),
        step=_text(fact, 'step'),
        message=_text(fact, 'message'),
        journal=_journal(fact.get('journal')),
        is_final=fact.get('final') is True,
    )


def _worst(results: Sequence[ReleaseResult]) -> ReleaseResult:
    """The worst; the first of several that are equally bad, since it is the cause of later ones."""
    return min(results, key=lambda result: _WORST_FIRST.index(result.outcome))


def _short(revision: str) -> str:
    """A full commit is longer than a line needs."""
    return revision[:12] if _COMMIT.fullmatch(revision) else revision


def _revisions(result: ReleaseResult) -> str:
    """` (a1 → b2)`, or ` (b2)` if it is the same, or only one is known."""
    known = dict.fromkeys(_short(revision) for revision in (result.from_revision, result.to_revision) if revision)
    return f' ({" → ".join(known)})' if known else ''


def _sentence(result: ReleaseResult) -> str:
    """`kiosk: rolled back (a1) at checks: no answer`."""
    place = f' at {result.step}' if result.step else ''
    said = f': {result.message}' if result.message else ''
    return f'{result.name}: {result.outcome.replace("_", " ")}{_revisions(result)}{place}{said}'


def of_each_release(results: Iterable[ReleaseResult]) -> list[ReleaseResult]:
    """One for each release, in the order in which they were begun."""
    by_name: dict[str | None, list[ReleaseResult]] = {}
    for result in results:
        by_name.setdefault(result.name, []).append(result)
    return [_latest_success_or_worst(of_one) for of_one in by_name.values()]


def combined(results: Sequence[ReleaseResult]) -> ReleaseResult | None:
    """Combines them: a success covers no failure of the same release, and of several releases the worst decides, with each named."""
    of_each = of_each_release(results)
    if len(of_each) < 2:
        return of_each[0] if of_each else None
    named = [_sentence(result) for result in of_each if result.name]
    return replace(_worst(of_each), message='\n'.join(named), is_final=results[-1].is_final)


def _latest_success_or_worst(results: Sequence[ReleaseResult]) -> ReleaseResult:
    return results[-1] if all(result.outcome in SUCCESSES for result in results) else _worst(results)
