import { hostname } from 'node:os'
import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Debian's Chromium. */
export const chromiumProgram = '/usr/bin/chromium'

/** A missing browser is seen as a skipped test at a desk, and as a failure in CI. */
export const chromiumIsMissing = !existsSync(chromiumProgram) && process.env.CI === undefined

/** This machine's name to the browser where it is to be another's server: not loopback, as on a LAN. */
export const serverName = `${hostname().split('.')[0]!.toLowerCase()}.local`

/**
 * Headless, and quiet towards any network but our own server.
 * `textSize`: what its reader has set for text, in pixels; `args`: further ones.
 */
export const launchChromium = async (
  { textSize = 16, args = [] }: { readonly textSize?: number, readonly args?: readonly string[] } = {}
): Promise<Browser> =>
  await chromium.launch({
    executablePath: chromiumProgram,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${serverName} 127.0.0.1`,
      `--blink-settings=defaultFontSize=${textSize}`,
      ...args
    ]
  })
