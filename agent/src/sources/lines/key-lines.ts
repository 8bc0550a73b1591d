const begin = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?![^]*-----END )/
const end = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/
/** Lines of a key but for its last: base64, the headers of an encrypted one, or nothing. */
const wholeLine = /^\s*(?:[A-Za-z0-9+/]{40,100}|(?:Proc-Type|DEK-Info|Version|Comment|Hash): [^]*)?$/
const lastLine = /^\s*[A-Za-z0-9+/]{1,100}={0,2}$/
/** More than a key has. */
const mostLines = 300
/** Writers in the midst of a key, at a time. */
const mostWriters = 20

/**
 * Takes private keys (PEM, RFC 7468) out of records that have a part of one: a program that prints one writes a line after another, and
 * only the first names it. Gives the text without lines of a key that an earlier record of the writer began; the record that begins
 * one is left to the rules.
 */
export const createKeyLines = () => {
  /** How many lines of its key each writer may still write. */
  const left = new Map<string, number>()
  return (writer: string, text: string): string => {
    const lines = left.get(writer)
    left.delete(writer)
    let rest = text
    if (lines !== undefined) {
      const ended = end.exec(text)
      if (ended !== null) rest = text.slice(ended.index + ended[0].length)
      else if (lines > 0 && text.split('\n').every((line) => wholeLine.test(line) || lastLine.test(line))) {
        left.set(writer, wholeLine.test(text.slice(text.lastIndexOf('\n') + 1)) ? lines - 1 : 0)
        return ''
      }
    }
    if (begin.test(rest)) {
      left.set(writer, mostLines)
      const [oldest] = left.keys()
      if (left.size > mostWriters) left.delete(oldest!)
    }
    return rest
  }
}
