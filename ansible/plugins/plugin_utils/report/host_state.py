"""The state of a host after an item: the rule of collector and runner (collector/contract/src/host-state.ts) again, for items that are sent from here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .release import SUCCESSES

_FAILURES = ('failed', 'rolled_back', 'unreachable')


def changes_state(before: Mapping[str, Any] | None, item: Mapping[str, Any]) -> bool:
    """Whether an item takes the place of the one that holds. A later attempt takes that of an earlier, never the other way round."""
    if before is None or item['attempt'] != before['attempt']:
        return before is None or item['attempt'] > before['attempt']
    if before['state'] == 'finished':
        return item['state'] == 'finished' and _overrules(item, before)
    return item['state'] == 'finished' or datetime.fromisoformat(item['at']) >= datetime.fromisoformat(before['at']) and item.get('step') != before.get('step')


def _overrules(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """What a host has reported stands before what was presumed of it; else the first outcome stands, unless a success turned out to be none, or a further release has an outcome, too."""
    if now.get('presumed') != before.get('presumed'):
        return 'presumed' in before
    if before['outcome'] in SUCCESSES:
        return now['outcome'] in _FAILURES or now['outcome'] in SUCCESSES and _names_more(now, before)
    return now['outcome'] in _FAILURES and _names_more(now, before)


def _names_more(now: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    return not {one['name'] for one in now.get('releases', ())} <= {one['name'] for one in before.get('releases', ())}
