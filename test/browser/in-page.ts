/**
 * Functions that run inside the page. The little of the DOM that they use is declared here: the tests run in Node, and a
 * whole DOM among its types would let any of our code use what is not there.
 */
interface PageElement {
  readonly tagName: string
  readonly className: string
  getBoundingClientRect (): { readonly right: number, readonly width: number }
}
interface PageStyle { readonly outlineStyle: string, readonly outlineWidth: string, readonly strokeWidth: string }
declare const document: {
  readonly documentElement: { readonly scrollWidth: number }
  readonly activeElement: PageElement
  querySelector (selector: string): PageElement | null
  querySelectorAll (selector: string): Iterable<PageElement>
  dispatchEvent (event: Event): boolean
}
declare const window: { readonly innerWidth: number, scrollBy (x: number, y: number): void }
declare const getComputedStyle: (element: PageElement, pseudo?: string) => PageStyle
declare const requestAnimationFrame: (then: (ms: number) => void) => number

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

/** Scrolls on at each frame, and gives how long the longest of them took. */
export const longestFrameMs = async (durationMs: number): Promise<number> => {
  let longest = 0
  let last = performance.now()
  const until = last + durationMs
  while (performance.now() < until) {
    await new Promise((resolve) => { requestAnimationFrame(resolve) })
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
    window.scrollBy(0, 400)
  }
  return longest
}

/** Which control has the focus, and whether that can be seen: by itself or by what is laid over its row. */
export const findFocus = (controls: string): { readonly index: number, readonly isSeen: boolean } => {
  const element = document.activeElement
  const outlines = [getComputedStyle(element), getComputedStyle(element, '::after')]
  return {
    index: [...document.querySelectorAll(controls)].indexOf(element),
    isSeen: outlines.some(({ outlineStyle, outlineWidth }) => outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2)
  }
}

/** How many pixels wide the first line that the selector finds is drawn. */
export const findStrokeWidth = (selector: string): number => {
  const element = document.querySelector(selector)
  return element === null ? 0 : parseFloat(getComputedStyle(element).strokeWidth)
}

/** A headless browser has no tab to put behind another: the page is told what a browser would tell it. */
export const setHidden = (hidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}
