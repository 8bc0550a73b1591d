import type { FocusedLink, ViewPosition } from './history-entry.ts'

/** Longer than a list takes to load; later the reader has gone on. */
const longestMs = 5000

/** Events by which the reader scrolls or moves the focus. */
const goingOn = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const

const linksTo = (href: string): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)]

/** The link that an element is, or is in. */
const focusedLink = (element: Element | null): FocusedLink | undefined => {
  const link = element?.closest<HTMLElement>('main a[href]')
  const href = link?.getAttribute('href')
  return !link || !href ? undefined : { href, nth: linksTo(href).indexOf(link), top: link.getBoundingClientRect().top }
}

/** The position of the page now; `element` has the focus, or was clicked. */
export const viewPosition = (element: Element | null): ViewPosition => ({ scrollY: window.scrollY, link: focusedLink(element) })

/** How far the page is from a position, in pixels: by the link, since rows outside the window have estimated heights. */
const distance = ({ scrollY, link }: ViewPosition, element: HTMLElement | undefined): number =>
  link === undefined ? scrollY - window.scrollY : element === undefined ? Infinity : element.getBoundingClientRect().top - link.top

let giveUp = (): void => undefined

/** Restores focus and scroll position as soon as the link and enough of the page are drawn, unless the reader scrolls or types before. */
export const restorePosition = (position: ViewPosition): void => {
  giveUp()
  const ended = new AbortController()
  const end = giveUp = () => ended.abort()
  const untilMs = performance.now() + longestMs
  let framesAtRest = 0
  const check = (atMs: number): void => {
    if (ended.signal.aborted) return
    const element = position.link && linksTo(position.link.href)[position.link.nth]
    if (element !== document.activeElement) element?.focus({ preventScroll: true })
    const pixels = distance(position, element)
    const beforeY = window.scrollY
    if (Number.isFinite(pixels)) window.scrollBy(0, pixels)
    framesAtRest = Number.isFinite(pixels) && window.scrollY === beforeY ? framesAtRest + 1 : 0
    // Rows that scroll into the window take their true height in the next frame; a page that is too short may still be growing.
    if (framesAtRest > (Math.abs(pixels) < 2 ? 2 : 60) || atMs > untilMs) end()
    else requestAnimationFrame(check)
  }
  // The old page is still on the screen.
  requestAnimationFrame(check)
  for (const event of goingOn) window.addEventListener(event, end, { passive: true, signal: ended.signal })
}
