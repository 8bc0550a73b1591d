import type { Language } from '@mimamori/program/language'
import type { RunnerClock } from '../platform/clock.ts'

/** Who starts a run, in which language, and when. */
export interface RunStart {
  readonly by: string
  readonly language: Language
  readonly clock: Pick<RunnerClock, 'nowMs'>
}
