const newline = 0x0a

/** Cuts a stream of bytes into lines; one of more than `maxBytes` is left out and counted. */
export const createWholeLines = ({
  maxBytes,
  onLine,
  onTooLong
}: {
  readonly maxBytes: number
  readonly onLine: (line: string) => void
  readonly onTooLong: () => void
}) => {
  let rest: Buffer[] = []
  let restBytes = 0
  let isTooLong = false

  const keep = (part: Buffer): void => {
    restBytes += part.length
    if (restBytes > maxBytes) isTooLong = true
    if (isTooLong) rest = []
    else rest.push(part)
  }
  /** The end of the line of which `rest` is the beginning. */
  const end = (part: Buffer): void => {
    keep(part)
    if (isTooLong) onTooLong()
    else onLine(Buffer.concat(rest).toString('utf8'))
    rest = []
    restBytes = 0
    isTooLong = false
  }
  return (chunk: Buffer): void => {
    let start = chunk.indexOf(newline) + 1
    if (start === 0) return keep(chunk)
    end(chunk.subarray(0, start - 1))
    for (let next = chunk.indexOf(newline, start); next !== -1; next = chunk.indexOf(newline, start)) {
      if (next - start > maxBytes) onTooLong()
      else onLine(chunk.toString('utf8', start, next))
      start = next + 1
    }
    if (start < chunk.length) keep(Buffer.from(chunk.subarray(start)))
  }
}
