import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The hosts of one `ansible-playbook`, in the files that it reads. */
export interface BatchFiles {
  readonly hosts: number
  /** The file for `--limit`. */
  readonly limitFile: string
  /** The file for `--extra-vars`. */
  readonly variablesFile: string
}

interface Batch {
  readonly hosts: readonly string[]
  readonly variables: object
}

/** Writes them as `NAME.hosts` and `NAME.json`. */
export const writeBatchFiles = (directory: string, name: string, { hosts, variables }: Batch): BatchFiles => {
  const [limitFile, variablesFile] = [join(directory, `${name}.hosts`), join(directory, `${name}.json`)]
  writeFileSync(limitFile, hosts.map((host) => `${host}\n`).join(''))
  writeFileSync(variablesFile, JSON.stringify(variables))
  return { hosts: hosts.length, limitFile, variablesFile }
}
