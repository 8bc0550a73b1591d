import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file next to the program of an installed release (ansible/roles/release). */
const revisionFile = 'REVISION'

interface RunningRevisionOptions {
  /** The file that runs; a link to it is followed. */
  readonly program: string
  /** The runtime directory of the unit (RuntimeDirectory=). */
  readonly runtimeDirectory: string
}

/**
 * Writes the revision of the release that this process was started from to a file that everybody may read: the proof that it is what
 * runs (exporter/docs/releases.md). systemd removes it with the process. An agent that was not installed as a release has none.
 *
 * @throws if it cannot be written
 */
export const writeRunningRevision = ({ program, runtimeDirectory }: RunningRevisionOptions): void => {
  let revision: string
  try {
    revision = readFileSync(join(dirname(realpathSync(program)), revisionFile), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  writeFileSync(join(runtimeDirectory, 'revision'), revision, { mode: 0o644 })
}
