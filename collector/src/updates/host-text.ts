import type { HeardHostState } from '@mimamori/contract'
import { cleanText } from '../logs/intake/log-context.ts'

/** The contract's own limits, in characters. */
const messageLength = 4000
const lineLength = 2000

/** The same state with its text made storable: it came from a device's own output. */
export const withStorableText = (state: HeardHostState): HeardHostState => {
  if (state.state === 'under_way') return state
  const { message, journal } = state
  return {
    ...state,
    ...message !== undefined && { message: cleanText(message, messageLength) },
    ...journal && { journal: { unit: journal.unit, lines: journal.lines.map((line) => cleanText(line, lineLength)) } }
  }
}
