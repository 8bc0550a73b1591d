import { accessSync, constants } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { callingAccount } from '@mimamori/program/calling-account'
import { systemClock } from '../clock.ts'
import type { Terminal } from './terminal.ts'

/** sudo keeps the caller's directory. If this account cannot enter it, as with a home on Debian, no program can be started from it. */
const leaveClosedDirectory = (): void => {
  try {
    accessSync('.', constants.X_OK)
  } catch {
    process.chdir('/')
  }
}

const askUnless = (interrupted: AbortSignal) => async (question: string): Promise<string | undefined> => {
  if (!process.stdin.isTTY) return undefined
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-D means no, and so does Ctrl-C, which readline handles itself only if it also writes to a terminal, and not to a log.
  const { promise: closed, resolve: no } = Promise.withResolvers<string>()
  lines.once('close', () => { no('') })
  lines.once('SIGINT', () => { lines.close() })
  interrupted.addEventListener('abort', () => { lines.close() })
  try {
    return await Promise.race([lines.question(question), closed])
  } finally {
    lines.close()
  }
}

/** The terminal, or the pipes, that this process was started with. */
export const processTerminal = (): Terminal => {
  leaveClosedDirectory()
  const interrupt = new AbortController()
  // Under npm and over ssh, Ctrl-C may come twice.
  process.on('SIGINT', () => { interrupt.abort() })
  // The reader has closed the pipe, or its terminal is gone.
  const leave = (): void => { interrupt.abort() }
  process.stdout.on('error', leave)
  process.stderr.on('error', leave)
  return {
    env: process.env,
    clock: systemClock,
    write: (text) => { process.stdout.write(text) },
    writeError: (text) => { process.stderr.write(text) },
    columns: () => process.stdout.isTTY ? process.stdout.columns : undefined,
    ask: askUnless(interrupt.signal),
    interrupted: interrupt.signal,
    account: callingAccount()
  }
}
