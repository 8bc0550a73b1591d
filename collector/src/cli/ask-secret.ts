import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks on the terminal for what nobody is to see there. Undefined where there is no terminal; Ctrl-C ends the program, as anywhere. */
export const askSecretOnTerminal = process.stdin.isTTY && process.stderr.isTTY
  ? async (prompt: string): Promise<string> => {
    process.stderr.write(prompt)
    const silent = new Writable({ write: (_chunk, _encoding, done) => { done() } })
    const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
    lines.once('SIGINT', () => {
      process.stderr.write('\n')
      process.exit(130)
    })
    try {
      return await lines.question('')
    } finally {
      lines.close()
      process.stderr.write('\n')
    }
  }
  : undefined
