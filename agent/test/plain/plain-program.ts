import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'vitest'
import { temporaryDirectory, type Until } from '../../../collector/test/temporary-directory.ts'

export const plainDirectory = join(import.meta.dirname, '../../plain')
const program = join(plainDirectory, 'mimamori-report.sh')

type Shell = readonly [string, ...string[]]
const busybox = '/usr/bin/busybox'
/** Debian's sh, and BusyBox's. */
const shells: readonly { readonly name: string, readonly shell: Shell }[] = [
  { name: 'dash', shell: ['/usr/bin/dash'] },
  { name: 'busybox ash', shell: [busybox, 'ash'] }
]

/** BusyBox's own tools, to stand before Debian's in PATH. */
const linkApplets = (directory: string): string => {
  mkdirSync(directory)
  for (const name of ['awk', 'cat', 'cut', 'date', 'df', 'grep', 'head', 'mktemp', 'mv', 'rm', 'sed', 'sleep', 'tail', 'tr', 'wc']) {
    symlinkSync(busybox, join(directory, name))
  }
  return directory
}

/**
 * A group of tests for each shell: one that this machine lacks is skipped visibly, as is all that it cannot run, except in continuous
 * integration.
 */
export const describeWithEachShell = (title: string, tests: (shell: Shell) => void, canRun = true): void => {
  for (const { name, shell } of shells) {
    const one = (canRun && existsSync(shell[0])) || process.env['CI'] ? describe : describe.skip
    one(`${title} (${name})`, () => { tests(shell) })
  }
}

export interface PlainDevice {
  /** The lines of its configuration. */
  configure (content: string): void
  /** Starts it once, as its unit does. */
  report (args?: readonly string[]): Promise<{ readonly code: number | null, readonly stdout: string, readonly stderr: string }>
  /** As a reboot empties it. */
  readonly runDirectory: string
  readonly stateDirectory: string
}

export interface PlainDeviceOptions {
  readonly shell: Shell
  /** What the program is started by, such as a namespace of its own. */
  readonly inside?: (...argv: readonly string[]) => readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  readonly until?: Until | undefined
}

/** A device of a test with the plain program, which is a real process with directories as systemd gives it. */
export const createPlainDevice = ({
  shell,
  inside = (...argv) => argv as [string, ...string[]],
  env = {},
  until
}: PlainDeviceOptions): PlainDevice => {
  const directory = temporaryDirectory(until)
  const [configFile, runDirectory, stateDirectory] = ['agent.conf', 'run', 'state'].map((name) => join(directory, name)) as [
    string,
    string,
    string
  ]
  mkdirSync(runDirectory)
  mkdirSync(stateDirectory)
  const path = [...(shell[0] === busybox ? [linkApplets(temporaryDirectory(until) + '/bin')] : []), process.env['PATH']].join(':')
  return {
    runDirectory,
    stateDirectory,
    configure (content) {
      writeFileSync(configFile, content, { mode: 0o600 })
    },
    async report (args = []) {
      const [command, ...words] = inside(...shell, program, '--config', configFile, ...args)
      const child = spawn(command, words, {
        cwd: directory,
        env: { PATH: path, LANG: 'ja_JP.UTF-8', RUNTIME_DIRECTORY: runDirectory, STATE_DIRECTORY: stateDirectory, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 60_000,
        killSignal: 'SIGKILL'
      })
      const out = { stdout: '', stderr: '' }
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          out[name] += text
        })
      }
      const [code] = (await once(child, 'close')) as [number | null]
      return { code, ...out }
    }
  }
}
