import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { LocalFile } from '../../collector/cli/src/content/local-files.ts'
import type { UploadedList } from '../../collector/cli/src/content/uploaded-list.ts'

/** A folder's files that are sent between two connections, and the content to publish then. */
export interface Plan extends UploadedList {
  /** In the order in which their bytes come. */
  readonly sending: readonly (LocalFile & { readonly from: number })[]
}

/** On the disk: /tmp may be in memory. */
const beginning = join(process.env['MIMAMORI_INBOX_DIRECTORY'] ?? '/var/tmp', 'mimamori-content-')
/** A plan that nobody went on with for this long was left by a connection that ended: the next `prepare` removes it. */
const maxAgeMs = 86_400_000

const isPlan = (path: string): boolean => path.startsWith(beginning) && /^[0-9a-f]{16}$/.test(path.slice(beginning.length))

/** Gives its path. */
export const writePlan = (plan: Plan): string => {
  const path = `${beginning}${randomBytes(8).toString('hex')}`
  writeFileSync(path, JSON.stringify(plan), { mode: 0o600, flag: 'wx' })
  return path
}

/** @throws if it is not one that `writePlan` has made */
export const requirePlan = (path = ''): string => {
  if (!isPlan(path)) throw new Error(`expected a plan that prepare has printed, got ${JSON.stringify(path)}`)
  return path
}

export const readPlan = (path: string): Plan => JSON.parse(readFileSync(path, 'utf8')) as Plan

export const removePlan = (path: string): void => { rmSync(path, { force: true }) }

export const removeOldPlans = (nowMs: number): void => {
  const directory = dirname(beginning)
  for (const name of readdirSync(directory).filter((each) => each.startsWith(basename(beginning)))) {
    const path = join(directory, name)
    try {
      if (isPlan(path) && nowMs - statSync(path).mtimeMs > maxAgeMs) removePlan(path)
    } catch {
      // Somebody else's, or gone already.
    }
  }
}
