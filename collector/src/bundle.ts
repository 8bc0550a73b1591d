import { join } from 'node:path'
import { readBuilt } from '@mimamori/program/built-file'
import { fingerprint } from '@mimamori/program/fingerprint'

const checkout = join(import.meta.dirname, '../..')

/**
 * The scripts that scripts/build/bundle-collector.ts makes from the collector and the threads of its databases, each with its packages,
 * and their sources below src.
 */
export const bundles = {
  'collector.cjs': 'main.ts',
  'storage-writer-thread.cjs': 'platform/storage/writer-thread.ts',
  'storage-reader-thread.cjs': 'platform/storage/reader-thread.ts',
  'logs-writer-thread.cjs': 'logs/embedded/writer-thread.ts',
  'logs-reader-thread.cjs': 'logs/embedded/reader-thread.ts'
} as const
export type BundleName = keyof typeof bundles
export const bundleNames = Object.keys(bundles) as readonly BundleName[]

export const bundleFile = (name: BundleName): string => join(checkout, 'dist', name)

/** The inputs of the build, including npm's list of installed packages. */
export const bundleInputs = [
  'collector/src', 'collector/package.json', 'collector/contract/src', 'exporter/src', 'program/src', 'scripts/build', 'node_modules/.package-lock.json'
]

export const bundleSource = (): Buffer => fingerprint(checkout, bundleInputs)

/** Whether all were built from the present sources; false if these cannot be read. */
export const areBundlesCurrent = (): boolean => {
  try {
    const source = bundleSource()
    return bundleNames.every((name) => readBuilt(bundleFile(name), source) !== undefined)
  } catch {
    return false
  }
}
