/** Labels, or structured metadata, by their names. */
export type Fields = Readonly<Record<string, string>>

/** A string of LogQL, as Go quotes it (https://pkg.go.dev/strconv#Unquote): JSON's escapes are among Go's. */
export const quoteString = (text: string): string => JSON.stringify(text.toWellFormed())

/** A stream's labels as Loki writes them: `{device="pi-1", level="info"}`. Empty ones are left out. */
export const formatLabels = (labels: Fields): string =>
  `{${Object.entries(labels).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${quoteString(value)}`).join(', ')}}`

/** Labels that cannot be read. */
export class LabelSetError extends Error { override readonly name = 'LabelSetError' }

const pair = /\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*("(?:[^"\\\n]|\\.)*"|`[^`]*`)\s*/y

const singleEscapes: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 0x5c, '"': 0x22, '\'': 0x27 }
const escapeSequence = /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-7]{3})|(.))/gs

/** `\x..` and octal escapes are bytes, of which several may be one character. */
const unquote = (quoted: string): string => {
  const inner = quoted.slice(1, -1)
  if (quoted.startsWith('`') || !inner.includes('\\')) return inner
  const bytes: Buffer[] = []
  let from = 0
  for (const match of inner.matchAll(escapeSequence)) {
    const [whole, byte, short, long, octal, single] = match
    const code = single === undefined ? undefined : singleEscapes[single]
    if (single !== undefined && code === undefined) throw new LabelSetError(`unknown escape ${whole}`)
    const point = Number.parseInt(short ?? long ?? '0', 16)
    if (point > 0x10_ff_ff) throw new LabelSetError(`no character has the number ${whole}`)
    bytes.push(Buffer.from(inner.slice(from, match.index)))
    bytes.push(
      short !== undefined || long !== undefined
        ? Buffer.from(String.fromCodePoint(point))
        : Buffer.from([code ?? Number.parseInt(byte ?? octal!, byte === undefined ? 8 : 16)])
    )
    from = match.index + whole.length
  }
  return Buffer.concat([...bytes, Buffer.from(inner.slice(from))]).toString('utf8')
}

/** The labels of a stream from their text. @throws {LabelSetError} also if there are more than `most` */
export const parseLabels = (text: string, most = Number.MAX_SAFE_INTEGER): Fields => {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw new LabelSetError('expected labels in braces')
  const pairs: [string, string][] = []
  const end = trimmed.length - 1
  for (let at = 1; trimmed.slice(at, end).trim() !== '';) {
    pair.lastIndex = at
    const match = pair.exec(trimmed)
    if (match === null || (trimmed[pair.lastIndex] !== ',' && pair.lastIndex !== end)) {
      throw new LabelSetError(`expected name="value" at character ${at + 1} of the labels`)
    }
    if (pairs.length === most) throw new LabelSetError(`expected at most ${most} labels`)
    pairs.push([match[1]!, unquote(match[2]!)])
    at = pair.lastIndex + 1
  }
  return Object.fromEntries(pairs)
}
