import type { Window } from '../schedule/window.ts'
import { readOrSetAside, writeJsonFile } from '../state/json-file.ts'

/** A device that a run did not reach, and what it shall still get. */
export interface QueuedHost {
  readonly host: string
  /** The newest run that wanted it. */
  readonly run: string
  /** When that run began. */
  readonly wantedAt?: string
  readonly queuedAt: string
  /** How often it was tried again in vain. */
  readonly tries?: number
  readonly release?: string
  readonly reference?: string
  readonly revision?: string
  /** The hours of the run that wanted it: it is caught up in them alone. */
  readonly window?: Window
}

const isQueue = (value: unknown): value is QueuedHost[] =>
  Array.isArray(value) && (value as (Partial<QueuedHost> | null)[]).every((one) => typeof one?.host === 'string' && typeof one.run === 'string' && !Number.isNaN(Date.parse(one.queuedAt ?? '')))

/** Empty where there is none, or none that can be read: `onSetAside` gets why. */
export const readQueue = (file: string, onSetAside: (reason: string) => void): QueuedHost[] => readOrSetAside(file, isQueue, onSetAside) ?? []

export const writeQueue = (file: string, queue: readonly QueuedHost[]): void => { writeJsonFile(file, queue) }

/** Between tries at a device that reports, but does not let us in: doubled with each, up to a day. */
const [firstRestMs, lastRestMs] = [15 * 60_000, 24 * 3_600_000]

/** When a device was queued, in milliseconds since 1970; undefined where that is still to come: the clock was set back since, and it says nothing. */
export const queuedMs = ({ queuedAt }: Pick<QueuedHost, 'queuedAt'>, nowMs: number): number | undefined => Date.parse(queuedAt) > nowMs ? undefined : Date.parse(queuedAt)

/** When a device is worth another try, in milliseconds since 1970: at once when it reports the first time, and later each time that this was in vain. Pure. */
export const nextTryMs = (one: Pick<QueuedHost, 'queuedAt' | 'tries'>, nowMs: number): number => {
  const since = queuedMs(one, nowMs)
  return since === undefined ? nowMs : since + (one.tries === undefined ? 0 : Math.min(lastRestMs, firstRestMs * 2 ** (one.tries - 1)))
}
