import { z } from 'zod'
import { droppedKinds, goodbyeReasons, type Envelope } from '@mimamori/contract'
import type { Connection, Seen } from './connection.ts'
import { afterAttempt, storedBoot, type HeardBoot } from './heard-boot.ts'
import { afterReport, noLiveSeries, storedLiveSeries, withoutFutureScrapes, type LiveSeries } from './live-series.ts'

export interface StreamMark {
  readonly stream: string
  readonly sequence: number
}

/** Everything stored about a device's connection: what Connection shows, and what it is computed from. */
export interface ConnectionState extends Omit<Connection, 'lastSeenMs'> {
  readonly lastSeenMs?: number
  /** The newest last. */
  readonly boots: readonly HeardBoot[]
  readonly marks: readonly StreamMark[]
  readonly liveSeries: LiveSeries
  /** What the newest stream has reported as dropped so far. */
  readonly droppedOf?: { readonly stream: string, readonly counts: Readonly<Record<string, number>> }
}

const counts = z.record(z.string(), z.number())
const moment = { atMs: z.number() }

/** A connection as it is stored. Fields that a newer version has added are kept. */
export const storedConnection = z.looseObject({
  lastSeenMs: z.number().exactOptional(),
  intervalSeconds: z.number().exactOptional(),
  goodbye: z.object({ reason: z.enum(goodbyeReasons), ...moment }).exactOptional(),
  clockSkewSeconds: z.number().exactOptional(),
  clockSynchronised: z.boolean().exactOptional(),
  hostname: z.string().exactOptional(),
  reportedAddress: z.string().exactOptional(),
  agentVersion: z.string().exactOptional(),
  contentVersion: z.string().exactOptional(),
  lastBootMs: z.number().exactOptional(),
  reportsTotal: z.number().exactOptional(),
  dropped: counts.exactOptional(),
  spoolOldestAgeMs: z.number().exactOptional(),
  refusedAtMs: z.number().exactOptional(),
  refusal: z.object({ code: z.string(), ...moment }).exactOptional(),
  conflictAtMs: z.number().exactOptional(),
  boots: z.array(storedBoot).exactOptional(),
  marks: z.array(z.object({ stream: z.string(), sequence: z.number() })).exactOptional(),
  liveSeries: storedLiveSeries.exactOptional(),
  droppedOf: z.object({ stream: z.string(), counts }).exactOptional()
} satisfies Readonly<Record<keyof ConnectionState, z.ZodType>>)

export const newConnection = (intervalSeconds: number): ConnectionState => ({ intervalSeconds, reportsTotal: 0, dropped: {}, boots: [], marks: [], liveSeries: noLiveSeries })

/** Enough for a device and its copy, each restarted a few times. */
const keptStreams = 8
const keptBoots = 8

const withLast = <Entry>(entries: readonly Entry[], entry: Entry, { isSame, keep }: { readonly isSame: (other: Entry) => boolean, readonly keep: number }): readonly Entry[] =>
  [...entries.filter((other) => !isSame(other)), entry].slice(-keep)

export const acknowledged = (state: ConnectionState | undefined, stream: string): number =>
  state?.marks.find((mark) => mark.stream === stream)?.sequence ?? 0

export const acknowledge = (state: ConnectionState, stream: string, sequence: number): ConnectionState =>
  ({ ...state, marks: withLast(state.marks, { stream, sequence }, { isSame: (mark) => mark.stream === stream, keep: keptStreams }) })

/** Unknown kinds are added up as one, so that a device cannot make its record grow. */
const keptKind = (kind: string): string => (droppedKinds as readonly string[]).includes(kind) ? kind : 'other'

/** A device counts from the start of its stream; the sum over its streams is kept, so that a restarted agent resets nothing. */
const addDropped = (state: ConnectionState, { stream, dropped }: Envelope): Pick<ConnectionState, 'dropped' | 'droppedOf'> => {
  if (dropped === undefined) return state
  // A device may choose a kind that every object has as a property, such as `constructor`.
  const before = new Map(Object.entries(state.droppedOf?.stream === stream ? state.droppedOf.counts : {}))
  const totals = { ...state.dropped }
  for (const [kind, count] of Object.entries(dropped)) {
    const kept = keptKind(kind)
    totals[kept] = (totals[kept] ?? 0) + Math.max(0, count - (before.get(kind) ?? 0))
  }
  return { dropped: totals, droppedOf: { stream, counts: dropped } }
}

/** The kernel never uses a boot id twice: if one returns after another was seen, two devices report with the same key. */
const bootCameBack = ({ boots }: ConnectionState, boot: string): boolean =>
  boots.some((heard, i) => heard.boot === boot && i < boots.length - 1)

