import { setTimeout as delay } from 'node:timers/promises'
import type { Family } from '@mimamori/exporter'
import { healthy, momentOf, uptimeAtStart } from './condition.ts'
import { openConnection } from './connection.ts'
import { createPayload } from './payload.ts'
import { createReporter, RefusedError } from './reporter.ts'
import { seedOf } from './seed.ts'
import type { Story } from './story.ts'

export interface SimulatedDeviceOptions {
  readonly id: string
  readonly key: string
  readonly origin: URL
  readonly localAddress?: string
  readonly families: readonly Family[]
  readonly story: Story
  /** Until the collector says otherwise. */
  readonly intervalSeconds: number
  /** Called when its first report was accepted. */
  readonly onFirstReport?: (id: string) => void
  /** Called once for each trouble, and again after it has ended. */
  readonly onTrouble: (id: string, error: Error) => void
}

/**
 * Lives a device's story until the signal fires: at each interval a report and what its log says by then, or nothing while it is off. Never
 * rejects.
 */
export const runDevice = async (
  { id, key, origin, localAddress, families, story, intervalSeconds, onFirstReport, onTrouble }: SimulatedDeviceOptions,
  signal: AbortSignal
): Promise<void> => {
  const connection = openConnection({ origin, ...(localAddress !== undefined && { localAddress }) })
  const reporter = createReporter({ clientId: id, clientKey: key, connection })
  const payload = createPayload(families, id)
  const condition = { ...healthy(id), ...story.condition }
  const startMs = performance.now()
  const wallStartMs = Math.round(Date.now() + (story.clockOffsetSeconds ?? 0) * 1000)
  const { isOn = () => true, shutdownReason } = story
  let unsaid = story.log ?? []
  let intervalMs = intervalSeconds * 1000
  let wasOn = false
  let inTrouble = false
  let hasReported = false

  const send = async (elapsedSeconds: number, isLast: boolean): Promise<void> => {
    const clocksAt = (seconds: number) => ({ wallMs: wallStartMs + seconds * 1000, monotonicMs: (uptimeAtStart(id) + seconds) * 1000 })
    const clocks = { ...clocksAt(elapsedSeconds), isSynchronised: condition.isClockSynchronised }
    const now = momentOf({ id, condition, wallSeconds: clocks.wallMs / 1000, elapsedSeconds })
    try {
      intervalMs = (await reporter.report(payload(now), clocks, isLast ? shutdownReason : undefined)).intervalSeconds * 1000
      const written = unsaid.filter(({ atSeconds }) => atSeconds <= elapsedSeconds)
      // Nothing follows a shutdown report.
      if (!isLast && written.length > 0) {
        await reporter.logs(
          written.map(({ atSeconds, ...line }) => ({ ...line, ...clocksAt(atSeconds) })),
          clocks
        )
        unsaid = unsaid.slice(written.length)
      }
      inTrouble = false
      if (!hasReported) onFirstReport?.(id)
      hasReported = true
    } catch (error) {
      if (!inTrouble && !signal.aborted) onTrouble(id, error as Error)
      inTrouble = true
      if (error instanceof RefusedError && error.answer.retryAfterSeconds !== undefined) {
        await delay(error.answer.retryAfterSeconds * 1000, undefined, { signal })
      }
    }
  }

  const turn = async (): Promise<void> => {
    const elapsedSeconds = (performance.now() - startMs) / 1000
    const isOnNow = isOn(elapsedSeconds)
    if (isOnNow || (wasOn && shutdownReason !== undefined)) await send(elapsedSeconds, !isOnNow)
    wasOn = isOnNow
  }

  try {
    // The first ones come quickly, so that there is soon something to see, yet not all at once.
    await delay(seedOf(id, 'spread') * Math.min(intervalMs, 3000), undefined, { signal })
    while (!signal.aborted) {
      await turn()
      await delay(intervalMs, undefined, { signal })
    }
  } catch (error) {
    if (!signal.aborted) onTrouble(id, error as Error)
  } finally {
    connection.close()
  }
}
