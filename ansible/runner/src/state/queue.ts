import type { RunAction } from '@mimamori/contract'
import { areAll, hasTexts } from '../platform/files/has-texts.ts'
import type { Window } from '../settings/schedule/window.ts'
import { readOrSetAside, writeJsonFile } from '../platform/files/json-file.ts'

/** A device that a run did not reach, and the release that it should still get. */
export interface QueuedHost {
  readonly host: string
  /** `actionOf` it; a device may wait once for each. */
  readonly action?: RunAction
  /** The newest run that queued it. */
  readonly run: string
  /** When that run began. */
  readonly wantedAt?: string
  readonly queuedAt: string
  /** How many further tries have failed. */
  readonly tries?: number
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
  /** The window of the run that queued it: it is caught up only within it. */
  readonly window?: Window
}

const isQueue = (value: unknown): value is QueuedHost[] =>
  areAll(value, (one) => hasTexts(one, 'host', 'run', 'queuedAt') && !Number.isNaN(Date.parse((one as QueuedHost).queuedAt)))

/** Empty if there is none, or it cannot be read: then `onSetAside` gets the reason. */
export const readQueue = (file: string, onSetAside: (reason: string) => void): QueuedHost[] =>
  readOrSetAside(file, isQueue, onSetAside) ?? []

export const writeQueue = (file: string, queue: readonly QueuedHost[]): void => { writeJsonFile(file, queue) }

/** The first wait between tries for a device that reports but refuses the connection: doubled with each, up to a day. */
const [firstRestMs, lastRestMs] = [15 * 60_000, 24 * 3_600_000]

/** When a device was queued, in milliseconds since 1970; undefined if that is in the future, because the clock was set back. */
export const queuedMs = ({ queuedAt }: Pick<QueuedHost, 'queuedAt'>, nowMs: number): number | undefined =>
  Date.parse(queuedAt) > nowMs ? undefined : Date.parse(queuedAt)

/**
 * When a device may be tried again, in milliseconds since 1970: at once when it reports again, and later after each try that
 * failed. Pure.
 */
export const nextTryMs = (one: Pick<QueuedHost, 'queuedAt' | 'tries'>, nowMs: number): number => {
  const since = queuedMs(one, nowMs)
  return since === undefined ? nowMs : since + (one.tries === undefined ? 0 : Math.min(lastRestMs, firstRestMs * 2 ** (one.tries - 1)))
}
