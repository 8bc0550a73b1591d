import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Collector, Roots } from '../src/collector.ts'
import type { Sample } from '../src/text-format/index.ts'
import { hostRoots } from './host-trees.ts'

/** A tree of the test's own, removed when the test ends: empty, or a copy of a fixture host to break things in. */
export const temporaryTree = (
  host?: string
): Roots & { readonly write: (path: string, content: string | Uint8Array) => void, readonly remove: (path: string) => void } => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-tree-'))
  onTestFinished(() => {
    rmSync(directory, { recursive: true })
  })
  const roots = { proc: `${directory}/proc`, sys: `${directory}/sys`, rootfs: `${directory}/rootfs`, udevData: `${directory}/udev/data` }
  if (host !== undefined) cpSync(dirname(hostRoots(host).proc), directory, { recursive: true, verbatimSymlinks: true })
  return {
    ...roots,
    write (path, content) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), content)
    },
    remove (path) {
      rmSync(join(directory, path), { recursive: true })
    }
  }
}

/** What a collector says, family by family: `name{label="value"}` to value, and the problems that it reported. */
export const collected = async (
  collector: Collector
): Promise<{ readonly values: Readonly<Record<string, number>>, readonly problems: readonly string[] }> => {
  const problems: string[] = []
  const values: Record<string, number> = {}
  const labelsOf = ({ labels = {} }: Sample): string => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`)
    return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
  }
  for (const { name, samples } of await collector.collect((problem) => problems.push(problem.message))) {
    for (const sample of samples) values[`${sample.name ?? name}${labelsOf(sample)}`] = sample.value
  }
  return { values, problems }
}
