import { expect, test } from 'vitest'
import { browserName } from '../src/browser-name.ts'
import { cliText } from '../src/text/cli-text.ts'

const [english, japanese] = [cliText('en', 'mimamori'), cliText('ja', 'mimamori')]

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox on Windows', 'Windows の Firefox'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 ' +
      'Safari/604.1',
    'Safari on iOS', 'iOS の Safari'
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome on Linux',
    'Linux の Chrome'
  ]
])('a browser goes by its name and system: %s', (userAgent, en, ja) => {
  expect([browserName(userAgent, english), browserName(userAgent, japanese)]).toEqual([en, ja])
})

test('what no browser says is shown as it came, and nothing as a dash', () => {
  expect([browserName('curl/8.14.1', english), browserName('', english)]).toEqual(['curl/8.14.1', '–'])
})
