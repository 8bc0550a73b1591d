import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

const moved = 'mimamori-moved'

/** Goes to another address of the page without reloading it, so that the stream and the filters stay. */
const goTo = (href: string): void => {
  history.pushState(null, '', href)
  window.scrollTo(0, 0)
  window.dispatchEvent(new Event(moved))
}

/** For a link's onClick: leaves new tabs and the like to the browser. */
export const followHere = (event: MouseEvent & { currentTarget: HTMLAnchorElement }): void => {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  goTo(event.currentTarget.href)
}

/** Calls `look` whenever a link, or the browser's back and forward, have led to another address of the page. It stays the same function. */
export const useMoves = (look: () => void): void => {
  useEffect(() => {
    window.addEventListener('popstate', look)
    window.addEventListener(moved, look)
    return () => {
      window.removeEventListener('popstate', look)
      window.removeEventListener(moved, look)
    }
  }, [look])
}

export const usePath = (): string => {
  const [path, setPath] = useState(location.pathname)
  useMoves(useCallback(() => setPath(location.pathname), []))
  return path
}

/** Who goes back to a list by keyboard goes on from the link that was followed, if the list shows it at once. */
export const useReturningFocus = (path: string): void => {
  const left = useRef(path)
  useEffect(() => {
    if (left.current.startsWith(`${path}/`)) document.querySelector<HTMLElement>(`main a[href="${CSS.escape(left.current)}"]`)?.focus()
    left.current = path
  }, [path])
}
