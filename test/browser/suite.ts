import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { settle } from './fleet.ts'

/**
 * Chromium for a suite, from before its first test until after its last. To be called where a `describe` is read. `use`: what is done with
 * it before the first test.
 */
export const withBrowser = (use: (browser: Browser) => void | Promise<void>): void => {
  let browser: Browser | undefined
  beforeAll(async () => { await use(browser = await launchChromium()) })
  afterAll(() => browser?.close())
}

interface Options extends NonNullable<Parameters<typeof startCollector>[0]> {
  /** How many there are; none unless said. */
  readonly devices?: number
}

/**
 * A collector with a fleet for a suite, from before its first test until after its last. `given`: its options, or what prepares them, such
 * as a peer that it is to find. `use`: what is done with it before the first test.
 */
export const withCollector = (
  given: Options | (() => Options | Promise<Options>),
  use: (collector: RunningCollector) => void | Promise<void>
): void => {
  let collector: RunningCollector | undefined
  beforeAll(async () => {
    const { devices = 0, ...options } = typeof given === 'function' ? await given() : given
    collector = await startCollector(options)
    if (devices > 0) await settle(collector.deps, { devices })
    await use(collector)
  })
  afterAll(() => collector?.close())
}
