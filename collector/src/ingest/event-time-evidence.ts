import type { Envelope } from '@mimamori/contract'
import { steadyBootStart } from '../devices/connection/connection-state.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { EventTimeEvidence } from '../logs/intake/event-time.ts'

/** What the times of a batch's items are computed from. */
export const eventTimeEvidence = (connections: Pick<Connections, 'bootStartedMs'>, deviceId: string, { boot, attemptBoot, attemptMonotonicMs, bootStartedMs: reportedBootStartMs }: Envelope, receivedMs: number): EventTimeEvidence => {
  const attemptStartedMs = steadyBootStart(connections.bootStartedMs(deviceId, attemptBoot), receivedMs - attemptMonotonicMs)
  const isOfSameBoot = boot === attemptBoot
  return {
    bootStartedMs: isOfSameBoot ? attemptStartedMs : connections.bootStartedMs(deviceId, boot),
    reportedBootStartMs,
    attempt: { isOfSameBoot, bootStartedMs: attemptStartedMs, monotonicMs: attemptMonotonicMs },
    receivedMs
  }
}
