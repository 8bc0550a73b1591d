import type { Left, LeftLink } from './entries.ts'

/** Longer than a list takes to be loaded; then nobody waits for its place any more. */
const longestMs = 5000

/** What shows that somebody has gone on already. */
const goingOn = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const

const linksTo = (href: string): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`main a[href="${CSS.escape(href)}"]`)]

/** The link that an element is, or is in. */
const leftLink = (element: Element | null): LeftLink | undefined => {
  const link = element?.closest<HTMLElement>('main a[href]')
  const href = link?.getAttribute('href')
  return !link || !href ? undefined : { href, nth: linksTo(href).indexOf(link), top: link.getBoundingClientRect().top }
}

/** What is to be found again of a place that is left by an element. */
export const leftBy = (element: Element | null): Left => ({ scrollY: window.scrollY, link: leftLink(element) })

/** How far the page is from where it was, in pixels: by the link, since rows that are out of sight have estimated heights. */
const distance = ({ scrollY, link }: Left, element: HTMLElement | undefined): number =>
  link === undefined ? scrollY - window.scrollY : element === undefined ? Infinity : element.getBoundingClientRect().top - link.top

let giveUp = (): void => undefined

/**
 * Gives the keyboard back to the link that a place was left by, and the eye what it saw, as soon as both are drawn, unless somebody goes
 * on before.
 */
export const findAgain = (left: Left): void => {
  giveUp()
  const ended = new AbortController()
  const end = giveUp = () => ended.abort()
  const untilMs = performance.now() + longestMs
  let framesAtRest = 0
  const look = (atMs: number): void => {
    if (ended.signal.aborted) return
    const element = left.link && linksTo(left.link.href)[left.link.nth]
    if (element !== document.activeElement) element?.focus({ preventScroll: true })
    const pixels = distance(left, element)
    const beforeY = window.scrollY
    if (Number.isFinite(pixels)) window.scrollBy(0, pixels)
    framesAtRest = Number.isFinite(pixels) && window.scrollY === beforeY ? framesAtRest + 1 : 0
    // What came into sight takes its true height in the next frame; where the page is too short, more of it may be drawn yet.
    if (framesAtRest > (Math.abs(pixels) < 2 ? 2 : 60) || atMs > untilMs) end()
    else requestAnimationFrame(look)
  }
  // What is on the screen now is still the place that was left.
  requestAnimationFrame(look)
  for (const event of goingOn) window.addEventListener(event, end, { passive: true, signal: ended.signal })
}
