import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleText } from '../../scripts/bundle/text.ts'
import { demoText } from '../../scripts/demo/text.ts'
import { grafanaText } from '../../scripts/grafana/text.ts'
// @ts-expect-error: plain JavaScript, read by whatever Node sets the checkout up
import { texts as setUpTexts } from '../../scripts/setup/text.js'
import { installServerText } from '../../scripts/install-server/text.ts'
import { packageText } from '../../scripts/package/text.ts'
import { publishAgentText } from '../../scripts/publish-agent/text.ts'
import { startText } from '../../scripts/start/text.ts'
import { labText } from '../lab/text.ts'

type Said = readonly (readonly [key: string, text: string])[]

/** All texts of a catalogue with their keys; functions say something of WORD1 and WORD2. */
const said = (catalogue: object, path = ''): Said => Object.entries(catalogue).flatMap(([key, text]): Said => {
  if (typeof text === 'function') return [[path + key, (text as (...words: string[]) => string)('WORD1', 'WORD2', 'WORD3')]]
  return typeof text === 'object' ? said(text as object, `${path}${key}.`) : [[path + key, String(text)]]
})
const wordsOf = (text: string): string[] => (text.match(/WORD\d/g) ?? []).sort()

test.each<[string, object, object]>([
  ['set-up', (setUpTexts as { en: object }).en, (setUpTexts as { ja: object }).ja],
  ['npm start', startText('en'), startText('ja')],
  ['npm run demo', demoText('en'), demoText('ja')],
  ['npm run install-server', installServerText('en'), installServerText('ja')],
  ['npm run package', packageText('en'), packageText('ja')],
  ['npm run bundle', bundleText('en'), bundleText('ja')],
  ['npm run publish-agent', publishAgentText('en'), publishAgentText('ja')],
  ['npm run grafana', grafanaText('en'), grafanaText('ja')],
  ['npm run lab', labText('en'), labText('ja')]
])('%s says everything in English and Japanese, and leaves nothing out in either', (_verb, english, japanese) => {
  const inJapanese = new Map(said(japanese))
  expect([...inJapanese.keys()]).toEqual(said(english).map(([key]) => key))
  for (const [key, text] of said(english)) {
    expect(text, key).not.toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)
    // Also a text of others' words alone, by its brackets.
    expect(inJapanese.get(key), key).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}（：]/u)
    expect(wordsOf(inJapanese.get(key)!), key).toEqual(wordsOf(text))
  }
})

const lab = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../lab/main.ts'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, LC_ALL: 'C.UTF-8' }
  })

test('npm run lab boots nothing where it is asked for help or given what it does not take', () => {
  expect(lab('--help')).toMatchObject({ status: 0, stdout: `${labText('en').help}\n`, stderr: '' })
  expect(lab('--devices', '5')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'lab: expected no arguments, got --devices 5; --help says what it does\n'
  })
})
