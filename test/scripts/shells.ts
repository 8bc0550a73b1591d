import { spawnSync } from 'node:child_process'
import { describe } from 'vitest'

/** A bash of macOS's age, where this machine has one: Debian has none, and it must be built from bash's own source. */
const bash32 = process.env['MIMAMORI_TEST_BASH32']

const debianBash = '/bin/bash'

const versionOf = (program: string): string => {
  const { stdout } = spawnSync(program, ['-c', 'printf %s "${BASH_VERSION%%(*}"'], { encoding: 'utf8' })
  return stdout
}

type Tests = (bash: string) => void

const describeWithDebianBash = (title: string, tests: Tests): void => {
  describe(`${title} (bash ${versionOf(debianBash)})`, () => { tests(debianBash) })
}

/** Skipped visibly if MIMAMORI_TEST_BASH32 names no bash. @throws if it names something else than a bash 3.2 */
const describeWithBash32 = (title: string, tests: Tests): void => {
  if (bash32 === undefined) {
    describe.skip(`${title} (bash 3.2) [skipped: MIMAMORI_TEST_BASH32 names no bash 3.2]`, () => { tests(debianBash) })
    return
  }
  const version = versionOf(bash32)
  if (!version.startsWith('3.2.')) {
    throw new Error(`MIMAMORI_TEST_BASH32: expected the path of a bash 3.2, ${bash32} is ${version === '' ? 'no bash' : version}`)
  }
  describe(`${title} (bash ${version})`, () => { tests(bash32) })
}

/** A group of tests for the oldest bash here: 3.2 if MIMAMORI_TEST_BASH32 names one, else Debian's. */
export const describeWithOldestBash = (title: string, tests: Tests): void => {
  if (bash32 === undefined) describeWithDebianBash(title, tests)
  describeWithBash32(title, tests)
}

/** A group of tests for each bash: Debian's always, and 3.2 if MIMAMORI_TEST_BASH32 names one. */
export const describeWithEachBash = (title: string, tests: Tests): void => {
  describeWithDebianBash(title, tests)
  describeWithBash32(title, tests)
}
