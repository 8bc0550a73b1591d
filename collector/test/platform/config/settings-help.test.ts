import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/platform/config/load-config.ts'
import { asksForHelp, settingsHelp } from '../../../src/platform/config/settings-help.ts'
import { settings } from '../../../src/platform/config/settings.ts'

test.each(['en', 'ja'] as const)(
  'shows every setting once, with a default that is what it is without it, and says what it is for (%s)',
  (language) => {
    const shown = [...settingsHelp(language).matchAll(/^ {2}(MIMAMORI_\w+)=(.*)\n {6}\S.*$/gm)].map(([, name, fallback]) => [
      name,
      fallback
    ])
    expect(shown.map(([name]) => name)).toEqual(Object.values(settings).map(({ name }) => name))
    expect(loadConfig(Object.fromEntries(shown))).toEqual(loadConfig({}))
  }
)

test.each([
  [['--help'], true],
  [['-h'], true],
  [['help'], true],
  [[], false],
  [['--listen', '--help'], false]
] as const)('%j asks for help: %s', (words, asks) => {
  expect(asksForHelp(words)).toBe(asks)
})
