import { expect, test } from 'vitest'
import { nearestName } from '../../src/config/nearest-name.ts'

const known = ['site', 'role', 'label', 'address', 'silent-after-seconds', 'scrape-url', 'log-level', 'log-file']

test.each([
  ['sit', 'site'], ['stie', 'site'], ['lable', 'label'], ['addres', 'address'], ['adresse', 'address'], ['silent', 'silent-after-seconds'],
  ['silent-after-second', 'silent-after-seconds'], ['scrap-ulr', 'scrape-url'],
  ['log', undefined], ['colour', undefined], ['size-of', undefined], ['time', undefined], ['retention', undefined], ['silence-this-device', undefined], ['', undefined]
])('%j was meant to be %j', (typed, meant) => {
  expect(nearestName(typed, known)).toBe(meant)
})
