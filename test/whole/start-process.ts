import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../collector/test/until.ts'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { withoutSettings } from '../../scripts/start/environment.ts'
import { ownProgram } from './processes.ts'

/** A verb of ours without npm, such as `npm start`, as it runs for a test. */
export interface StartProcess {
  readonly pid: number
  readonly exited: Promise<number | null>
  output (): string
  errors (): string
  kill (signal: NodeJS.Signals): void
}

export interface StartOptions {
  readonly dataDirectory: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
  /** The script and its arguments; `npm start` unless said. */
  readonly program?: Parameters<typeof ownProgram>
}

export const runStart = ({ dataDirectory, port, env = {}, program = ['scripts/start.ts'] }: StartOptions): StartProcess => {
  const [command, ...args] = [...endsWithUs, ...ownProgram(...program)]
  const inherited = Object.fromEntries(
    Object.entries(withoutSettings(process.env)).filter(([name]) => !['LANG', 'LC_ALL', 'LC_MESSAGES'].includes(name))
  )
  const child = spawn(command!, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, MIMAMORI_DATA_DIR: dataDirectory, MIMAMORI_LISTEN: `127.0.0.1:${port}`, ...env }
  })
  const texts = { output: '', errors: '' }
  child.stdout.setEncoding('utf8').on('data', (piece: string) => { texts.output += piece })
  child.stderr.setEncoding('utf8').on('data', (piece: string) => { texts.errors += piece })
  return {
    pid: child.pid!,
    exited: new Promise((resolve) => child.once('close', (code) => { resolve(code) })),
    output: () => texts.output,
    errors: () => texts.errors,
    kill (signal) { child.kill(signal) }
  }
}

/** The command lines of a process's children, by process id. */
export const childrenOf = (parent: number): ReadonlyMap<number, string> => {
  const found = new Map<number, string>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      const status = readFileSync(join('/proc', String(pid), 'status'), 'utf8')
      if (Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]) === parent) {
        found.set(pid, readFileSync(join('/proc', String(pid), 'cmdline'), 'utf8').replaceAll('\0', ' '))
      }
    } catch (error) {
      // It ended while we were looking: ESRCH where it was open already.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  return found
}

/** The link with which it lets a browser in. @throws with what it said where it ends before */
export const loginLink = async (started: StartProcess): Promise<string> => until('the login link', async () => {
  const link = /http:\/\/127\.0\.0\.1:\d+\/admin\/login#\S+/.exec(started.output())?.[0]
  if (link === undefined && (await Promise.race([started.exited.then(() => true), Promise.resolve(false)]))) {
    throw new Error(`ended by itself:\n${started.output()}${started.errors()}`)
  }
  return link
})

export const collectorProgram = /collector\/src\/start\.ts/
export const agentProgram = /agent\/src\/main\.ts|mimamori-agent/

/** Which of its children runs a program. @throws where none does */
export const childOf = (children: ReadonlyMap<number, string>, program: RegExp): number => {
  const pid = [...children].find(([, command]) => program.test(command))?.[0]
  if (pid === undefined) throw new Error(`no ${String(program)} among ${[...children.values()].join(', ')}`)
  return pid
}
