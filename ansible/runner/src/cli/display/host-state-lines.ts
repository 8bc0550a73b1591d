import type { HostState } from '@mimamori/contract'
import { stepWords } from '@mimamori/contract/step-words'
import { textTable } from '@mimamori/program/text-table'
import { stateNameOf } from '../../state/host-states.ts'
import type { RunText } from '../../text/run-text.en.ts'
import { printable } from '../../platform/terminal/printable.ts'

/** Every device of a run in progress: its state, and its step. */
export const hostStateLines = (hostStates: readonly HostState[], text: RunText): string[] =>
  textTable(hostStates.map((one) => [
    `  ${one.host}`, text.states[stateNameOf(one)], printable(one.state === 'waiting' ? '' : stepWords(one.step ?? ''))
  ]))
