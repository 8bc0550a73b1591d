#!/usr/bin/env node
/** `mimamori-runner`: updates the fleet from the server. Nothing here must end a run: that lives in a process of its own. */
import { accessSync, constants } from 'node:fs'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { run } from './cli/run.ts'
import { systemClock } from './clock.ts'

/** sudo keeps the caller's directory. From one that this account cannot enter, such as a home on Debian, no program can be started. */
const leaveClosedDirectory = (): void => {
  try {
    accessSync('.', constants.X_OK)
  } catch {
    process.chdir('/')
  }
}

leaveClosedDirectory()
const interrupt = new AbortController()
// Under npm and over ssh, Ctrl-C may come twice.
process.on('SIGINT', () => { interrupt.abort() })
// A reader that has seen enough, or whose terminal is gone. The run goes on.
const leave = (): void => { interrupt.abort() }
process.stdout.on('error', leave)
process.stderr.on('error', leave)

const ask = async (question: string): Promise<string | undefined> => {
  if (!process.stdin.isTTY) return undefined
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-D, and Ctrl-C, which the line editor keeps for itself, are a no.
  const { promise: closed, resolve: no } = Promise.withResolvers<string>()
  lines.once('close', () => { no('') })
  lines.once('SIGINT', () => { lines.close() })
  try {
    return await Promise.race([lines.question(question), closed])
  } finally {
    lines.close()
  }
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  write: (text) => { process.stdout.write(text) },
  writeError: (text) => { process.stderr.write(text) },
  columns: () => process.stdout.isTTY ? process.stdout.columns : undefined,
  ask,
  interrupted: interrupt.signal,
  account: process.env.SUDO_USER || userInfo().username
})
