import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { findProgram } from '../../scripts/start/find-program.ts'
import { customRules } from '../../scripts/start/custom-rules.ts'
import { startText } from '../../scripts/start/text.ts'
import { describeWith } from './processes.ts'
import { prometheusProgram } from './real-peers.ts'

const alertWhen = (expression: string): string => `groups:
  - name: own
    rules:
      - alert: DoorOpen
        expr: ${expression}
        for: 10m
`

let directory: string
const file = (name: string, content: string): string => {
  writeFileSync(join(directory, name), content)
  return join(directory, name)
}

beforeEach(() => { directory = temporaryDirectory() })

describeWith(prometheusProgram)('rule files of the administrator’s own', () => {
  const promtool = findProgram(['promtool'])

  test('are loaded in the order of their names, and nothing else that lies there', async () => {
    const [second, first] = [file('20-door.yml', alertWhen('door_open == 1')), file('10-door.yml', alertWhen('door_open == 2'))]
    file('notes.txt', 'a note')
    expect(await customRules(directory, promtool)).toEqual({ accepted: [first, second], refused: [] })
  })

  test.each(['docs/guides', 'docs/ja/guides'])('are accepted as the guide in %s writes one', async (folder) => {
    const guide = readFileSync(join(import.meta.dirname, '..', '..', folder, 'adding-a-panel-or-an-alert.md'), 'utf8')
    const door = file('door.yml', /^```\n(groups:[^]*?)^```$/m.exec(guide)![1]!)
    expect(await customRules(directory, promtool)).toEqual({ accepted: [door], refused: [] })
  })

  test.each([
    [
      'an expression that cannot be read',
      alertWhen('max by (device (x)'),
      /^5:15: group "own", rule 1, "DoorOpen": could not parse expression: .*unexpected "\("/
    ],
    ['a misspelt field', 'groups:\n  - nam: x\n', /^yaml: unmarshal errors: line 2: field nam not found/]
  ])('are left out with promtool’s reason where they have %s, and the others are loaded', async (_, content, reason) => {
    const [broken, good] = [file('broken.yml', content), file('door.yml', alertWhen('door_open == 1'))]
    expect(await customRules(directory, promtool)).toEqual({
      accepted: [good],
      refused: [{ file: broken, kind: 'invalid', reason: expect.stringMatching(reason) as string }]
    })
  })
})

test('rule files of the administrator’s own are left out where nothing can check them', async () => {
  const door = file('door.yml', alertWhen('door_open == 1'))
  expect(await customRules(directory, undefined)).toEqual({ accepted: [], refused: [{ file: door, kind: 'unchecked' }] })
})

test.each([
  ['en', 'promtool, which would check them, is not installed'],
  ['ja', '検査に必要な promtool がインストールされていません']
] as const)('says in %s that promtool is missing', (language, sentence) => {
  expect(startText(language).ruleFileRefused({ file: '/etc/door.yml', kind: 'unchecked' })).toContain(sentence)
})
