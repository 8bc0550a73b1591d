import { readdirSync, readlinkSync, realpathSync } from 'node:fs'
import type { Command } from './execute.ts'

/** flock(1)'s exit code if another process has the lock. */
export const lockConflict = 75

/**
 * Runs a command that has the lock as long as it lives, as has every process that it hands the descriptor to.
 * Waits a little, for a process that only does maintenance; the caller has already checked that no run is in progress.
 */
export const underLock = (lockFile: string, argv: readonly string[]): Command['argv'] =>
  ['flock', '--no-fork', '--timeout', '10', '--conflict-exit-code', String(lockConflict), lockFile, ...argv]

/** Finds the descriptor by which this process has the lock. @throws if it does not */
export const lockDescriptor = (lockFile: string): number => {
  const directory = '/proc/self/fd'
  const file = realpathSync(lockFile)
  const descriptor = readdirSync(directory).find((name) => {
    try {
      return readlinkSync(`${directory}/${name}`) === file
    } catch {
      return false
    }
  })
  if (descriptor === undefined) throw new Error(`expected ${lockFile} to be held: start the worker by flock(1)`)
  return Number(descriptor)
}
