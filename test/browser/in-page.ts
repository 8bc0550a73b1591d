/**
 * Functions that run inside the page. The little of the DOM that they use is declared here: the tests run in Node, and a
 * whole DOM among its types would let any of our code use what is not there.
 */
interface PageElement {
  readonly tagName: string
  readonly className: string
  readonly textContent: string
  readonly scrollHeight: number
  readonly clientHeight: number
  readonly scrollWidth: number
  readonly clientWidth: number
  getClientRects (): { readonly length: number }
  getBoundingClientRect (): { readonly right: number, readonly width: number, readonly bottom: number }
}
interface PageInput {
  readonly style: { width: string }
  readonly offsetWidth: number
  cloneNode (): PageInput
  after (element: PageInput): void
  remove (): void
}
interface PageStyle {
  readonly fontSize: string
  readonly outlineStyle: string
  readonly outlineWidth: string
  readonly strokeWidth: string
}
declare const document: {
  readonly documentElement: { readonly scrollWidth: number }
  readonly activeElement: PageElement
  querySelector (selector: string): PageElement | null
  querySelectorAll (selector: string): Iterable<PageElement>
  dispatchEvent (event: Event): boolean
}
declare const window: { readonly innerWidth: number, readonly innerHeight: number, readonly scrollY: number }
declare const getComputedStyle: (element: PageElement, pseudo?: string) => PageStyle
declare const MutationObserver: new (then: () => void) => {
  observe (node: typeof document, options: { readonly childList: boolean, readonly subtree: boolean }): void
}
declare const requestAnimationFrame: (then: (atMs: number) => void) => number
declare class AudioContext { createOscillator: () => unknown }
declare global {
  var rowsDrawnAtOnce: number[]
  var tonesMade: number
}

/** How far the page is wider than its window, and what sticks out of it. */
export const findOverflow = (): { readonly pixels: number, readonly elements: readonly string[] } => ({
  pixels: document.documentElement.scrollWidth - window.innerWidth,
  // Of a long list the first rows stand for all: to look into a row that is out of sight makes the browser lay it out.
  elements: [...document.querySelectorAll('#page *:not(.device *, .host *), :is(.device, .host):nth-child(-n + 40) *')]
    .filter((element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 1 && right > window.innerWidth + 1
    })
    .map((element) => `${element.tagName}.${element.className}`)
})

/**
 * The texts of what the selector finds that are cut off, by their own box or by the end of the window. A letter may reach a little out of
 * its line.
 */
export const findCutTexts = (selector: string): readonly string[] => [...document.querySelectorAll(selector)].filter((element) => {
  const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element
  const halfLine = Number.parseFloat(getComputedStyle(element).fontSize) / 2
  return (
    scrollHeight > clientHeight + halfLine || scrollWidth > clientWidth + 1 || element.getBoundingClientRect().bottom > window.innerHeight
  )
}).map(({ textContent }) => textContent)

/** Over how many lines the most broken of what the selector finds is drawn. */
export const findMostLines = (selector: string): number =>
  Math.max(...[...document.querySelectorAll(selector)].map((element) => element.getClientRects().length))

/**
 * For a page that is about to be loaded: records how many rows each piece of work drew. Between two pieces the browser can
 * paint and answer; a row that is only moved is none.
 */
export const recordDrawnRows = (): void => {
  const known = new Set<PageElement>()
  globalThis.rowsDrawnAtOnce = []
  new MutationObserver(() => {
    const fresh = [...document.querySelectorAll('.device, .host')].filter((row) => !known.has(row))
    for (const row of fresh) known.add(row)
    if (fresh.length > 0) globalThis.rowsDrawnAtOnce.push(fresh.length)
  }).observe(document, { childList: true, subtree: true })
}

/** What `recordDrawnRows` has recorded, one number for each piece of work that drew something. */
export const rowsDrawnAtOnce = (): readonly number[] => globalThis.rowsDrawnAtOnce

/** Which control has the focus, and whether that can be seen: by itself or by what is laid over its row. */
export const findFocus = (controls: string): { readonly index: number, readonly isSeen: boolean } => {
  const element = document.activeElement
  const outlines = [getComputedStyle(element), getComputedStyle(element, '::after')]
  return {
    index: [...document.querySelectorAll(controls)].indexOf(element),
    isSeen: outlines.some(({ outlineStyle, outlineWidth }) => outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2)
  }
}

/** For a page that is about to be loaded: its clock stands still. */
export const stopClock = (): void => {
  const nowMs = Date.now()
  Date.now = () => nowMs
}

/** For a page that is about to be loaded: what waits for a second or longer waits for ever. */
export const dropTimers = (): void => {
  const { setTimeout } = globalThis
  globalThis.setTimeout = ((then: () => void, ms?: number) => (ms ?? 0) >= 1000 ? 0 : setTimeout(then, ms)) as typeof setTimeout
}

/** For a page that is about to be loaded: what it polls every few seconds, it polls several times a second. */
export const hurryPolling = (): void => {
  const { setTimeout } = globalThis
  globalThis.setTimeout = ((then: () => void, ms?: number) => setTimeout(then, ms === 10_000 ? 250 : ms)) as typeof setTimeout
}

/** How many pixels wide the first line that the selector finds is drawn. */
export const findStrokeWidth = (selector: string): number => {
  const element = document.querySelector(selector)
  return element === null ? 0 : parseFloat(getComputedStyle(element).strokeWidth)
}

/** How many pixels an input is narrower than its whole content in this browser: a time with AM or PM, and the icon behind it. */
export const findMissingWidth = (input: unknown): number => {
  const field = input as PageInput
  const whole = field.cloneNode()
  whole.style.width = 'max-content'
  field.after(whole)
  const missing = whole.offsetWidth - field.offsetWidth
  whole.remove()
  return missing
}

/** How far the page is scrolled down, in pixels. */
export const findScroll = (): number => window.scrollY

/** Whether an element has the focus. */
export const isFocused = (element: unknown): boolean => document.activeElement === element

/** Until the page has drawn so many times: what a change sets off at once has begun. */
export const waitForFrames = async (count: number): Promise<void> => {
  for (let left = count; left > 0; left -= 1) await new Promise(requestAnimationFrame)
}

/** A headless browser has no tab to put behind another: the page gets the event that a browser would send. */
export const setHidden = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}

/** For a page that is about to be loaded: counts the tones that it makes. */
export const countTones = (): void => {
  globalThis.tonesMade = 0
  const { createOscillator } = AudioContext.prototype
  AudioContext.prototype.createOscillator = function () {
    globalThis.tonesMade += 1
    return createOscillator.call(this)
  }
}

/** What `countTones` has counted. */
export const tonesPlayed = (): number => globalThis.tonesMade

/** Leaves the page without what it looks at every 20 s: what is new on it came of what was done there, or of the stream. */
export const stopPolling = (): void => {
  const start = globalThis.setInterval
  globalThis.setInterval = ((look: () => void, everyMs: number) =>
    everyMs < 20_000 ? start(look, everyMs) : undefined) as typeof setInterval
}
