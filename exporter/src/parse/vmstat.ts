/** Reads the lines of /proc/vmstat, `NAME NUMBER`, whose names are wanted (proc_vmstat(5)). */
export const parseVmstat = (text: string, isWanted: (name: string) => boolean): { readonly name: string, readonly value: number }[] => {
  const fields: { name: string, value: number }[] = []
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const space = text.indexOf(' ', start)
    if (space !== -1 && space < end) {
      const name = text.slice(start, space)
      if (isWanted(name)) {
        const value = Number(text.slice(space + 1, end))
        if (Number.isNaN(value)) {
          throw new Error(`expected a number for ${name} in vmstat, found ${JSON.stringify(text.slice(space + 1, end))}`)
        }
        fields.push({ name, value })
      }
    }
    start = end + 1
  }
  return fields
}
