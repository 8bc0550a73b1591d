import { textTable } from '@mimamori/program/text-table'
import type { Standing } from '../events/standings.ts'
import type { RunText } from '../text/run-text.en.ts'
import { printable } from './printable.ts'

/** Every device of a run that goes on: where it is, and at which step. */
export const standingLines = (standings: readonly Standing[], text: RunText): string[] =>
  textTable(standings.map(({ host, state, step, result }) => [`  ${host}`, text.places[state === 'finished' && result ? result.outcome : state === 'finished' ? 'waiting' : state], printable(result?.step ?? step ?? '')]))
