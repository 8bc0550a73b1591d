import { z } from 'zod'
import { shutdownReasons, type Envelope } from '@mimamori/contract'
import type { Connection, Seen } from './connection.ts'
import { addDropped, storedCounts, storedDroppedOfStream, type DroppedItems } from './dropped-items.ts'
import { afterAttempt } from './heard-boot.ts'
import { afterBoot, storedConflict, storedSendersBoot, type BootsAfterMessage, type SendersBoot } from './identity-conflict.ts'
import { afterReport, noLiveSeries, storedLiveSeries, withoutFutureScrapes, type LiveSeries } from './live-series.ts'

export interface StreamMark {
  readonly stream: string
  readonly sequence: number
}

/** Everything stored about a device's connection: the fields of Connection, and what they are computed from. */
export interface ConnectionState extends Omit<Connection, 'lastSeenMs' | 'quietMs' | 'dropped' | 'shutdownReport'>, DroppedItems {
  readonly lastSeenMs?: number
  /** The shutdown report; databases of every version have it by this name. */
  readonly goodbye?: Connection['shutdownReport']
  /** The current one last. */
  readonly boots: readonly SendersBoot[]
  readonly marks: readonly StreamMark[]
  readonly liveSeries: LiveSeries
}

const timestamp = { atMs: z.number() }

/** A connection as it is stored. Fields that a newer version has added are kept. */
export const storedConnection = z.looseObject({
  lastSeenMs: z.number().exactOptional(),
  intervalSeconds: z.number().exactOptional(),
  goodbye: z.object({ reason: z.enum(shutdownReasons), ...timestamp }).exactOptional(),
  clockSkewSeconds: z.number().exactOptional(),
  clockSynchronised: z.boolean().exactOptional(),
  hostname: z.string().exactOptional(),
  reportedAddress: z.string().exactOptional(),
  agentVersion: z.string().exactOptional(),
  contentVersion: z.string().exactOptional(),
  lastBootMs: z.number().exactOptional(),
  reportsTotal: z.number().exactOptional(),
  dropped: storedCounts.exactOptional(),
  droppedByStream: z.array(storedDroppedOfStream).exactOptional(),
  spoolOldestAgeMs: z.number().exactOptional(),
  refusedAtMs: z.number().exactOptional(),
  refusal: z.object({ code: z.string(), ...timestamp }).exactOptional(),
  conflict: storedConflict.exactOptional(),
  boots: z.array(storedSendersBoot).exactOptional(),
  marks: z.array(z.object({ stream: z.string(), sequence: z.number() })).exactOptional(),
  liveSeries: storedLiveSeries.exactOptional()
} satisfies Readonly<Record<keyof ConnectionState, z.ZodType>>)

export const newConnection = (intervalSeconds: number): ConnectionState => ({
  intervalSeconds,
  reportsTotal: 0,
  dropped: {},
  droppedByStream: [],
  boots: [],
  marks: [],
  liveSeries: noLiveSeries
})

/** Enough for a device and its copy, each restarted a few times. */
const mostStreams = 8

export const acknowledged = (state: ConnectionState | undefined, stream: string): number =>
  state?.marks.find((mark) => mark.stream === stream)?.sequence ?? 0

/** The marks after a report: an old one changes none. */
const marksAfter = (state: ConnectionState, { stream, sequence }: Envelope): readonly StreamMark[] =>
  sequence <= acknowledged(state, stream)
    ? state.marks
    : [...state.marks.filter((mark) => mark.stream !== stream), { stream, sequence }].slice(-mostStreams)

const bootsAfter = (
  { boots }: ConnectionState,
  { attemptBoot: boot, attemptMonotonicMs }: Envelope,
  { atMs, address, hostname }: Seen
): BootsAfterMessage => {
  const known = boots.findLast((each) => each.boot === boot)
  const reportedMs = atMs - attemptMonotonicMs
  const host = hostname ?? known?.hostname
  const heard = {
    ...afterAttempt(known, boot, reportedMs),
    ...(address !== undefined && { address }),
    ...(host !== undefined && { hostname: host })
  }
  // The earlier of two times: a message that was long under way, or a clock that was set, must not make it look newer than it is.
  return afterBoot(boots, heard, { atMs, sentMs: Math.min(known?.startedMs ?? reportedMs, reportedMs) + attemptMonotonicMs })
}

/** An agent that keeps content names its version each time: one that names none keeps none. */
const withoutContent = ({ contentVersion: _earlier, ...rest }: ConnectionState): ConnectionState => rest

