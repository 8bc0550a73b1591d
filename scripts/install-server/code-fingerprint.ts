import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of which each runs or shows something. */
const parts = {
  collector: ['package-lock.json', 'program', 'exporter/src', 'collector', 'dashboards/out/alertmanager.yml', 'docs'],
  runner: ['package-lock.json', 'program', 'collector/contract', 'ansible/runner']
} as const
const left = new Set(['node_modules', 'test'])

const filesBelow = (path: string): readonly string[] => {
  try {
    return readdirSync(path, { withFileTypes: true }).filter(({ name }) => !left.has(name)).sort((one, other) => one.name < other.name ? -1 : 1)
      .flatMap((entry) => entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error
    return [path]
  }
}

/** Names the code of a checkout, which may have no history: another one after every update of it, so that its service is restarted then. */
export const codeFingerprint = (checkout: string, program: keyof typeof parts): string => {
  const hash = createHash('sha256')
  for (const file of parts[program].flatMap((part) => filesBelow(join(checkout, part)))) hash.update(`${file.slice(checkout.length)}\0`).update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}
