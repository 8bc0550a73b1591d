import { done, found, MissingError, planned, type StepEnd } from '../steps.ts'
import type { KeyPlan } from './key-plan.ts'
import type { RotateDeps } from './rotate-deps.ts'

/** An agent spreads its first report over its interval, a minute as a rule; a small board takes half a minute to start it. */
const withinMs = 180_000
const everyMs = 1000

/** Waits until the collector has received a message with the newest key. */
export const awaitUse = async (
  {
    device: { id, keys }, registry, clock, isPlan, text: { report: text }
  }: Pick<RotateDeps, 'device' | 'registry' | 'clock' | 'isPlan' | 'text'>, plan: KeyPlan
): Promise<StepEnd<void>> => {
  if (plan === 'endOld' || plan === 'nothing') return found(keys.at(-1)!.firstUsedAt!)
  if (isPlan) return planned(text.planned)
  const deadlineMs = clock.nowMs() + withinMs
  for (;;) {
    const firstUsedAt = (await registry.device(id)).keys.at(-1)?.firstUsedAt ?? null
    if (firstUsedAt !== null) return done(firstUsedAt)
    if (clock.nowMs() >= deadlineMs) throw new MissingError(text.none(id, withinMs / 1000))
    await clock.sleep(everyMs)
  }
}
