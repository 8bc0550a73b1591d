import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TimedCommand {
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** Beside PATH: nothing of ours reaches it. */
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
}

export interface Timing {
  /** From its start to its end. */
  readonly seconds: number
  /** User and system, with all children that it has waited for. */
  readonly cpuSeconds: number
}

const running = new Set<number>()
/** With all that it has started. */
const kill = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}
// Whatever way the benchmark ends, none of its programs outlives it.
process.on('exit', () => { for (const pid of running) kill(pid) })

/** bash(1) times what it runs, to the millisecond and with the children's CPU, which Node cannot ask for. */
const script = 'times=$1 output=$2; shift 2; TIMEFORMAT="%R %U %S"; { time "$@" >"$output" 2>&1; } 2>"$times"'

/** Runs a program to its end. @throws with the end of what it printed where it fails or takes too long */
export const timeCommand = async ({ argv, cwd, env, timeoutMs }: TimedCommand): Promise<Timing & { readonly output: string }> => {
  const directory = await mkdtemp(join(tmpdir(), 'mimamori-timed-'))
  const [times, output] = [join(directory, 'times'), join(directory, 'output')]
  try {
    const child = spawn('bash', ['-c', script, 'bash', times, output, ...argv], {
      cwd,
      stdio: 'ignore',
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', ...env }
    })
    const pid = child.pid
    if (pid !== undefined) running.add(pid)
    const timer = setTimeout(() => { if (pid !== undefined) kill(pid) }, timeoutMs)
    const [code] = await once(child, 'exit').finally(() => {
      clearTimeout(timer)
      if (pid !== undefined) running.delete(pid)
    }) as [number | null]
    const printed = await readFile(output, 'utf8')
    if (code !== 0) {
      throw new Error(
        `${argv.join(' ')} ${code === null ? `did not end within ${timeoutMs} ms` : `ended with ${code}`}: ${printed.slice(-2000)}`
      )
    }
    const [seconds = NaN, user = NaN, system = NaN] = (await readFile(times, 'utf8')).trim().split(' ').map(Number)
    return { seconds, cpuSeconds: user + system, output: printed }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
