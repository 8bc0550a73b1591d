import { execa, type Options } from 'execa'

export interface Command {
  readonly argv: readonly [string, ...string[]]
  readonly cwd?: string
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Captured {
  /** Undefined if it could not be started or was killed by a signal. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** Why it could not be started, or did not end in time. */
  readonly trouble?: string
}

const megabytes = 1_000_000

/** Runs a command without a shell, by default without any input, and captures its output. Never throws: a failure is part of the result. */
export const capture = async (
  { argv: [file, ...args], cwd, env }: Command, { timeoutMs, input }: { readonly timeoutMs: number, readonly input?: string }
): Promise<Captured> => {
  const result = await execa(file, args, {
    ...cwd !== undefined && { cwd }, ...env && { env }, ...input === undefined ? { stdin: 'ignore' } : { input },
    timeout: timeoutMs, reject: false, maxBuffer: 200 * megabytes, stripFinalNewline: true
  })
  // Without the command line, which execa repeats: it may be a whole script.
  const reason = result.timedOut ? `it did not end within ${timeoutMs / 1000} s` : result.shortMessage
  const trouble = result.exitCode === undefined ? reason : undefined
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, ...trouble !== undefined && { trouble } }
}

/**
 * Runs a command that speaks with the person at our terminal. What it prints goes to standard error, which our own result does not.
 * Gives its exit code; null without one.
 */
export const onTerminal = async ({ argv: [file, ...args], env }: Command): Promise<number | null> => {
  const { exitCode } = await execa(
    file, args, { ...env && { env }, stdin: 'inherit', stdout: descriptor(2), stderr: 'inherit', reject: false, buffer: false }
  )
  return exitCode ?? null
}

/** execa accepts any open descriptor; its types know only the first few. */
export const descriptor = (number: number): 3 => number as 3

export interface ToFile extends Command {
  /** An open descriptor that takes both outputs. */
  readonly output: number
  /** Descriptors that the command gets as 3, 4, …: a lock on one lasts as long as the command. */
  readonly inherited: readonly number[]
  /** Sends TERM to the command only, which passes it on to its children, as timeout(1) does to its process group. */
  readonly stopped?: AbortSignal
}

/**
 * Runs a command whose output goes to a file, and which outlives this process. Gives its exit code; null if it could not be started
 * or was killed by a signal.
 */
export const runToFile = async ({ argv: [file, ...args], cwd, env, output, inherited, stopped }: ToFile): Promise<number | null> => {
  const options: Options = {
    ...cwd !== undefined && { cwd }, ...env && { env },
    stdio: ['ignore', descriptor(output), descriptor(output), ...inherited.map(descriptor)], reject: false, cleanup: false,
    buffer: false, ...stopped && { cancelSignal: stopped, forceKillAfterDelay: false }
  }
  const { exitCode } = await execa(file, args, options)
  return exitCode ?? null
}
