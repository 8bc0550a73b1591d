/**
 * Reads `name=value` lines that a script of ours has printed on a device; what an account's start files print before them counts
 * for nothing, nor does a name without a value.
 */
export const readFactLines = (output: string): ReadonlyMap<string, string> => new Map(output.split('\n').flatMap((line) => {
  const [, name, value] = /^([a-zA-Z]+)=(.{0,200})/.exec(line.trimEnd()) ?? []
  return name === undefined || value === undefined || value === '' ? [] : [[name, value] as const]
}))
