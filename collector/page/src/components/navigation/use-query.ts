import { useCallback, useState } from 'preact/hooks'
import { useMoves } from './path.ts'

/** The query of the address as state: choices stay in it and can be bookmarked. */
export const useQuery = (): readonly [URLSearchParams, (changes: Readonly<Record<string, string | undefined>>) => void] => {
  const [query, setQuery] = useState(() => new URLSearchParams(location.search))
  useMoves(useCallback(() => setQuery(new URLSearchParams(location.search)), []))
  const change = useCallback((changes: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    }
    history.replaceState(history.state, '', next.size === 0 ? location.pathname : `${location.pathname}?${next}`)
    setQuery(next)
  }, [])
  return [query, change]
}
