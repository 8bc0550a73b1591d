import type { RunHost, RunSummary } from '@mimamori/contract'
import { formatShortDuration } from '@mimamori/contract/format-time'
import { formatExactTime, formatRevision, language, messages } from '../text/index.ts'
import { updateMessages } from './messages.ts'
import { callbackMessage, conditionCounts, type HostCondition } from './run-condition.ts'

/** Decides the names of hosts and headings of a run. */
export type RunSubject = Pick<RunSummary, 'kind' | 'action'>

/** A restart or a reboot has been done to a host; another playbook that updates nothing leaves it changed, or as it was. */
export const hostStateName = (condition: HostCondition, { kind, action }: RunSubject): string => {
  const { actionStates, playbookStates, hostStates } = updateMessages
  const own: Readonly<Partial<Record<HostCondition, string>>> = {
    ...kind === 'other' && playbookStates,
    ...(action === 'restart' || action === 'reboot') && actionStates[action]
  }
  return own[condition] ?? hostStates[condition]
}

export const runHeading = ({ kind, action, startedAt }: RunSubject & Pick<RunSummary, 'startedAt'>): string => {
  const { headings, actionHeadings } = updateMessages
  return (action === null || action === 'update' ? headings[kind] : actionHeadings[action])(formatExactTime(startedAt))
}

/** `4f1d2c9 → a00b771`; one alone if nothing changed or only one is known. */
export const formatRevisions = ({ fromRevision, toRevision }: Pick<RunHost, 'fromRevision' | 'toRevision'>): string => {
  const [from, to] = [fromRevision, toRevision].map((revision) => revision === null ? undefined : formatRevision(revision))
  return from !== undefined && to !== undefined && from !== to ? updateMessages.revisions(from, to) : to ?? from ?? ''
}

export const formatHostDuration = ({ durationSeconds }: Pick<RunHost, 'durationSeconds'>): string =>
  durationSeconds === null ? '' : formatShortDuration(durationSeconds * 1000, language)

/** `took 12 min 3 s`, or how long it has been running by the server's clock. */
export const formatRunDuration = ({ startedAt, endedAt }: Pick<RunSummary, 'startedAt' | 'endedAt'>, serverNowMs: number): string => {
  const ms = (endedAt === null ? serverNowMs : Date.parse(endedAt)) - Date.parse(startedAt)
  return (endedAt === null ? updateMessages.soFar : updateMessages.took)(formatShortDuration(ms, language))
}

const withoutSuccess = (run: RunSummary): string => conditionCounts(run)
  .filter(([condition]) => condition !== 'updated' && condition !== 'unchanged')
  .map(([condition, count]) => updateMessages.counted(hostStateName(condition, run), count)).join(messages.comma)

/** The message at the end of a run; doubts and the callback's message in the reader's language. */
export const runMessage = (run: RunSummary): string | null => {
  const { doubt, message, counts } = run
  if (doubt === 'hosts') return updateMessages.doubts.hosts(counts.total - counts.updated - counts.unchanged, counts.total)
  if (doubt !== null) return updateMessages.doubts[doubt]
  const said = callbackMessage(run)
  return said === undefined ? message : said === 'counts' ? withoutSuccess(run) : updateMessages.callback[said]
}

export const fileName = (path: string): string => path.split('/').at(-1)!

/** The playbook, and the release with its revision if there is one. */
export const runSubject = ({ playbook, release, revision }: Pick<RunSummary, 'playbook' | 'release' | 'revision'>): string =>
  [
    [release, revision === null ? null : formatRevision(revision)].filter((part) => part !== null).join(' '),
    fileName(playbook)
  ].filter(Boolean).join(' · ')
