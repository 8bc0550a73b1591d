import { randomBytes } from 'node:crypto'
import type { Language } from '@mimamori/program/language'
import type { RunnerClock } from '../platform/clock.ts'

/** The start of a run: its account, language and time. */
export interface RunStart {
  readonly by: string
  readonly language: Language
  readonly clock: Pick<RunnerClock, 'nowMs'>
}

/** `20260314-093000-0a1b2c`: UTC of the start, and six random hexadecimal digits. */
export const newRunId = (clock: Pick<RunnerClock, 'nowMs'>): string => {
  const [date = '', time = ''] = new Date(clock.nowMs()).toISOString().replace(/[-:]/g, '').split(/[T.]/)
  return `${date}-${time}-${randomBytes(3).toString('hex')}`
}
