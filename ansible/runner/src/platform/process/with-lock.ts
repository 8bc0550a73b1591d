import { execa } from 'execa'
import { lockConflict } from './lock.ts'

/**
 * Holds the lock of a file (flock(2)) while something is done; it is released afterwards, or when this process
 * ends. @throws if another process holds it for a minute
 */
export const withLock = async <Value>(lockFile: string, work: () => Value | Promise<Value>): Promise<Value> => {
  // It prints that it has the lock, and keeps it until its standard input is closed.
  const holder = execa('flock', [
    '--no-fork', '--timeout', '60', '--conflict-exit-code', String(lockConflict), lockFile, 'sh', '-c', 'echo; exec cat'
  ], {
    stdin: 'pipe', stdout: 'pipe', reject: false, buffer: false
  })
  const { promise: locked, resolve, reject } = Promise.withResolvers<void>()
  holder.stdout.once('data', () => { resolve() })
  holder.then(
    ({ exitCode, shortMessage }) => {
      reject(new Error(`${lockFile}: ${exitCode === lockConflict ? 'expected to be free within a minute' : shortMessage}`))
    }, reject
  )
  try {
    await locked
    return await work()
  } finally {
    holder.stdin.end()
    await holder
  }
}
