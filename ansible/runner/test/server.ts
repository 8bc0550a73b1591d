import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { run as runCommandLine } from '../src/cli/run.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readJsonLines } from '../src/platform/files/json-lines.ts'
import type { Terminal } from '../src/platform/terminal/terminal.ts'
import type { RunResult } from '../src/state/run-result.ts'
import type { Call, Scenario } from './fixtures/ansible-playbook.ts'

const runner = join(import.meta.dirname, '..')
const program = join(runner, 'src', 'main.ts')

export interface Ended {
  /** Null where it died of a signal. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A runner that was started by a test. */
export interface Started {
  readonly child: ChildProcess
  stdout (): string
  readonly ended: Promise<Ended>
}

export interface TestServerOptions {
  /** Host names, and their variables. */
  readonly hosts?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly scenario?: Scenario
  readonly env?: Readonly<Record<string, string>>
}

/** A directory that is a server to the runner: inventory, playbook, token, state, and the fixtures as Ansible. */
export interface TestServer {
  readonly directory: string
  readonly state: string
  readonly scenario: (scenario: Scenario) => void
  /** Starts the program in a process of its own. */
  readonly start: (...argv: readonly string[]) => Started
  /** Runs a command line in this process, which is several times as fast; its worker still has a process of its own. */
  readonly run: (...argv: readonly string[]) => Promise<Ended>
  /** The same with another terminal, such as one on which questions are answered. */
  readonly runOn: (terminal: Partial<Terminal>, ...argv: readonly string[]) => Promise<Ended>
  /** With --yes --json; the result it printed. */
  readonly update: (...argv: readonly string[]) => Promise<{ readonly exitCode: number | null, readonly result: RunResult }>
  readonly calls: () => Call[]
  readonly runs: () => string[]
  /** A file of a run as JSON lines. */
  readonly lines: (run: string, name: string) => Record<string, unknown>[]
  readonly file: (name: string, content?: string) => string
  readonly environment: Readonly<Record<string, string | undefined>>
}

const threeHosts = { 'pi-01': {}, 'pi-02': {}, 'pi-03': {} }

export const inventoryOf = (hosts: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    _meta: { hostvars: hosts }, all: { children: ['clients', 'server'] }, clients: { hosts: Object.keys(hosts) }, server: { hosts: ['hub'] }
  })

/** Nothing listens there: port 9 is discard's. */
const nobody = 'http://127.0.0.1:9'

/** Polls more often than the programs do. */
const quickClock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(Math.min(ms, 20), signal) }

/** What programs started from here inherit. Only for the test that is running. */
const takeOn = (environment: Readonly<Record<string, string | undefined>>): void => {
  for (const name of new Set([...Object.keys(process.env), ...Object.keys(environment)])) vi.stubEnv(name, environment[name])
}

/** Removed at the end of the test, with every process that it started still to be ended by the test itself. */
export const testServer = ({ hosts = threeHosts, scenario = {}, env = {} }: TestServerOptions = {}): TestServer => {
  const directory = temporaryDirectory()
  const file = (name: string, content?: string): string => {
    const path = join(directory, name)
    if (content !== undefined) writeFileSync(path, content)
    return path
  }
  const state = file('state')
  mkdirSync(file('bin'))
  for (const name of ['ansible-playbook', 'ansible-inventory']) {
    file(`bin/${name}`, `#!/bin/sh\nexec '${process.execPath}' '${join(runner, 'test', 'fixtures', name)}.ts' "$@"\n`)
    chmodSync(file(`bin/${name}`), 0o755)
  }
  const writeScenario = (wanted: Scenario): void => { file('scenario.json', JSON.stringify(wanted)) }
  writeScenario(scenario)
  const environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:MIMAMORI_|LC_|LANG|SUDO_USER)/.test(name))),
    PATH: `${file('bin')}:${process.env.PATH}`,
    MIMAMORI_TEST_SCENARIO: directory,
    MIMAMORI_UPDATE_CONFIG: file('update.conf', ''),
    MIMAMORI_UPDATE_DIR: state,
    MIMAMORI_UPDATE_INVENTORY: file('inventory.json', inventoryOf(hosts)),
    MIMAMORI_UPDATE_PLAYBOOK: file('playbook.yml', '---\n'),
    MIMAMORI_UPDATE_TOKEN_FILE: file('token', 'a token\n'),
    MIMAMORI_URL: nobody,
    MIMAMORI_UPDATE_RETRY_PAUSE_SECONDS: '0',
    ...env
  }
  const start = (...argv: readonly string[]): Started => {
    const child = spawn(process.execPath, [program, ...argv], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    return {
      child, stdout: () => stdout, ended: once(child, 'close').then(([code]) => ({ exitCode: code as number | null, stdout, stderr }))
    }
  }
  const runOn = async (terminal: Partial<Terminal>, ...argv: readonly string[]): Promise<Ended> => {
    let [stdout, stderr] = ['', '']
    takeOn(environment)
    const exitCode = await runCommandLine(argv, {
      env: environment, clock: quickClock, columns: () => undefined, interrupted: new AbortController().signal, account: 'aiko',
      ask: async () => undefined,
      write: (text) => { stdout += text }, writeError: (text) => { stderr += text }, ...terminal
    })
    return { exitCode, stdout, stderr }
  }
  const run = (...argv: readonly string[]): Promise<Ended> => runOn({}, ...argv)
  onTestFinished(() => { vi.unstubAllEnvs() })
  return {
    directory, state, start, run, runOn, file, environment,
    scenario: writeScenario,
    async update (...argv) {
      const { exitCode, stdout, stderr } = await run('--yes', '--json', ...argv)
      if (stdout === '') throw new Error(stderr)
      return { exitCode, result: JSON.parse(stdout) as RunResult }
    },
    calls: () => readJsonLines(file('calls.jsonl')) as Call[],
    runs: () => existsSync(join(state, 'runs')) ? readdirSync(join(state, 'runs')).sort() : [],
    lines: (id, name) => readJsonLines(join(state, 'runs', id, name)) as Record<string, unknown>[]
  }
}
