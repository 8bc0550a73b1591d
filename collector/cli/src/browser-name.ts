import Bowser from 'bowser'
import type { CliText } from './text/cli-text.ts'

/** The usual name of a browser by its `User-Agent`, such as Firefox on Windows; an unknown one is shown unchanged. */
export const browserName = (userAgent: string, text: Pick<CliText, 'browserOn'>): string => {
  if (userAgent === '') return '–'
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return userAgent
  return os.name ? text.browserOn(browser.name, os.name) : browser.name
}
