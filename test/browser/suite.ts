import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from './chromium.ts'
import { startCollector, type RunningCollector } from './collector.ts'
import { settle } from './fleet.ts'

/** Chromium for a suite, from before its first test until after its last. To be called where a `describe` is read. */
export const withBrowser = (use: (browser: Browser) => void): void => {
  let browser: Browser | undefined
  beforeAll(async () => { use(browser = await launchChromium()) })
  afterAll(() => browser?.close())
}

interface Options extends NonNullable<Parameters<typeof startCollector>[0]> {
  /** How many there are; none unless said. */
  readonly devices?: number
}

/** A collector with a fleet for a suite, from before its first test until after its last. `use`: what is done with it before the first test. */
export const withCollector = ({ devices = 0, ...options }: Options, use: (collector: RunningCollector) => void | Promise<void>): void => {
  let collector: RunningCollector | undefined
  beforeAll(async () => {
    collector = await startCollector(options)
    if (devices > 0) await settle(collector.deps, { devices })
    await use(collector)
  })
  afterAll(() => collector?.close())
}
