import { useCallback, useEffect, useState } from 'preact/hooks'
import { currentEntry, pushEntry, syncEntry } from './history-entry.ts'
import { restorePosition, viewPosition } from './restore-position.ts'

const moved = 'mimamori-moved'

/** The path that the page shows. */
let shownPath = location.pathname

const leave = (element: Element | null): void => { currentEntry().position = viewPosition(element) }

const arrive = (): void => {
  const from = shownPath
  shownPath = location.pathname
  window.dispatchEvent(new Event(moved))
  const { position } = currentEntry()
  if (position !== undefined) restorePosition(position)
  // A link that leads up to a list focuses the row that the reader came from.
  else if (from.startsWith(`${shownPath}/`)) restorePosition({ scrollY: 0, link: { href: from, nth: 0, top: window.innerHeight / 3 } })
}

// The page restores positions itself: the browser would try before the page is drawn. Other documents are left to the browser.
history.scrollRestoration = 'manual'
window.addEventListener('pagehide', () => { history.scrollRestoration = 'auto' })
window.addEventListener('pageshow', () => { history.scrollRestoration = 'manual' })
window.addEventListener('popstate', () => {
  leave(document.activeElement)
  syncEntry()
  arrive()
})

/** For a link's onClick: goes to another address of the page without reloading it, and leaves new tabs and the like to the browser. */
export const followHere = (event: MouseEvent & { currentTarget: HTMLAnchorElement }): void => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  leave(event.currentTarget)
  pushEntry(event.currentTarget.href)
  window.scrollTo(0, 0)
  arrive()
}

/**
 * Calls `check` whenever a link, or the browser's back and forward, have led to another address of the page. It stays the same function.
 */
export const useMoves = (check: () => void): void => {
  useEffect(() => {
    window.addEventListener(moved, check)
    return () => window.removeEventListener(moved, check)
  }, [check])
}

export const usePath = (): string => {
  const [path, setPath] = useState(location.pathname)
  useMoves(useCallback(() => setPath(location.pathname), []))
  return path
}
