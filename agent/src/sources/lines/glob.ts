const special = /[.+^${}()|\\[\]]/g

/** A pattern of names as a shell reads it: `*` is any text without `/`, `?` one character. */
export const globToRegExp = (glob: string): RegExp =>
  new RegExp(`^${glob.replace(special, '\\$&').replaceAll('*', '[^/]*').replaceAll('?', '[^/]')}$`)

export const isGlob = (text: string): boolean => /[*?]/.test(text)

/**
 * Whether patterns select a name; those with a leading `-` exclude. If none selects, every name that is not excluded is selected.
 */
export const createSelection = (patterns: readonly string[]): ((name: string) => boolean) => {
  const leftOut = patterns.filter((pattern) => pattern.startsWith('-')).map((pattern) => globToRegExp(pattern.slice(1)))
  const selected = patterns.filter((pattern) => !pattern.startsWith('-')).map(globToRegExp)
  return (name) =>
    !leftOut.some((pattern) => pattern.test(name)) && (selected.length === 0 || selected.some((pattern) => pattern.test(name)))
}
