import {
  hostOutcomes,
  runHost,
  waitingHost,
  type HeardHostState,
  type HostCounts,
  type HostOutcome,
  type HostState,
  type RunHost,
  type RunOutcome,
  type RunSummary
} from '@mimamori/contract'
import { readJson } from '../platform/storage/read-json.ts'

export type RunRow = Readonly<{
  run: string
  start_hash: string
  origin: string
  action: string
  started_ms: number
  start_received_ms: number
  playbook: string
  release: string | null
  revision: string | null
  by_account: string | null
  ended_ms: number | null
  stated_outcome: string | null
  stated_message: string | null
  presumed: number
  outcome: string | null
  message: string | null
  is_update: number
}>

export type HostRow = Readonly<{
  run: string
  host: string
  status: string
  is_update: number
  presumed: number
  attempt: number | null
  at_ms: number | null
  started_ms: number | null
  finished_ms: number | null
  duration_seconds: number | null
  from_revision: string | null
  to_revision: string | null
  step: string | null
  message: string | null
  journal: string | null
  releases: string | null
  tasks: string | null
}>

export type CountRow = Readonly<{ run: string, status: string, hosts: number }>

const isoTime = (ms: number | null): string | null => ms === null ? null : new Date(ms).toISOString()

export const toCounts = (rows: readonly CountRow[]): HostCounts => {
  const counts: Record<string, number> = { total: 0, waiting: 0, under_way: 0 }
  for (const outcome of hostOutcomes) counts[outcome] = 0
  for (const { status, hosts } of rows) {
    counts[status] = hosts
    counts['total']! += hosts
  }
  return counts as HostCounts
}

const doubtOf = ({ outcome, stated_outcome: stated, presumed }: RunRow, { total }: HostCounts): RunSummary['doubt'] => {
  if (presumed === 1) return 'silent'
  if (outcome === stated) return null
  return total === 0 ? 'no_hosts' : 'hosts'
}

/** The action of a run of the runner. */
export const toAction = ({ origin, action }: Pick<RunRow, 'origin' | 'action'>): RunSummary['action'] =>
  origin === 'runner' ? (action as RunSummary['action']) : null

/** A run as the API lists it. */
export const toSummary = (row: RunRow, counts: HostCounts): RunSummary => ({
  run: row.run,
  kind: row.is_update === 1 ? 'update' : 'other',
  origin: row.origin as RunSummary['origin'],
  action: toAction(row),
  startedAt: new Date(row.started_ms).toISOString(),
  endedAt: isoTime(row.ended_ms),
  outcome: row.outcome as RunOutcome | null,
  message: row.message,
  doubt: doubtOf(row, counts),
  playbook: row.playbook,
  release: row.release,
  revision: row.revision,
  by: row.by_account,
  counts
})

/** The state of a host in a run, in one word. */
export type HostStatus = 'waiting' | 'under_way' | HostOutcome

const isOutcome = (status: string): status is HostOutcome => (hostOutcomes as readonly string[]).includes(status)

const releasesOf = (text: string): RunHost['releases'] => readJson(text, runHost.shape.releases) ?? []

/** The state to compare an item with. */
export const toHostState = ({
  host,
  status,
  is_update: isUpdate,
  presumed,
  attempt,
  at_ms: atMs,
  started_ms: startedMs,
  duration_seconds: durationSeconds,
  step,
  releases
}: HostRow): HostState => {
  if (status === 'waiting') return waitingHost(host)
  const heard = {
    host,
    attempt: attempt ?? 1,
    at: new Date(atMs ?? 0).toISOString(),
    startedAt: new Date(startedMs ?? 0).toISOString(),
    ...(isUpdate === 1 && { update: true as const }),
    ...(step !== null && { step })
  }
  if (!isOutcome(status)) return { state: 'under_way', ...heard }
  return {
    state: 'finished',
    ...heard,
    outcome: status,
    durationSeconds: durationSeconds ?? 0,
    ...(releases !== null && { releases: releasesOf(releases) }),
    ...(presumed === 1 && { presumed: true })
  }
}

/** A host's state as the statement `updates.putHosts` takes it. */
export const fromHostState = (state: HeardHostState) => {
  const { at, startedAt, ...rest } = state
  const atMs = Date.parse(at)
  return {
    ...rest,
    status: state.state === 'finished' ? state.outcome : state.state,
    atMs,
    startedMs: Date.parse(startedAt),
    ...state.state === 'finished' && { finishedMs: atMs }
  }
}

/** A host of a run as the API shows it. */
export const toRunHost = (row: HostRow, enrolled: boolean): RunHost => ({
  host: row.host,
  enrolled,
  state: isOutcome(row.status) ? 'finished' : row.status as 'waiting' | 'under_way',
  outcome: isOutcome(row.status) ? row.status : null,
  attempt: row.attempt,
  startedAt: isoTime(row.started_ms),
  finishedAt: isoTime(row.finished_ms),
  durationSeconds: row.duration_seconds,
  fromRevision: row.from_revision,
  toRevision: row.to_revision,
  step: row.step,
  message: row.message,
  journal: row.journal === null ? null : readJson(row.journal, runHost.shape.journal) ?? null,
  releases: row.releases === null ? [] : releasesOf(row.releases),
  tasks: row.tasks === null ? null : readJson(row.tasks, runHost.shape.tasks) ?? null
})
