import type { ClockGuard } from '../../platform/clock/clock-guard.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Registry } from './registry.ts'

/**
 * Resumes each device whose pause is over. Not while the clock is untrusted or has just leapt, which would end pauses too soon.
 * A device that cannot be resumed does not delay the others. @throws {AggregateError} at the end, with the failures.
 */
export const endPauses = async ({ registry, wasHeard, clock, trust }: {
  readonly registry: Registry
  readonly wasHeard: (deviceId: string) => boolean
  readonly clock: Clock
  readonly trust: Pick<ClockGuard, 'trusted' | 'hasLeapt'>
}): Promise<void> => {
  if (!trust.trusted || trust.hasLeapt) return
  const over = registry
    .all()
    .filter(({ state, pausedUntilMs }) => state === 'paused' && pausedUntilMs !== undefined && pausedUntilMs <= clock.nowMs())
  const failures: unknown[] = []
  for (const { id } of over) {
    try {
      await registry.resume(id, { wasHeard: wasHeard(id) })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${over.length} pauses not ended`)
}
