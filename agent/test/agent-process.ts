import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { temporaryDirectory, type Until } from '../../collector/test/temporary-directory.ts'

const root = new URL('../..', import.meta.url).pathname

export interface AgentSetup {
  /** Lines of the configuration beside those that every test has. */
  readonly settings?: Readonly<Record<string, string | number>>
  readonly env?: Readonly<Record<string, string>>
  /** The program; agent/src/main.ts unless said otherwise. */
  readonly program?: string
  /** The Node.js that runs it; ours unless said otherwise. */
  readonly node?: string
  /** A command that it is started by, such as unshare. */
  readonly by?: readonly string[]
  /** Flags for node. */
  readonly nodeFlags?: readonly string[]
  /** It is killed after so long; a minute unless said otherwise. */
  readonly timeoutMs?: number
}

/** A configuration in a directory of its own, with the state file beside it; the log of the machine that runs the tests is not followed. */
export const writeConfig = (url: string, settings: AgentSetup['settings'] = {}, until?: Until): { file: string, stateFile: string } => {
  const directory = temporaryDirectory(until)
  const [file, stateFile] = [join(directory, 'agent.conf'), join(directory, 'run', 'state.json')]
  const all = {
    API_BASE_URL: url,
    CLIENT_ID: 'pi-kiosk-03',
    CLIENT_KEY: 'the-secret-key',
    STATE_FILE: stateFile,
    FIRST_REPORT: 'now',
    LOG_JOURNAL: 'no',
    ...settings
  }
  writeFileSync(file, Object.entries(all).map(([key, value]) => `${key}=${value}\n`).join(''), { mode: 0o600 })
  return { file, stateFile }
}

/** The agent as a real process. */
export const startAgent = (
  args: readonly string[],
  {
    env = {},
    program = join(root, 'agent/src/main.ts'),
    node = process.execPath,
    by = [],
    nodeFlags = [],
    timeoutMs = 60_000
  }: AgentSetup = {}
) => {
  const [command, ...words] = [...by, node, ...nodeFlags, program, ...args] as const
  const child = spawn(command!, words, {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], LANG: 'C', NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL'
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }))
  return { child, ended, output: () => stdout }
}

export const runAgent = (args: readonly string[], setup?: AgentSetup) => startAgent(args, setup).ended
