import { execa, type Options } from 'execa'

export interface Command {
  readonly argv: readonly [string, ...string[]]
  readonly cwd?: string
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>
}

export interface Captured {
  /** Undefined where it could not be started, or died of a signal. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
  /** Why it could not be started, or did not end in time. */
  readonly trouble?: string
}

const megabytes = 1_000_000

/** Runs a command, without a shell, and keeps what it prints. Never throws: how it ended is the answer. */
export const capture = async ({ argv: [file, ...args], cwd, env }: Command, { timeoutMs }: { readonly timeoutMs: number }): Promise<Captured> => {
  const result = await execa(file, args, {
    ...cwd !== undefined && { cwd }, ...env && { env }, stdin: 'ignore', timeout: timeoutMs, reject: false, maxBuffer: 200 * megabytes, stripFinalNewline: true
  })
  const trouble = result.exitCode === undefined ? result.shortMessage : undefined
  return { exitCode: result.exitCode, stdout: result.stdout, stderr: result.stderr, ...trouble !== undefined && { trouble } }
}

/** execa takes any open descriptor; its types know only the first few. */
export const descriptor = (number: number): 3 => number as 3

export interface ToFile extends Command {
  /** An open descriptor that takes both outputs. */
  readonly output: number
  /** Descriptors that the command gets as 3, 4, …: what they hold, such as a lock, is held as long as it lives. */
  readonly inherited: readonly number[]
  /** Sends TERM to the command, and to no other process: that it hands it on, as timeout(1) does to its process group, is its own part. */
  readonly stopped?: AbortSignal
}

/** Runs a command whose output goes to a file. It lives on where we die. Gives its exit code; null where it could not be started or died of a signal. */
export const runToFile = async ({ argv: [file, ...args], cwd, env, output, inherited, stopped }: ToFile): Promise<number | null> => {
  const options: Options = { ...cwd !== undefined && { cwd }, ...env && { env }, stdio: ['ignore', descriptor(output), descriptor(output), ...inherited.map(descriptor)], reject: false, cleanup: false, buffer: false, ...stopped && { cancelSignal: stopped, forceKillAfterDelay: false } }
  const { exitCode } = await execa(file, args, options)
  return exitCode ?? null
}
