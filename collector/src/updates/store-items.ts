import { nextHostState, waitingHost, type HeardHostState, type HostItem, type HostOutcome } from '@mimamori/contract'
import { timeSlice } from '../platform/event-loop/time-slice.ts'
import { cleanText } from '../logs/intake/log-context.ts'
import type { LogStore, PreparedLines } from '../logs/log-store.ts'
import type { Storage } from '../platform/storage/storage.ts'
import { putDevices, type DeviceTable } from './device-updates.ts'
import type { RunReceipt, StoredUpdates } from './release-update.ts'
import { runLog } from './run-log.ts'
import { countStatement, type UpdateCounts } from './update-counts.ts'
import { fromHostState, toHostState, type HostRow } from './update-rows.ts'

interface Deps {
  readonly storage: Storage
  readonly logs: Pick<LogStore, 'prepare'>
  readonly devices: DeviceTable
  readonly counts: UpdateCounts
  readonly isEnrolled: (host: string) => boolean
}

interface From extends Omit<RunReceipt, 'run'> {
  readonly requestId: string
  readonly receivedMs: number
  readonly playbook: string
  /** The run goes on. */
  readonly isOpen: boolean
}

/** How many items changed something, and the hosts that they changed. */
interface Changed {
  readonly items: number
  readonly hosts: readonly string[]
}

/** Never later than the receipt, by whatever clock the sender has. */
const notLater = (item: HostItem, receivedMs: number): HostItem => ({
  ...item,
  at: new Date(Math.min(Date.parse(item.at), receivedMs)).toISOString()
})

/** The contract's own limits, in characters. */
const messageLength = 4000
const lineLength = 2000

/** The same state with its text made storable: it came from a device's own output. */
const withStorableText = (state: HeardHostState): HeardHostState => {
  if (state.state === 'under_way') return state
  const { message, journal } = state
  return {
    ...state,
    ...message !== undefined && { message: cleanText(message, messageLength) },
    ...journal && { journal: { unit: journal.unit, lines: journal.lines.map((line) => cleanText(line, lineLength)) } }
  }
}

/** Carries some items of a run out in one commit: the hosts, the newest outcome of each release, the counters, the devices' log. */
export const storeItems =
  ({ storage, logs, devices, counts, isEnrolled }: Deps) =>
    async (
      run: string,
      items: readonly HostItem[],
      { requestId, receivedMs, runReceivedMs, release, playbook, isOpen }: From
    ): Promise<Changed> => {
      const names = [...new Set(items.map(({ host }) => host))]
      const rows = await storage.query<HostRow>('updates.hostsNamed', { run, hosts: JSON.stringify(names) })
      const before = new Map(rows.map((row) => [row.host, toHostState(row)]))
      const after = new Map<string, HeardHostState>()
      const outcomes: HostOutcome[] = []
      const updates = new Map<string, StoredUpdates>()
      const lines: PreparedLines[] = []
      let changed = 0
      const slice = timeSlice()
      for (const item of items) {
        await slice.pause()
        const next = nextHostState(after.get(item.host) ?? before.get(item.host) ?? waitingHost(item.host), notLater(item, receivedMs))
        if (!next) continue
        const state = withStorableText(next)
        changed += 1
        after.set(item.host, state)
        if (state.state !== 'finished') continue
        if (state.update) outcomes.push(state.outcome)
        if (!isEnrolled(item.host)) continue
        if (state.update) updates.set(item.host, devices.next(item.host, { run, runReceivedMs, release }, state, updates.get(item.host)))
        lines.push(logs.prepare(item.host, runLog(state, playbook), { receivedMs, requestId, runId: run }))
      }
      if (changed === 0) return { items: 0, hosts: [] }
      await storage.commit([
        { name: 'updates.putHosts', parameters: { run, hosts: JSON.stringify([...after.values()].map(fromHostState)) } },
        ...(updates.size > 0 ? putDevices(updates) : []),
        ...(outcomes.length > 0 ? [countStatement('hosts', outcomes)] : []),
        ...lines.flatMap(({ statements }) => statements)
      ])
      counts.add('hosts', outcomes)
      for (const { committed } of lines) committed()
      for (const [device, update] of updates) devices.put(device, update)
      for (const [host, { state, startedAt, update }] of after) {
        if (update && isOpen && state === 'under_way' && isEnrolled(host)) devices.setUnderWay(host, { run, sinceMs: Date.parse(startedAt) })
        else devices.clearUnderWay(host, run)
      }
      return { items: changed, hosts: [...after.keys()] }
    }
