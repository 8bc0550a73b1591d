import { hostOutcomes, overrules, type HostFinished, type HostItem, type HostOutcome } from '@mimamori/contract'
import { cleanText } from '../logs/log-context.ts'

export type HostStatus = 'waiting' | 'under_way' | HostOutcome

/** How far one host of a run has come: what is stored of it, in the newest of its attempts. */
export interface HostProgress {
  readonly status: HostStatus
  /** It says something about releases. */
  readonly update?: true
  /** The outcome was not heard from the host. */
  readonly presumed?: true
  readonly attempt?: number
  /** When the newest item of this attempt happened, never later than its receipt. */
  readonly atMs?: number
  readonly startedMs?: number
  readonly finishedMs?: number
  readonly durationSeconds?: number
  readonly fromRevision?: string
  readonly toRevision?: string
  readonly step?: string
  readonly message?: string
  readonly journal?: HostFinished['journal']
  readonly tasks?: HostFinished['tasks']
}

export const isOutcome = (status: string): status is HostOutcome => (hostOutcomes as readonly string[]).includes(status)

/**
 * What an item makes of a host; undefined where it changes nothing. Items come more than once and, from a spool, late: a
 * later attempt takes the place of an earlier, never the other way round; of one attempt, the contract says which stands.
 */
export const advance = (before: HostProgress | undefined, item: HostItem, receivedMs: number): HostProgress | undefined => {
  const heardAttempt = before?.attempt ?? 0
  if (item.attempt < heardAttempt) return undefined
  const same = item.attempt === heardAttempt ? before : undefined
  if (same && isOutcome(same.status) && !(item.state === 'finished' && overrules(item, { ...same, outcome: same.status }))) return undefined
  const atMs = Math.min(Date.parse(item.at), receivedMs)
  if (item.state === 'under_way') {
    if (same && (atMs < (same.atMs ?? 0) || item.step === same.step)) return undefined
    return { status: 'under_way', attempt: item.attempt, atMs, startedMs: same?.startedMs ?? atMs, ...item.update && { update: true }, ...item.step !== undefined && { step: item.step } }
  }
  return { ...result(item), status: item.outcome, attempt: item.attempt, atMs, startedMs: same?.startedMs ?? Math.round(atMs - item.durationSeconds * 1000), finishedMs: atMs }
}

/** The contract's own limits, in characters. */
const messageLength = 4000
const lineLength = 2000

/** What is kept of an outcome; text that came from a device's own output is made storable. */
const result = ({ update, presumed, durationSeconds, fromRevision, toRevision, step, message, journal, tasks }: HostFinished) => ({
  durationSeconds,
  ...update && { update },
  ...presumed && { presumed },
  ...fromRevision !== undefined && { fromRevision },
  ...toRevision !== undefined && { toRevision },
  ...step !== undefined && { step },
  ...message !== undefined && { message: cleanText(message, messageLength) },
  ...journal && { journal: { unit: journal.unit, lines: journal.lines.map((line) => cleanText(line, lineLength)) } },
  ...tasks && { tasks }
})
