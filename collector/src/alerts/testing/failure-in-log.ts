import { open, stat } from 'node:fs/promises'

/** Alertmanager's lines about one attempt take far less. */
const mostBytes = 262_144

const unquote = (text: string): string => {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}

/**
 * The newest error about a receiver's notifications in Alertmanager's log (logfmt), without Alertmanager's own words around it.
 */
export const failureIn = (log: string, receiver: string): string | undefined => {
  const lines = log.split('\n').filter((line) => line.includes(`receiver=${receiver} `) || line.includes(`err="${receiver}/`))
  const quoted = lines.map((line) => /\berr="((?:[^"\\]|\\.)*)"/.exec(line)?.[1]).findLast((error) => error !== undefined)
  return quoted === undefined ? undefined : unquote(quoted).replace(/^.*?notify retry canceled [^:]*: /s, '').trim()
}

/** The present length of the log, to read later what has come since; 0 if there is none. */
export const logLength = async (file: string | undefined): Promise<number> =>
  file === undefined
    ? 0
    : stat(file).then(
        ({ size }) => size,
        () => 0
      )

/**
 * Reads the log from this length on; from its beginning if it was rotated. Empty if it cannot be read.
 */
export const logSince = async (file: string | undefined, length: number): Promise<string> => {
  if (file === undefined) return ''
  try {
    await using handle = await open(file)
    const { size } = await handle.stat()
    const start = Math.max(size < length ? 0 : length, size - mostBytes)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(size - start), position: start })
    return buffer.subarray(0, bytesRead).toString()
  } catch {
    return ''
  }
}
