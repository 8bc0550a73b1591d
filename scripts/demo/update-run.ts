import type { HostFinished, UpdateEnd, UpdateHosts, UpdateStart } from '../../collector/contract/src/index.ts'
import { askAsAdmin } from '../../test/simulator/admin-api.ts'
import type { CollectorProcess } from '../../test/simulator/collector-process.ts'
import type { FleetMember } from '../../test/simulator/fleet.ts'
import type { StoryName } from '../../test/simulator/story.ts'

const from = '4f2a91c07d3b5e6f'
const to = '8c1b7d90aa42f3e1'
const updated: Partial<HostFinished> = { outcome: 'updated', toRevision: to, tasks: { ok: 14, changed: 5, failed: 0, skipped: 2, rescued: 0, ignored: 0 } }

/** Where it did not go well. */
const outcomes: Partial<Record<StoryName, Partial<HostFinished>>> = {
  silent: { outcome: 'unreachable', durationSeconds: 10, message: 'ssh: connect to host port 22: No route to host' },
  'disk full': {
    outcome: 'failed',
    step: 'release : preflight',
    message: '38 MB are free on /opt; the release needs 200 MB',
    tasks: { ok: 4, changed: 0, failed: 1, skipped: 0, rescued: 0, ignored: 0 }
  }
}

const minuteMs = 60_000

/** Tells the collector of an update half an hour ago, as Ansible's callback does: one device had no room for it, and one could not be reached. */
export const tellUpdateRun = async (collector: Pick<CollectorProcess, 'origin' | 'adminToken'>, members: readonly FleetMember[]): Promise<void> => {
  const startMs = Date.now() - 30 * minuteMs
  const at = (ms: number): string => new Date(startMs + ms).toISOString()
  const run = `${at(0).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-0a1b2c`
  const hosts = members.map(({ id, story }, index): HostFinished => {
    const durationSeconds = 41 + index % 37
    return { state: 'finished', host: id, at: at(durationSeconds * 1000), attempt: 1, update: true, outcome: 'updated', durationSeconds, fromRevision: from, ...outcomes[story.name] ?? updated }
  })
  const failed = hosts.some(({ outcome }) => outcome !== 'updated')
  await askAsAdmin(collector, '/api/updates', {
    run, origin: 'callback', startedAt: at(0), playbook: 'update_clients.yml', by: 'demo', hosts: members.map(({ id }) => id)
  } satisfies UpdateStart)
  for (let first = 0; first < hosts.length; first += 1000) {
    await askAsAdmin(collector, `/api/updates/${run}/hosts`, { hosts: hosts.slice(first, first + 1000) } satisfies UpdateHosts)
  }
  await askAsAdmin(collector, `/api/updates/${run}/end`, { endedAt: at(2 * minuteMs), outcome: failed ? 'failed' : 'succeeded' } satisfies UpdateEnd)
}
