import { join } from 'node:path'
import { readBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'

const checkout = join(import.meta.dirname, '../..')

/** The collector with its packages as one script, which scripts/build/server.ts makes. */
export const bundleFile = join(checkout, 'dist/collector.cjs')

/** The inputs of the build; npm's list of what is installed among them. */
export const bundleInputs = [
  'collector/src', 'collector/package.json', 'collector/contract/src', 'exporter/src', 'program/src', 'scripts/build', 'node_modules/.package-lock.json'
]

export const bundleSource = (): Buffer => fingerprint(checkout, bundleInputs)

/** Whether it was built of the sources as they are now; not if these cannot be read. */
export const isBundleCurrent = (): boolean => {
  try {
    return readBuilt(bundleFile, bundleSource()) !== undefined
  } catch {
    return false
  }
}
