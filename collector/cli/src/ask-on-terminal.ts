import { createInterface } from 'node:readline/promises'

const confirm = async (question: string): Promise<boolean> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  try {
    // The end of the input is no answer.
    const ended = new Promise<string>((resolve) => lines.once('close', () => { resolve('') }))
    return /^(?:y|yes|はい)$/i.test((await Promise.race([lines.question(`${question} `), ended])).trim())
  } finally {
    lines.close()
  }
}

/** Asks for a yes or no on the terminal. Undefined if there is no terminal. */
export const confirmOnTerminal = process.stdin.isTTY && process.stderr.isTTY ? confirm : undefined

/** Erases the line and begins it again (ECMA-48, section 8.3.41, EL). */
const redraw = '\r\x1b[2K'

/** Writes a line in place of the last; without a text, erases it. Undefined if there is no terminal. */
export const showProgressOnTerminal = process.stderr.isTTY
  ? (line = ''): void => { process.stderr.write(`${redraw}${line}`) }
  : undefined
