import type { RefObject } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** Holds the first line of a list where it is on the screen when others come above it. `first`: what tells it from another. */
export const useHeldLine = (list: RefObject<HTMLElement | null>, first: string | undefined): void => {
  // While the page is drawn, its lines still stand where they are seen.
  const line = list.current?.querySelector('.log-line')
  const top = line?.getBoundingClientRect().top
  useLayoutEffect(() => {
    if (top !== undefined && line?.isConnected) window.scrollBy(0, line.getBoundingClientRect().top - top)
  }, [first])
}
