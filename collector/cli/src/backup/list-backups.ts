import { formatBytes } from '@mimamori/contract/quantity'
import type { Answer, Invocation } from '../command.ts'
import { loadExactTime } from '../local-time.ts'
import { table } from '../table.ts'
import { openRepository } from './open-repository.ts'
import { listSnapshots } from './snapshots.ts'

/** The backups of a repository, by date. */
export const listBackups = async (invocation: Invocation): Promise<Answer> => {
  const { text } = invocation
  const found = await listSnapshots(await openRepository(invocation))
  return {
    json: found.map(({ id, time, hostname, summary }) => ({ id, takenAt: time, host: hostname, bytes: summary.total_bytes_processed })),
    async lines () {
      if (found.length === 0) return [text.noBackups]
      const time = await loadExactTime(invocation)
      return table(found, text, {
        created: (snapshot) => time(snapshot.time), backup: 'short_id', server: 'hostname',
        size: ({ summary }) => formatBytes(summary.total_bytes_processed)
      })
    }
  }
}
