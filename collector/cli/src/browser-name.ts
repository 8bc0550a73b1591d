import Bowser from 'bowser'
import type { CliText } from './text/cli-text.en.ts'

/** What a person calls a browser, by its `User-Agent`: Firefox on Windows. One that is not known keeps its own words. */
export const browserName = (userAgent: string, text: Pick<CliText, 'browserOn'>): string => {
  if (userAgent === '') return '–'
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return userAgent
  return os.name ? text.browserOn(browser.name, os.name) : browser.name
}
