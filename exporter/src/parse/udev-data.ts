/** Reads a file of udev's database: only the properties, `E:NAME=VALUE`. */
export const parseUdevData = (text: string): Map<string, string> => {
  const properties = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (!line.startsWith('E:')) continue
    const equals = line.indexOf('=')
    if (equals !== -1) properties.set(line.slice(2, equals), line.slice(equals + 1))
  }
  return properties
}
