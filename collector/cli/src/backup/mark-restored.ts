import { chownSync, statSync } from 'node:fs'
import { restoreMarkFile } from '@mimamori/contract/data-directory'
import type { RestoreMark } from '@mimamori/contract/restore-mark'
import { replaceFileSync } from '@mimamori/program/durable-file'
import type { Manifest } from './manifest.ts'

/** Leaves the backup's time in a restored data directory, for the collector that is started on it. */
export const markRestored = (dataDirectory: string, { takenAt }: Pick<Manifest, 'takenAt'>): void => {
  const { uid, gid } = statSync(dataDirectory)
  const mark: RestoreMark = { takenAt, restoredAt: new Date().toISOString() }
  replaceFileSync(restoreMarkFile(dataDirectory), `${JSON.stringify(mark)}\n`, {
    mode: 0o600, prepare: (fresh) => { chownSync(fresh, uid, gid) }
  })
}
