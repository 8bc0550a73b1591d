import type { HostFinished, HostItem } from '../../collector/contract/src/index.ts'
import type { Deps } from '../../collector/src/deps.ts'
import { deviceId } from './fleet.ts'

const minuteMs = 60_000
export const runs = {
  succeeded: '20261101-000000-000001',
  callback: '20261110-000000-000002',
  failed: '20261118-000000-000003',
  running: '20261125-000000-000004'
} as const

const from = '4f2a91c07d3b5e6f'
const to = '8c1b7d90aa42f3e1'

const failures: readonly (Pick<HostFinished, 'outcome'> & Partial<HostFinished>)[] = [
  {
    outcome: 'rolled_back',
    toRevision: from,
    step: 'release : キオスクの動作を確認する',
    message: 'http://127.0.0.1:8090/health did not answer 200 within 60 s (last: connection refused)',
    journal: {
      unit: 'kiosk.service',
      lines: [
        'Started kiosk.service - Kiosk.',
        'Error: cannot open /dev/fb0: 許可がありません',
        'kiosk.service: Main process exited, code=exited, status=1/FAILURE'
      ]
    }
  },
  { outcome: 'failed', step: 'release : preflight', message: '残りのディスク容量は 38 MB です。200 MB 以上必要です。' },
  { outcome: 'unreachable', durationSeconds: 10, message: 'ssh: connect to host 127.7.0.3 port 22: No route to host' },
  { outcome: 'skipped', durationSeconds: 0 }
]

/** The outcome of one host: the first ones have stories of their own, all others are updated. */
const outcomeOf = (
  host: string,
  index: number,
  { atMs, hasFailures }: { readonly atMs: number, readonly hasFailures: boolean }
): HostFinished => ({
  state: 'finished',
  host,
  at: new Date(atMs).toISOString(),
  attempt: 1,
  update: true,
  outcome: 'updated',
  durationSeconds: 41.3 + (index % 37),
  fromRevision: from,
  toRevision: to,
  ...(hasFailures ? failures[index] : undefined)
})

/**
 * Four runs over a fleet that `settle` has made: one that went well, one of somebody's own playbook that was interrupted, one
 * that failed on its first hosts, and one that goes on. Through the store itself; the wire has tests of its own.
 */
export const settleUpdates = async ({ updates }: Deps, { devices }: { readonly devices: number }): Promise<void> => {
  const nowMs = Date.now()
  const hosts = Array.from({ length: devices }, (_, index) => deviceId(index))
  const at = (minutesAgo: number) => new Date(nowMs - minutesAgo * minuteMs).toISOString()
  const report = async (run: string, items: readonly HostItem[]) => {
    for (let first = 0; first < items.length; first += 500) {
      await updates.report(run, items.slice(first, first + 500), { requestId: 'test' })
    }
  }
  const start = async (run: string, minutesAgo: number) =>
    await updates.start({
      run,
      origin: 'runner',
      startedAt: at(minutesAgo),
      playbook: 'playbooks/update_clients.yml',
      release: 'kiosk',
      revision: to,
      by: '田中',
      hosts
    })

  await start(runs.succeeded, 20_000)
  await report(runs.succeeded, hosts.map((host, index) => outcomeOf(host, index, { atMs: nowMs - 19_990 * minuteMs, hasFailures: false })))
  await updates.end(runs.succeeded, { endedAt: at(19_989), outcome: 'succeeded' })

  await updates.start({ run: runs.callback, origin: 'callback', startedAt: at(9000), playbook: '/home/tanaka/site.yml', hosts: [] })
  await report(runs.callback, [{ state: 'under_way', host: 'db01.example', at: at(8999), attempt: 1, step: 'apt : upgrade' }])
  await updates.end(runs.callback, { endedAt: at(8990), outcome: 'interrupted', message: 'nothing was heard of this run for 6 hours' })

  await start(runs.failed, 3000)
  await report(runs.failed, hosts.map((host, index) => outcomeOf(host, index, { atMs: nowMs - 2990 * minuteMs, hasFailures: true })))
  await updates.end(runs.failed, { endedAt: at(2984), outcome: 'failed', message: 'the failure budget of 2 hosts was spent in wave 3' })

  await start(runs.running, 6)
  const half = Math.floor(devices / 2)
  await report(runs.running, [
    ...hosts.slice(1, half).map((host, index) => outcomeOf(host, index, { atMs: nowMs - 2 * minuteMs, hasFailures: false })),
    { state: 'under_way', host: hosts[0]!, at: at(1), attempt: 1, update: true, step: 'release : Check the services' }
  ])
}
