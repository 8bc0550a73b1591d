import type { HostFinished, HostOutcome, LogLevel } from '@mimamori/contract'
import type { NewLogLine } from '../devices/snapshot/log-line.ts'

const levels: Readonly<Record<HostOutcome, LogLevel>> = {
  updated: 'info',
  unchanged: 'info',
  failed: 'error',
  rolled_back: 'error',
  unreachable: 'warn',
  skipped: 'warn'
}

/** A playbook that updates nothing leaves a device changed or as it was. */
const playbookOutcomes: Readonly<Partial<Record<HostOutcome, string>>> = { updated: 'changed', unchanged: 'nothing changed' }

/** `update: failed at “release : preflight”, 4f2a to 8c1b: 38 MB are free`; `reboot.yml: changed`. */
const formatOutcome = ({ outcome, update, fromRevision, toRevision, step, message }: HostFinished, playbook: string): string => {
  const revisions = fromRevision === toRevision ? [toRevision] : [fromRevision, toRevision]
  const outcomeText = [
    `${update ? 'update' : playbook}: ${(update ? outcome : (playbookOutcomes[outcome] ?? outcome)).replace('_', ' ')}${step === undefined ? '' : ` at “${step}”`}`,
    revisions.filter((revision) => revision !== undefined).join(' to ')
  ]
    .filter(Boolean)
    .join(', ')
  return message === undefined ? outcomeText : `${outcomeText}: ${message}`
}

/** The lines for a device's log about an attempt that has ended: its outcome, and the last lines of the unit that failed. */
export const runLog = (ended: HostFinished, playbook: string): NewLogLine[] => {
  const eventMs = Date.parse(ended.at)
  const { outcome, journal, attempt, durationSeconds, releases } = ended
  return [
    ...(journal?.lines ?? []).map((message): NewLogLine => ({ level: 'info', message, eventMs, estimated: true, unit: journal!.unit })),
    {
      level: levels[outcome],
      message: formatOutcome(ended, playbook),
      eventMs,
      unit: ended.update ? 'mimamori-update' : 'mimamori-playbook',
      context: { outcome, attempt, durationSeconds, ...(releases && { releases: releases.map(({ name }) => name).join(', ') }) }
    }
  ]
}
