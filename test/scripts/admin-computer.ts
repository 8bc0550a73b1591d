import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../collector/test/until.ts'

const repository = join(import.meta.dirname, '..', '..')

export interface Behaviour {
  readonly stdout?: string
  readonly stderr?: string
  readonly exitCode?: number
  /** Printed instead of stdout if it is asked for its help. */
  readonly help?: string
  /** It ends only when this file is there. */
  readonly staysUntil?: string
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A checkout with our scripts and a stand-in for the runner and for the commands for devices; it serves as the server's too. */
export interface Checkout {
  readonly directory: string
  behave (behaviour: Behaviour): void
  calls (): readonly Call[]
}

/** How the stand-in was started. */
export interface Call {
  readonly arguments: readonly string[]
  readonly isTerminal: boolean
  readonly processId: number
}

export const makeCheckout = (directory: string): Checkout => {
  mkdirSync(join(directory, 'node_modules', '.bin'), { recursive: true })
  mkdirSync(join(directory, 'ansible', 'runner', 'bin'), { recursive: true })
  cpSync(join(repository, 'scripts'), join(directory, 'scripts'), { recursive: true })
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}\n')
  symlinkSync(process.execPath, join(directory, 'node_modules', '.bin', 'node'))
  for (const program of ['mimamori-runner.js', 'mimamori-devices.js']) {
    copyFileSync(join(import.meta.dirname, 'stand-in-runner.js'), join(directory, 'ansible', 'runner', 'bin', program))
  }
  const callsFile = join(directory, 'calls.jsonl')
  return {
    directory,
    behave (behaviour) {
      rmSync(callsFile, { force: true })
      writeFileSync(join(directory, 'behaviour.json'), JSON.stringify(behaviour))
    },
    calls: () => existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Call) : []
  }
}

export interface StartOptions {
  readonly bash: string
  readonly script: string
  readonly arguments?: readonly string[]
  /** Its home directory, with its settings in it. */
  readonly home: string
  readonly environment?: Readonly<Record<string, string>>
  readonly cwd?: string
}

export interface Started {
  readonly ended: Promise<Ended>
  /** A signal to the script and all that it started, as a terminal sends it. */
  signal (name: NodeJS.Signals): void
  /** Waits until it has printed the text; throws where it ends without. */
  printed (text: string): Promise<void>
}

/** The process groups of scripts that have not ended. */
const running = new Set<number>()

/** Ends what a test that failed in the middle has left running. */
export const endScripts = (): void => {
  for (const group of running) process.kill(-group, 'SIGKILL')
}

/**
 * Starts a script in a process group of its own, with an environment that has only what a computer's login gives, and the run's directory
 * for compiled code (test/compile-cache.ts).
 */
export const startScript = ({ bash, script, arguments: words = [], home, environment, cwd }: StartOptions): Started => {
  const { PATH = '/usr/bin:/bin', NODE_COMPILE_CACHE } = process.env
  const env = { PATH, NODE_COMPILE_CACHE, HOME: home, LANG: 'C.UTF-8', ...environment }
  const child = spawn(bash, [script, ...words], { env, cwd: cwd ?? home, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const group = child.pid!
  running.add(group)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => { stdout += part })
  child.stderr.setEncoding('utf8').on('data', (part: string) => { stderr += part })
  let hasEnded = false
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => {
    hasEnded = true
    running.delete(group)
    resolve({ code, stdout, stderr })
  }))
  return {
    ended,
    signal (name) { process.kill(-group, name) },
    async printed (text) {
      await until(`it prints ${text}`, () => {
        if (stdout.includes(text) || stderr.includes(text)) return true
        if (hasEnded) throw new Error(`it ended without printing ${text}:\n${stdout}${stderr}`)
        return undefined
      }, { withinMs: 180_000 })
    }
  }
}

export const runScript = (options: StartOptions): Promise<Ended> => startScript(options).ended

/** Writes ~/.config/mimamori/update.conf. */
export const writeSettings = (home: string, content: string): void => {
  mkdirSync(join(home, '.config', 'mimamori'), { recursive: true })
  writeFileSync(join(home, '.config', 'mimamori', 'update.conf'), content)
}

export const logsIn = (directory: string): readonly string[] => existsSync(directory) ? readdirSync(directory).sort() : []
