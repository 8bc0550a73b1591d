import type { HostOutcome, LogLevel } from '@mimamori/contract'
import type { NewLogLine } from '../logs/log-store.ts'
import type { HostProgress } from './host-progress.ts'

const levels: Readonly<Record<HostOutcome, LogLevel>> = { updated: 'info', unchanged: 'info', failed: 'error', rolled_back: 'error', unreachable: 'warn', skipped: 'warn' }

/** `update: failed at “release : preflight”, 4f2a to 8c1b: 38 MB are free`. */
const sentence = (outcome: HostOutcome, { fromRevision, toRevision, step, message }: HostProgress): string => {
  const revisions = fromRevision === toRevision ? [toRevision] : [fromRevision, toRevision]
  const said = [`update: ${outcome.replace('_', ' ')}${step === undefined ? '' : ` at “${step}”`}`, revisions.filter((revision) => revision !== undefined).join(' to ')].filter(Boolean).join(', ')
  return message === undefined ? said : `${said}: ${message}`
}

/** What the log of a device keeps of an attempt that has ended: its outcome, and the last lines of the unit that failed. */
export const runLog = (outcome: HostOutcome, progress: HostProgress): NewLogLine[] => {
  const eventMs = progress.finishedMs ?? 0
  const { journal, attempt, durationSeconds } = progress
  return [
    ...(journal?.lines ?? []).map((message): NewLogLine => ({ level: 'info', message, eventMs, estimated: true, unit: journal!.unit })),
    { level: levels[outcome], message: sentence(outcome, progress), eventMs, unit: 'mimamori-update', context: { outcome, attempt, durationSeconds } }
  ]
}
