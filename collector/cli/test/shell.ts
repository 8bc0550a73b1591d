import { run } from '../src/run.ts'

interface Shown { readonly code: number, readonly out: string, readonly errors: string }

/** The command line in an environment; gives what it printed. */
export const shell = (env: Readonly<Record<string, string>>) => async (...argv: string[]): Promise<Shown> => {
  const out: string[] = []
  const errors: string[] = []
  const code = await run(argv, {
    env, command: 'sudo mimamori', print: (line) => void out.push(line), printError: (line) => void errors.push(line)
  })
  return { code, out: out.join('\n'), errors: errors.join('\n') }
}
