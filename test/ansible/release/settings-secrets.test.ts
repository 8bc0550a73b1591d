import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook, runPlaybook } from '../run-playbook.ts'

const program = join(import.meta.dirname, '../../../ansible/roles/release/files/control/settings.py')

type Format = 'env' | 'json' | 'yaml'
interface Files { readonly there: string | Buffer, readonly brought: string | Buffer }

const deviceOf = ({ there, brought }: Files) =>
  ({ there: Buffer.from(there).toString('base64'), brought: Buffer.from(brought).toString('base64'), ours: [] })

/** What the server’s program says of two files that it cannot compare. */
const refusal = (format: Format, files: Files): string => {
  const input = JSON.stringify({ settings: [{ path: '/etc/demo', file: 'demo', format }], device: [deviceOf(files)] })
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [program], { input, encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  return stderr
}

// A quoted key in PEM's form, of which one line is what would pass for KEY=: no key of anybody's.
const pem = '-----BEGIN PRIVATE KEY-----\nhunter2MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw\nhunter2AAAA==\n-----END PRIVATE KEY-----'
// 「秘密」in Shift_JIS.
const shiftJis = Buffer.concat([Buffer.from('A=hunter2\nB='), Buffer.from([0x94, 0xe9, 0x96, 0xa7]), Buffer.from('\n')])

const broken: readonly (readonly [string, Format, string | Buffer, string])[] = [
  ['YAML', 'yaml', 'a: 1\npassword: "hunter2" hunter2: [\n', 'is not valid YAML (line 2, column 21)'],
  ['YAML with a tag', 'yaml', 'a: !hunter2 hunter2\n', 'is not valid YAML (line 1, column 4)'],
  ['YAML with a character that it forbids', 'yaml', 'a: hunter2\u0001\n', 'is not valid YAML'],
  ['JSON', 'json', '{\n  "password": hunter2\n}\n', 'is not valid JSON (line 2, column 15)'],
  ['a list', 'json', '["hunter2"]', 'is no map of keys'],
  ['another encoding', 'env', shiftJis, 'is not in UTF-8 (byte 13). Convert it, as with: iconv --from-code SHIFT_JIS --to-code UTF-8']
]

test.each(broken)('%s that cannot be read is refused by its place, on the device and in the release', (_what, format, text, words) => {
  const fine = { env: 'A=1\n', json: '{}', yaml: '{}' }[format]
  expect(refusal(format, { there: text, brought: fine })).toBe(`/etc/demo: the file on the device ${words}\n`)
  expect(refusal(format, { there: fine, brought: text })).toBe(`/etc/demo: the file of the release ${words}\n`)
})

test('what cannot be compared for a reason that nobody has thought of is named by its kind alone', () => {
  expect(refusal('yaml', { there: 'hunter2: 2026-99-99\n', brought: '{}' }))
    .toMatch(/^\/etc\/demo: could not be compared as yaml \(ValueError\)\. /)
})

test('quotes that are never closed are refused by their line', () => {
  expect(refusal('env', { there: `A=1\nKEY="${pem}\n`, brought: 'A=1\n' }))
    .toBe('/etc/demo: the quotes that open on line 2 of the file on the device are never closed\n')
})

/** Stands in for the device’s program at the role’s own interface; it knows nothing but how to read. */
const readsAs = (directory: string, files: Files): string => {
  const path = join(directory, 'device.py')
  writeFileSync(path, `print('''${JSON.stringify({ failed: false, is_open: false, files: [deviceOf(files)] })}''')\n`)
  return path
}

describeWith(ansiblePlaybook)('a secret in a settings file', () => {
  test.each<readonly [string, Format, Files, string]>([
    [
      'in a broken line', 'yaml', { there: 'password: "hunter2" hunter2: [\n', brought: 'a: 1\n' },
      '/etc/demo.env: the file on the device is not valid YAML (line 1, column 21)'
    ],
    [
      'over several lines', 'env', { there: `TLS_KEY="${pem}"\nROOM='hunter2\nB=hunter2'\n`, brought: 'A=1\n' },
      '/etc/demo.env has keys on the device that the release does not know: TLS_KEY, ROOM. '
    ]
  ])('%s reaches no message, output or event, also at -vvv', async (_where, format, files, message) => {
    const directory = temporaryDirectory()
    const { exitCode, output, finished } = await runPlaybook({
      directory, hosts: ['here'], args: ['-vvv'], playbook: JSON.stringify([{
        hosts: 'all',
        gather_facts: false,
        vars: {
          // A variable of the connection counts more than what a task says: no sudo here.
          ansible_become: false,
          release_name: 'demo', release_proof: { file: 'says' }, release_program: readsAs(directory, files),
          release_settled: {}, release_artifact: {}, release_proved_with: {}, release_wanted: 'two',
          release_settings: [{ path: '/etc/demo.env', file: 'demo.env', format }]
        },
        tasks: [{
          block: [{ include_role: { name: 'mimamori.fleet.release', tasks_from: 'settings', public: true } }],
          rescue: [
            { name: 'Remember', set_fact: { seen: '{{ release_this_failure }}' } },
            { name: 'Say', fail: { msg: '{{ seen.step }}: {{ seen.message }}' } }
          ]
        }]
      }])
    })
    expect(exitCode, output).toBe(2)
    expect(finished['here']!.message, output).toContain(`settings: ${message}`)
    const reported = output + readFileSync(join(directory, 'events.jsonl'), 'utf8')
    for (const secret of ['hunter2', deviceOf(files).there.slice(0, 20)]) expect(reported).not.toContain(secret)
  })
})
