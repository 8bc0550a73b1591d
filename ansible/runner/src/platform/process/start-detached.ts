import { execa, type Options } from 'execa'
import { descriptor } from './execute.ts'

export interface DetachedCommand {
  readonly argv: readonly [string, ...string[]]
  /** Written to standard input, which is then closed. */
  readonly input: string
  /** An open descriptor that takes both outputs. */
  readonly output: number
}

/**
 * Starts a command in a session of its own (setsid(2)), so that neither Ctrl-C nor the end of this terminal reaches it.
 * @returns its exit code, if it ends before this process; undefined if it could not be started or was killed by a signal
 */
export const startDetached = (
  { argv: [file, ...args], input, output }: DetachedCommand
): { readonly exited: Promise<number | undefined>, forget (): void } => {
  const options: Options = {
    detached: true, cleanup: false, input, stdout: descriptor(output), stderr: descriptor(output), reject: false, buffer: false
  }
  const child = execa(file, args, options)
  return {
    exited: child.then(({ exitCode }) => exitCode),
    forget: () => { child.nodeChildProcess.unref() }
  }
}
