import type { HostItem, HostOutcome } from '@mimamori/contract'
import { timeSlice } from '../event-loop/time-slice.ts'
import type { LogStore, PreparedLines } from '../logs/log-store.ts'
import type { Storage } from '../storage/storage.ts'
import { putDevices, type DeviceTable, type StoredUpdate } from './device-updates.ts'
import { advance, isOutcome, type HostProgress } from './host-progress.ts'
import { runLog } from './run-log.ts'
import { countStatement, type UpdateCounts } from './update-counts.ts'
import { toProgress, type HostRow } from './update-rows.ts'

interface Parts {
  readonly storage: Storage
  readonly logs: Pick<LogStore, 'prepare'>
  readonly devices: DeviceTable
  readonly counts: UpdateCounts
  readonly isEnrolled: (host: string) => boolean
}

interface From {
  readonly requestId: string
  readonly receivedMs: number
  /** When the server heard of the run's start. */
  readonly runReceivedMs: number
  readonly playbook: string
  /** The run goes on. */
  readonly isOpen: boolean
}

/** How many items changed something, and the hosts that they changed. */
interface Changed {
  readonly items: number
  readonly hosts: readonly string[]
}

/** Carries some items of a run out in one commit: the hosts, the devices' newest outcome, the counters, the devices' log. */
export const storeItems = ({ storage, logs, devices, counts, isEnrolled }: Parts) => async (run: string, items: readonly HostItem[], { requestId, receivedMs, runReceivedMs, playbook, isOpen }: From): Promise<Changed> => {
  const names = [...new Set(items.map(({ host }) => host))]
  const rows = await storage.query<HostRow>('updates.hostsNamed', { run, hosts: JSON.stringify(names) })
  const before = new Map(rows.map((row) => [row.host, toProgress(row)]))
  const after = new Map<string, HostProgress>()
  const outcomes: HostOutcome[] = []
  const updates = new Map<string, StoredUpdate>()
  const lines: PreparedLines[] = []
  let changed = 0
  const slice = timeSlice()
  for (const item of items) {
    await slice.pause()
    const progress = advance(after.get(item.host) ?? before.get(item.host), item, receivedMs)
    if (!progress) continue
    changed += 1
    after.set(item.host, progress)
    if (!isOutcome(progress.status)) continue
    if (progress.update) outcomes.push(progress.status)
    if (!isEnrolled(item.host)) continue
    // One that was left out keeps what is known of it: nothing has become of it.
    if (progress.update && progress.status !== 'skipped') updates.set(item.host, devices.next(item.host, { run, runReceivedMs }, progress, updates.get(item.host)))
    lines.push(logs.prepare(item.host, runLog(progress.status, progress, playbook), { receivedMs, requestId, runId: run }))
  }
  if (changed === 0) return { items: 0, hosts: [] }
  await storage.commit([
    { name: 'updates.putHosts', parameters: { run, hosts: JSON.stringify([...after].map(([host, progress]) => ({ host, ...progress }))) } },
    ...updates.size > 0 ? [putDevices(updates)] : [],
    ...outcomes.length > 0 ? [countStatement('hosts', outcomes)] : [],
    ...lines.flatMap(({ statements }) => statements)
  ])
  counts.add('hosts', outcomes)
  for (const { committed } of lines) committed()
  for (const [device, update] of updates) devices.put(device, update)
  for (const [host, { status, startedMs, update }] of after) {
    if (update && isOpen && status === 'under_way' && isEnrolled(host)) devices.setUnderWay(host, { run, sinceMs: startedMs ?? receivedMs })
    else devices.clearUnderWay(host, run)
  }
  return { items: changed, hosts: [...after.keys()] }
}
