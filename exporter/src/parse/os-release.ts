/** The variables of an os-release file by name. */
export type OsRelease = ReadonlyMap<string, string>

const assignment = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/

/** The value of a shell assignment: quotes taken off, and inside double quotes the escapes of \ " $ and `. */
const valueOf = (raw: string): string => {
  const text = raw.trim()
  const quote = text[0]
  if (quote === '\'') return text.slice(1, text.indexOf('\'', 1) === -1 ? undefined : text.indexOf('\'', 1))
  if (quote === '"') return (/^"((?:[^"\\]|\\.)*)/.exec(text)?.[1] ?? '').replace(/\\([\\"$`])/g, '$1')
  return text.replace(/\\(.)/g, '$1')
}

/** Reads an os-release file (os-release(5)). Comments and lines that assign nothing are passed over. */
export const parseOsRelease = (text: string): OsRelease => {
  const variables = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = assignment.exec(line)
    if (match !== null) variables.set(match[1]!, valueOf(match[2]!))
  }
  return variables
}
