import type { Envelope } from '@mimamori/contract'
import type { Connections } from '../devices/connection/connection.ts'
import { afterAttempt } from '../devices/connection/heard-boot.ts'
import type { EventTimeEvidence } from '../logs/intake/event-time.ts'

/** The clocks from which the times of a batch's items are computed. */
export const eventTimeEvidence = (
  connections: Pick<Connections, 'heardBoot'>,
  deviceId: string,
  { boot, attemptBoot, attemptMonotonicMs, bootStartedMs: reportedBootStartMs }: Envelope,
  receivedMs: number
): EventTimeEvidence => {
  const { startedMs: attemptStartedMs } = afterAttempt(
    connections.heardBoot(deviceId, attemptBoot),
    attemptBoot,
    receivedMs - attemptMonotonicMs
  )
  const isOfSameBoot = boot === attemptBoot
  return {
    bootStartedMs: isOfSameBoot ? attemptStartedMs : connections.heardBoot(deviceId, boot)?.startedMs,
    reportedBootStartMs,
    attempt: { isOfSameBoot, bootStartedMs: attemptStartedMs, monotonicMs: attemptMonotonicMs },
    receivedMs
  }
}
