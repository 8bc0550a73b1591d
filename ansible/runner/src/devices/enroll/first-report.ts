import type { EnrollDeps } from './enroll-deps.ts'
import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'

const withinMs = 120_000
const everyMs = 1000

/** Waits for the collector to hear the device. The agent has been acknowledged by then, so this is short. */
export const awaitReport = async (
  { candidate: { id }, isPlan, registry, clock, text: { report: text } }: EnrollDeps, wasHeardBefore: boolean
): Promise<StepEnd<void>> => {
  if (isPlan && !wasHeardBefore) return planned(text.planned)
  const deadlineMs = clock.nowMs() + withinMs
  for (;;) {
    const { freshness, lastSeen: at } = await registry.reported(id)
    const lastSeen = freshness === 'fresh' ? at : null
    if (isPlan && lastSeen === null) return planned(text.planned)
    if (lastSeen !== null) return (wasHeardBefore ? found : done)(lastSeen)
    if (clock.nowMs() >= deadlineMs) throw new MissingError(text.none(id, withinMs / 1000))
    await clock.sleep(everyMs)
  }
}
