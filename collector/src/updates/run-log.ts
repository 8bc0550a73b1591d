import type { HostOutcome, LogLevel } from '@mimamori/contract'
import type { NewLogLine } from '../logs/log-store.ts'
import type { HostProgress } from './host-progress.ts'

const levels: Readonly<Record<HostOutcome, LogLevel>> = { updated: 'info', unchanged: 'info', failed: 'error', rolled_back: 'error', unreachable: 'warn', skipped: 'warn' }

const sentence = (outcome: HostOutcome, { fromRevision, toRevision, step, message }: HostProgress): string => [
  `update ${outcome.replace('_', ' ')}`,
  ...toRevision !== undefined ? [fromRevision !== undefined && fromRevision !== toRevision ? `${fromRevision} to ${toRevision}` : toRevision] : [],
  ...step !== undefined ? [`at “${step}”`] : [],
  ...message !== undefined ? [message] : []
].join(': ')

/** What the log of a device keeps of an attempt that has ended: its outcome, and the last lines of the unit that failed. */
export const runLog = (outcome: HostOutcome, progress: HostProgress): NewLogLine[] => {
  const eventMs = progress.finishedMs ?? 0
  const { journal, attempt, durationSeconds } = progress
  return [
    ...(journal?.lines ?? []).map((message): NewLogLine => ({ level: 'info', message, eventMs, estimated: true, unit: journal!.unit })),
    { level: levels[outcome], message: sentence(outcome, progress), eventMs, unit: 'mimamori-update', context: { outcome, attempt, durationSeconds } }
  ]
}
