import { textTable } from '@mimamori/program/text-table'
import type { HostState } from '../events/host-states.ts'
import type { RunText } from '../text/run-text.en.ts'
import { printable } from './printable.ts'

/** Every device of a run that goes on: where it is, and at which step. */
export const hostStateLines = (hostStates: readonly HostState[], text: RunText): string[] =>
  textTable(hostStates.map(({ host, state, step, result }) => [`  ${host}`, text.places[state === 'finished' && result ? result.outcome : state === 'finished' ? 'waiting' : state], printable(result?.step ?? step ?? '')]))
