const formatters = new Map<string, Intl.DateTimeFormat>()

/** There are hundreds of time zones, of which few are in use at once. */
const mostKept = 64

/** The formatter that was made for this key before, else a new one: to make one costs a hundred times what using it does. */
export const keptFormatter = (key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const known = formatters.get(key)
  if (known) return known
  if (formatters.size >= mostKept) formatters.clear()
  const made = make()
  formatters.set(key, made)
  return made
}
