import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { temporaryDirectory } from './temporary-directory.ts'

/** Compiles the library that makes a disk slow or full for the process that it is loaded into by LD_PRELOAD. */
export const compileTroubledDisk = (): string => {
  const library = join(temporaryDirectory(), 'troubled-disk.so')
  const { status, stderr } = spawnSync(
    'gcc',
    ['-shared', '-fPIC', '-O1', '-o', library, join(import.meta.dirname, 'fixtures/troubled-disk.c'), '-ldl'],
    { encoding: 'utf8' }
  )
  if (status !== 0) throw new Error(`gcc could not compile it: ${stderr}`)
  return library
}

/** Needs Linux and gcc: at a desk without them the tests are skipped, visibly; in CI they fail. */
export const hasTroubledDisk =
  process.platform === 'linux' && (process.env.CI !== undefined || spawnSync('gcc', ['--version']).status === 0)
