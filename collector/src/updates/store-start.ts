import { createHash } from 'node:crypto'
import type { UpdateStart } from '@mimamori/contract'
import type { Clock } from '../platform/clock/clock.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { RunRow } from './update-rows.ts'
import { RunConflictError } from './updates.ts'

/** Distinguishes a repeated start from a different one with the same id. */
const startHash = ({ run, origin, startedAt, playbook, release = '', revision = '', by = '', hosts }: UpdateStart): string =>
  createHash('sha256')
    .update(JSON.stringify([run, origin, Date.parse(startedAt), playbook, release, revision, by, [...new Set(hosts)].sort()]))
    .digest('hex')

/** Stores a run's start; whether it was new. @throws {RunConflictError} if another run has its id */
export const storeStart =
  ({ storage, clock }: { readonly storage: Storage, readonly clock: Clock }) =>
    async (start: UpdateStart): Promise<boolean> => {
      const hash = startHash(start)
      const { run, origin, startedAt, action = 'update', playbook, release = null, revision = null, by = null, hosts } = start
      const [before] = await storage.query<RunRow>('updates.run', { run })
      if (before) {
        if (before.start_hash !== hash) {
          throw new RunConflictError(
            `a run ${run} was started at ${new Date(before.started_ms).toISOString()} with other hosts, playbook or revision: give the new run an id of its own`
          )
        }
        return false
      }
      await storage.commit([
        {
          name: 'updates.start',
          parameters: {
            run,
            startHash: hash,
            origin,
            startedMs: Math.min(Date.parse(startedAt), clock.nowMs()),
            receivedMs: clock.nowMs(),
            action,
            playbook,
            release,
            revision,
            by
          }
        },
        { name: 'updates.expectHosts', parameters: { run, hosts: JSON.stringify(hosts) } }
      ])
      return true
    }
