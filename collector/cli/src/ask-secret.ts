import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** As a shell ends what Ctrl-C has interrupted. */
const interrupted = 130

const ask = async (prompt: string): Promise<string> => {
  process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => { done() } })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  const leave = () => {
    process.stderr.write('\n')
    process.exit(interrupted)
  }
  lines.once('SIGINT', leave)
  try {
    return await lines.question('')
  } catch (error) {
    // Ctrl-D.
    if ((error as Error).name === 'AbortError') leave()
    throw error
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}

/** Asks on the terminal for a secret, without an echo. Undefined if there is no terminal; Ctrl-C and Ctrl-D end the program. */
export const askSecretOnTerminal = process.stdin.isTTY && process.stderr.isTTY ? ask : undefined
