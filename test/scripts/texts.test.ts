import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandText } from '../../ansible/runner/src/text/runner-text.ts'

const directory = join(import.meta.dirname, '..', '..', 'scripts')
const read = (name: string): string => readFileSync(join(directory, name), 'utf8')

/** Each key, and which words it is given. */
const catalogue = (language: string): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([...read(`shell/text/${language}.sh`).matchAll(/^ {4}([a-zA-Z_ |-]+)\) (printf .*);;$/gm)]
    .map(([, key = '', text = '']) => [key, [...new Set([...text.matchAll(/\$\{?([1-9])\}?/g)].map(([, number = '']) => number))].sort()]))

test('English and Japanese have the same texts with the same words in them', () => {
  expect(Object.keys(catalogue('en')).length).toBeGreaterThan(30)
  expect(catalogue('ja')).toEqual(catalogue('en'))
})

test.each(['en', 'ja'] as const)('knows the runner’s sentences that nobody is left to catch up or to repeat in the runner’s own words: %s', (language) => {
  expect(read(`shell/text/${language}.sh`)).toContain(`runner-queue-empty) printf '%s' "${commandText(language).queueEmpty}" ;;`)
  const run = language === 'en' ? '$1' : '${1}'
  expect(read(`shell/text/${language}.sh`)).toContain(`runner-none-failed) printf '%s' "${commandText(language).noneFailed(run)}" ;;`)
  expect(read(`shell/text/${language}.sh`)).toContain(`runner-nothing-to-resume) printf '%s' "${commandText(language).nothingToResume(run)}" ;;`)
  const [, allUpdated = ''] = /runner-all-updated\) printf '%s' "(.*)" ;;/.exec(read(`shell/text/${language}.sh`)) ?? []
  expect(commandText(language).allUpdatedSince(run, []).startsWith(allUpdated) && allUpdated !== '').toBe(true)
  expect(read(`shell/text/${language}.sh`)).toContain(`runner-queue-pinned) printf '%s' "${commandText(language).queuePinned([])}" ;;`)
  expect(commandText(language).queueAgentGone([])).toContain(/runner-queue-agent-gone\) printf '%s' "(.*)" ;;/.exec(read(`shell/text/${language}.sh`))![1])
  expect(read(`shell/text/${language}.sh`)).toContain(`runner-queue-gone) printf '%s' "${commandText(language).queueGone([])}" ;;`)
})

test('every text that a script says is in the catalogue', () => {
  const known = Object.keys(catalogue('en')).flatMap((keys) => keys.split(' | '))
  const scripts = ['.', 'shell'].flatMap((folder) => readdirSync(join(directory, folder)).filter((name) => name.endsWith('.sh')).map((name) => join(folder, name)))
  const said = scripts.flatMap((name) => [...read(name).matchAll(/(?:\b(?:note|stop|text)|setting_mistake "\$file" "\$number") ([a-z][a-z-]+)(?=[ ";)\n])/g)].map(([, key]) => key))
  expect(said.length).toBeGreaterThan(30)
  for (const key of said) expect(known).toContain(key)
})
