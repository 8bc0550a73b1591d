import { setImmediate } from 'node:timers/promises'
import type { RunSummary } from '@mimamori/contract'
import type { Storage } from '../platform/storage/storage.ts'
import { toAction, toCounts, toRunHost, toSummary, type CountRow, type HostRow, type RunRow } from './update-rows.ts'
import type { Updates } from './updates.ts'

/** Hosts that are read or built in one go. */
const batchSize = 100
/** When a run was planned, from its id. */
const plannedMs = (run: string): number => Date.parse(run.replace(/^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d).*/, '$1-$2-$3T$4:$5:$6Z'))

interface Deps {
  readonly storage: Storage
  readonly isEnrolled: (host: string) => boolean
}

/** The questions about runs that need a query. */
export const createRunReader = ({ storage, isEnrolled }: Deps): Pick<Updates, 'list' | 'get' | 'hosts' | 'hostsNamed' | 'ofDevice'> => {
  const summaries = async (rows: readonly RunRow[]): Promise<readonly RunSummary[]> => {
    const counts = await storage.query<CountRow>('updates.counts', { runs: JSON.stringify(rows.map(({ run }) => run)) })
    const byRun = Map.groupBy(counts, ({ run }) => run)
    return rows.map((row) => toSummary(row, toCounts(byRun.get(row.run) ?? [])))
  }
  const view = (row: HostRow) => toRunHost(row, isEnrolled(row.host))

  return {
    list: async ({ limit, kind, before }) =>
      await summaries(
        await storage.query<RunRow>('updates.runs', {
          before: before ?? null,
          plannedMs: before === undefined ? null : plannedMs(before),
          limit,
          isUpdate: kind === undefined ? null : Number(kind === 'update')
        })
      ),
    get: async (run) => (await summaries(await storage.query<RunRow>('updates.run', { run })))[0],
    async* hosts (run) {
      for (let after = ''; ;) {
        const rows = await storage.query<HostRow>('updates.hosts', { run, after, limit: batchSize })
        if (rows.length > 0) yield rows.map(view)
        if (rows.length < batchSize) return
        after = rows.at(-1)!.host
        await setImmediate()
      }
    },
    hostsNamed: async (run, hosts) => (await storage.query<HostRow>('updates.hostsNamed', { run, hosts: JSON.stringify(hosts) })).map(view),
    ofDevice: async (deviceId, { kind, limit }) =>
      (
        await storage.query<HostRow & Pick<RunRow, 'origin' | 'action' | 'playbook'> & { readonly ended: number }>('updates.ofHost', {
          host: deviceId,
          limit,
          isUpdate: Number(kind === 'update')
        })
      ).map((row) => ({ ...view(row), run: row.run, action: toAction(row), playbook: row.playbook, ended: row.ended === 1 }))
  }
}
