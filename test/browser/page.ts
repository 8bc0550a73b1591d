import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import type { RunningCollector } from './collector.ts'
import { findOverflow } from './in-page.ts'

/** A laptop's window and a phone's. */
export const sizes = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof sizes

/** For what the browser shows a moment later: a row that it has not drawn yet has no inner text. */
export const pollTimeout = { timeout: 60_000 }

export interface Visit {
  readonly page: Page
  /** What the browser complained of: errors of scripts, refusals of the content security policy. */
  readonly complaints: readonly string[]
}

export interface VisitOptions {
  readonly size?: Size
  readonly language?: 'en' | 'ja'
  /** An administrator unless said. */
  readonly role?: 'admin' | 'viewer'
  /** IANA name; this machine's where not given. */
  readonly timeZone?: string
}

/** A browser of its own until the end of the test, logged in by a link as a person would be, on the list of devices. */
export const visit = async (
  browser: Browser,
  collector: Pick<RunningCollector, 'loginLink'>,
  { size = 'wide', language = 'en', role = 'admin', timeZone }: VisitOptions = {}
): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    ...(timeZone !== undefined && { timezoneId: timeZone })
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(collector.loginLink(role))
  await page.waitForURL('**/admin')
  return { page, complaints }
}

/** Nothing reaches beyond the edge of the window. */
export const expectToFit = async (page: Page, what?: string): Promise<void> =>
  expect(await page.evaluate(findOverflow), what).toStrictEqual({ pixels: 0, elements: [] })