const fromEnvelope = (state: ConnectionState, envelope: Envelope, atMs: number): ConnectionState => {
  const { attemptBoot: boot, attemptMonotonicMs } = envelope
  const { droppedOf, dropped } = addDropped(state, envelope)
  const isSame = (heard: HeardBoot): boolean => heard.boot === boot
  const heard = afterAttempt(state.boots.find(isSame), boot, atMs - attemptMonotonicMs)
  return {
    ...state,
    dropped,
    ...droppedOf && { droppedOf },
    lastBootMs: heard.startedMs,
    clockSkewSeconds: (envelope.attemptWallMs - atMs) / 1000,
    clockSynchronised: envelope.clockSynchronised,
    ...envelope.agentVersion !== undefined && { agentVersion: envelope.agentVersion },
    ...envelope.contentVersion !== undefined && { contentVersion: envelope.contentVersion },
    ...envelope.spoolOldestAgeMs !== undefined && { spoolOldestAgeMs: envelope.spoolOldestAgeMs },
    ...envelope.goodbye !== undefined && { goodbye: { reason: envelope.goodbye, atMs } },
    ...bootCameBack(state, boot) && { conflictAtMs: atMs },
    boots: withLast(state.boots, heard, { isSame, keep: keptBoots })
  }
}

const withoutMomentary = (state: ConnectionState): ConnectionState => {
  const { goodbye, spoolOldestAgeMs, ...lasting } = state
  return goodbye === undefined && spoolOldestAgeMs === undefined ? state : lasting
}

const withoutRefusal = (state: ConnectionState): ConnectionState => {
  const { refusal, ...rest } = state
  return refusal === undefined ? state : rest
}

/** The connection after a message. A goodbye and the age of the spool last until the next message, a rejection until a report is accepted. */
export const afterMessage = (before: ConnectionState, message: Seen): ConnectionState => {
  const lasting = withoutMomentary(before)
  const state: ConnectionState = {
    ...message.isReport === true ? withoutRefusal(lasting) : lasting,
    ...message.refusedAs !== undefined && { refusal: { code: message.refusedAs, atMs: message.atMs } },
    lastSeenMs: Math.max(message.atMs, before.lastSeenMs ?? message.atMs),
    reportsTotal: before.reportsTotal + (message.isReport === true ? 1 : 0),
    ...message.hostname !== undefined && { hostname: message.hostname },
    ...message.address !== undefined && { reportedAddress: message.address },
    ...message.lastBootMs !== undefined && { lastBootMs: message.lastBootMs }
  }
  if (message.envelope === undefined) return state
  const known = fromEnvelope(state, message.envelope, message.atMs)
  return message.isReport === true ? { ...known, liveSeries: afterReport(known.liveSeries, { atMs: message.atMs, intervalMs: known.intervalSeconds * 1000 }) } : known
}

const past = <Moment extends { readonly atMs: number }>(moment: Moment, nowMs: number): Moment => ({ ...moment, atMs: Math.min(moment.atMs, nowMs) })

/**
 * The connection without times after `nowMs`, which come from a clock that was ahead; the same object if there are none. A
 * boot that was placed by that clock is forgotten: its next message places it again.
 */
export const withoutFuture = (state: ConnectionState, nowMs: number): ConnectionState => {
  const { lastSeenMs, goodbye, refusedAtMs, refusal, conflictAtMs, lastBootMs, boots, intervalSeconds } = state
  const liveSeries = withoutFutureScrapes(state.liveSeries, { atMs: nowMs, intervalMs: intervalSeconds * 1000 })
  const times = [lastSeenMs, goodbye?.atMs, refusedAtMs, refusal?.atMs, conflictAtMs, lastBootMs, ...boots.map(({ startedMs }) => startedMs)]
  if (times.every((ms) => ms === undefined || ms <= nowMs) && liveSeries === state.liveSeries) return state
  return {
    ...state,
    boots: boots.filter(({ startedMs }) => startedMs <= nowMs),
    liveSeries,
    ...lastSeenMs !== undefined && { lastSeenMs: Math.min(lastSeenMs, nowMs) },
    ...lastBootMs !== undefined && { lastBootMs: Math.min(lastBootMs, nowMs) },
    ...refusedAtMs !== undefined && { refusedAtMs: Math.min(refusedAtMs, nowMs) },
    ...conflictAtMs !== undefined && { conflictAtMs: Math.min(conflictAtMs, nowMs) },
    ...goodbye && { goodbye: past(goodbye, nowMs) },
    ...refusal && { refusal: past(refusal, nowMs) }
  }
}
