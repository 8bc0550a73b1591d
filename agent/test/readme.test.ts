import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatAddress, type ListenAddress } from '@mimamori/program/listen-address'
import type { SettingTable } from '../src/config/setting-table.ts'
import { settings } from '../src/config/settings.ts'
import { watcherSettings } from '../src/watcher/watcher-settings.ts'

const [agent = '', watcher = ''] = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split('## The watcher')

const shown = (fallback: string | number | boolean | readonly string[] | ListenAddress | undefined): string => {
  if (fallback === true) return 'yes'
  if (typeof fallback === 'object' && 'port' in fallback) return formatAddress(fallback)
  return fallback === undefined ? '' : fallback.toString()
}
const rowsIn = (text: string) => [...text.matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\| /gm)].map(([, key, fallback]) => [key, fallback])
const rowsOf = (table: SettingTable) =>
  Object.values(table).map(({ key, fallback }) => [key, shown(fallback as Parameters<typeof shown>[0])])

test('the README lists every setting with its default, in the order of the code', () => {
  expect(rowsIn(agent)).toEqual(rowsOf(settings))
  expect(rowsIn(watcher)).toEqual(rowsOf(watcherSettings))
})