const fromEnvelope = (state: ConnectionState, envelope: Envelope, message: Seen): ConnectionState => {
  const { atMs } = message
  const { boots, conflict } = bootsAfter(state, envelope, message)
  return {
    ...withoutContent(state),
    ...envelope.dropped !== undefined && addDropped(state, { stream: envelope.stream, counts: envelope.dropped }),
    lastBootMs: boots.at(-1)!.startedMs,
    clockSkewSeconds: (envelope.attemptWallMs - atMs) / 1000,
    clockSynchronised: envelope.clockSynchronised,
    ...envelope.agentVersion !== undefined && { agentVersion: envelope.agentVersion },
    ...envelope.contentVersion !== undefined && { contentVersion: envelope.contentVersion },
    ...envelope.spoolOldestAgeMs !== undefined && { spoolOldestAgeMs: envelope.spoolOldestAgeMs },
    ...envelope.shutdownReason !== undefined && { goodbye: { reason: envelope.shutdownReason, atMs } },
    ...conflict && { conflict },
    boots
  }
}

const withoutTransient = (state: ConnectionState): ConnectionState => {
  const { goodbye, spoolOldestAgeMs, ...lasting } = state
  return goodbye === undefined && spoolOldestAgeMs === undefined ? state : lasting
}

const withoutRefusal = (state: ConnectionState): ConnectionState => {
  const { refusal, ...rest } = state
  return refusal === undefined ? state : rest
}

/** The connection once a machine of its conflict has reported as another device: it has a name of its own now, and one machine is left. */
export const withoutMachine = ({ conflict: _over, ...rest }: ConnectionState, boot: string): ConnectionState =>
  ({ ...rest, boots: rest.boots.filter((each) => each.boot !== boot) })

/**
 * The connection after a message. A shutdown report and the age of the spool last until the next message, a rejection until a report
 * is accepted.
 */
export const afterMessage = (before: ConnectionState, message: Seen): ConnectionState => {
  const lasting = withoutTransient(before)
  const state: ConnectionState = {
    ...message.isReport === true ? withoutRefusal(lasting) : lasting,
    ...message.refusedAs !== undefined && { refusal: { code: message.refusedAs, atMs: message.atMs } },
    lastSeenMs: Math.max(message.atMs, before.lastSeenMs ?? message.atMs),
    reportsTotal: before.reportsTotal + (message.isReport === true ? 1 : 0),
    ...message.hostname !== undefined && { hostname: message.hostname },
    ...message.address !== undefined && { reportedAddress: message.address },
    ...message.lastBootMs !== undefined && { lastBootMs: message.lastBootMs },
    ...message.clockSkewSeconds !== undefined && { clockSkewSeconds: message.clockSkewSeconds }
  }
  if (message.envelope === undefined) return state
  const known = fromEnvelope(state, message.envelope, message)
  return message.isReport === true
    ? {
        ...known,
        marks: marksAfter(known, message.envelope),
        liveSeries: afterReport(known.liveSeries, { atMs: message.atMs, intervalMs: known.intervalSeconds * 1000 })
      }
    : known
}

const past = <Moment extends { readonly atMs: number }>(moment: Moment, nowMs: number): Moment => ({
  ...moment,
  atMs: Math.min(moment.atMs, nowMs)
})

/**
 * The connection without times after `nowMs`, which come from a clock that was ahead; the same object if there are none. A
 * boot that was placed by that clock is forgotten: its next message places it again. `heardMs`: when it was really last heard.
 */
export const withoutFuture = (state: ConnectionState, nowMs: number, heardMs = nowMs): ConnectionState => {
  const { lastSeenMs, goodbye, refusedAtMs, refusal, conflict, lastBootMs, boots, intervalSeconds } = state
  const liveSeries = withoutFutureScrapes(state.liveSeries, { atMs: nowMs, intervalMs: intervalSeconds * 1000 })
  const times = [
    lastSeenMs,
    goodbye?.atMs,
    refusedAtMs,
    refusal?.atMs,
    conflict?.atMs,
    lastBootMs,
    ...boots.map(({ startedMs }) => startedMs)
  ]
  if (times.every((ms) => ms === undefined || ms <= nowMs) && liveSeries === state.liveSeries) return state
  return {
    ...state,
    boots: boots.filter(({ startedMs }) => startedMs <= nowMs),
    liveSeries,
    ...lastSeenMs !== undefined && { lastSeenMs: lastSeenMs > nowMs ? heardMs : lastSeenMs },
    ...lastBootMs !== undefined && { lastBootMs: Math.min(lastBootMs, nowMs) },
    ...refusedAtMs !== undefined && { refusedAtMs: Math.min(refusedAtMs, nowMs) },
    ...conflict && { conflict: past(conflict, nowMs) },
    ...goodbye && { goodbye: past(goodbye, nowMs) },
    ...refusal && { refusal: past(refusal, nowMs) }
  }
}
