import type { Clock } from '../clock/clock.ts'
import type { Registry } from './registry.ts'

/** Resumes each device whose pause has a time that has come. Not while the clock is in doubt: it would end pauses too soon. */
export const endPauses = async ({ registry, clock, trust }: { readonly registry: Registry, readonly clock: Clock, readonly trust: { readonly trusted: boolean } }): Promise<void> => {
  if (!trust.trusted) return
  const over = registry.all().filter(({ state, pausedUntilMs }) => state === 'paused' && pausedUntilMs !== undefined && pausedUntilMs <= clock.nowMs())
  for (const { id } of over) await registry.resume(id)
}
