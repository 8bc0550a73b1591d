import type { HostFinished, UpdateEnd, UpdateHosts, UpdateStart } from '../../collector/contract/src/index.ts'
import { askAsAdmin } from '../../test/simulator/admin-api.ts'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import type { FleetMember } from '../../test/simulator/fleet.ts'
import type { Story, StoryName } from '../../test/simulator/story.ts'
import { cardBytes } from '../../test/simulator/varied-values.ts'

const from = '4f2a91c07d3b5e6f'
const to = '8c1b7d90aa42f3e1'
type Result = Pick<HostFinished, 'outcome'> & Partial<HostFinished>

const freeMb = ({ condition: { diskUsageRatio = 0 } = {} }: Story): number => Math.floor(cardBytes * (1 - diskUsageRatio) / 1e6)

/** The failures, in the words of ssh and of the role `release`. */
const troubles: Partial<Record<StoryName, (member: FleetMember) => Result>> = {
  silent: ({ id, address }) => ({
    outcome: 'unreachable', durationSeconds: 10,
    message: `Failed to connect to the host via ssh: ssh: connect to host ${address ?? id} port 22: No route to host`
  }),
  'disk full': ({ story }) => ({
    outcome: 'failed',
    step: 'preflight',
    message: `${freeMb(story)} MB of disk are free at /opt, and 231 are needed (the release, and release_minimum_disk_mb = 200 to ` +
      'spare). Free some space and try again.',
    tasks: { ok: 4, changed: 0, failed: 1, skipped: 0, rescued: 0, ignored: 0 }
  })
}

const resultOf = (member: FleetMember): Result =>
  troubles[member.story.name]?.(member) ?? {
    outcome: 'updated', toRevision: to, tasks: { ok: 14, changed: 5, failed: 0, skipped: 2, rescued: 0, ignored: 0 }
  }

/** The release that a device runs since that update. */
export const releaseOf = (member: FleetMember) => ({ release: 'app', revision: resultOf(member).toRevision ?? from })

const minuteMs = 60_000

/**
 * Reports to the collector an update of half an hour ago, as Ansible's callback does: one device had no space for it, and one could not
 * be reached.
 */
export const reportUpdateRun = async (
  collector: Pick<CollectorProcess, 'origin' | 'adminToken'>, members: readonly FleetMember[]
): Promise<void> => {
  const startMs = Date.now() - 30 * minuteMs
  const at = (ms: number): string => new Date(startMs + ms).toISOString()
  const run = `${at(0).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-0a1b2c`
  const hosts = members.map((member, index): HostFinished => {
    const durationSeconds = 41 + index % 37
    const result = resultOf(member)
    const releases = [{
      name: releaseOf(member).release, outcome: result.outcome, fromRevision: from,
      ...result.toRevision !== undefined && { toRevision: result.toRevision }
    }]
    return {
      state: 'finished', host: member.id, at: at(durationSeconds * 1000), attempt: 1, update: true, releases, durationSeconds,
      fromRevision: from, ...result
    }
  })
  const unwell = (['failed', 'unreachable'] as const).flatMap((outcome) => {
    const count = hosts.filter((host) => host.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${outcome}`]
  })
  await askAsAdmin(collector, '/api/updates', {
    run, origin: 'callback', startedAt: at(0), playbook: 'update_clients.yml', by: 'demo', hosts: members.map(({ id }) => id)
  } satisfies UpdateStart)
  for (let first = 0; first < hosts.length; first += 1000) {
    await askAsAdmin(collector, `/api/updates/${run}/hosts`, { hosts: hosts.slice(first, first + 1000) } satisfies UpdateHosts)
  }
  await askAsAdmin(collector, `/api/updates/${run}/end`, {
    endedAt: at(2 * minuteMs), ...unwell.length === 0 ? { outcome: 'succeeded' } : { outcome: 'failed', message: unwell.join(', ') }
  } satisfies UpdateEnd)
}
