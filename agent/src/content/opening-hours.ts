import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFileSync } from '@mimamori/program/durable-file'
import type { OpeningHoursOfSite } from '@mimamori/contract'

/**
 * Leaves the opening hours of the device's site in the directory of a set, for programs that show it, such as the kiosk, which switches
 * its screen off and sees no other directory; null for a site that is always open, which needs no file.
 */
export const writeOpeningHours = (directory: string, openingHours: OpeningHoursOfSite | undefined): void => {
  const file = join(directory, 'opening-hours.json')
  const text = JSON.stringify(openingHours ?? null)
  if (text === (existsSync(file) ? readFileSync(file, 'utf8') : 'null')) return
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  replaceFileSync(file, text, { mode: 0o644 })
}
