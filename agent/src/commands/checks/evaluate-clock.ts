import type { Text } from '../../text/index.ts'
import { fine, note, type Finding } from './finding.ts'

interface ClockFacts {
  readonly deviceMs: number
  /** undefined if no collector has answered. */
  readonly serverMs: number | undefined
  readonly isSynchronised: boolean
}

/** Below this, nobody who compares two logs notices. */
const noticeableSeconds = 5

/**
 * A finding about the device's clock. It is never worse than a note: the collector counts by its own clock, and
 * neither refuses a device for its date nor calls it silent.
 */
export const evaluateClock = ({ deviceMs, serverMs, isSynchronised }: ClockFacts, { check: { clock: text } }: Text): Finding => {
  const sync = isSynchronised ? text.synchronised : text.notSynchronised
  if (serverMs === undefined) {
    const message = text.alone(new Date(deviceMs), sync)
    return isSynchronised ? fine(message) : note([message, text.next])
  }
  const skewSeconds = Math.round((deviceMs - serverMs) / 1000)
  const isOff = Math.abs(skewSeconds) > noticeableSeconds
  if (!isOff && isSynchronised) return fine(text.fine)
  return note([isOff ? text.off(skewSeconds, sync) : text.right(sync), text.next])
}
