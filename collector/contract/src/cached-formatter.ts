const formatters = new Map<string, Intl.DateTimeFormat>()

/** There are hundreds of time zones, of which few are in use at once. */
const mostCached = 64

/** The formatter that was made for this key before, else a new one: making one costs a hundred times as much as using it. */
export const cachedFormatter = (key: string, make: () => Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const cached = formatters.get(key)
  if (cached) return cached
  if (formatters.size >= mostCached) formatters.clear()
  const made = make()
  formatters.set(key, made)
  return made
}
