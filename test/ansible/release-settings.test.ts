import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'

const program = join(import.meta.dirname, '../../ansible/roles/release/files/control/settings.py')

interface Setting {
  readonly format?: 'env' | 'json' | 'yaml'
  readonly values?: 'keep' | 'replace'
  readonly may_drop?: readonly string[]
  readonly keep?: readonly string[]
  /** Undefined where the device has no such file yet. */
  readonly there?: string
  readonly brought: string
  /** The keys that releases have brought so far. */
  readonly ours?: readonly string[]
}

const base64 = (text: string | undefined): string | null => text === undefined ? null : Buffer.from(text).toString('base64')

/** What the server's program makes of one settings file. */
const run = ({ there, brought, ours = [], ...setting }: Setting) => {
  const input = JSON.stringify({
    settings: [{ path: '/etc/demo', file: 'demo', ...setting }], device: [{ there: base64(there), brought: base64(brought), ours }]
  })
  return spawnSync('/usr/bin/python3', [program], { input, encoding: 'utf8' })
}

const compare = (setting: Setting) => {
  const { status, stdout, stderr } = run(setting)
  expect(status, stderr).toBe(0)
  const { dropped, written } = JSON.parse(stdout) as {
    readonly dropped: readonly { readonly keys: readonly string[] }[]
    readonly written: readonly { readonly content: string, readonly was: string | null, readonly keys: readonly string[] }[]
  }
  return {
    dropped: dropped[0]?.keys ?? [], text: written[0] && Buffer.from(written[0].content, 'base64').toString(),
    isNew: written[0] && written[0].was === null, brings: written[0]?.keys
  }
}

test('a file that is not there yet is taken as it comes', () => {
  expect(compare({ brought: '# a comment\nA=1\n' })).toEqual({ dropped: [], text: '# a comment\nA=1\n', isNew: true, brings: ['A'] })
})

test('the same keys leave the file alone, whatever their values, order and comments', () => {
  expect(compare({ there: '# ours\nexport B=x\nA=2\n', brought: 'A=1\nB=y\n' }).text).toBeUndefined()
  expect(compare({ format: 'json', there: '{"b":{"c":2},"a":1}', brought: '{"a":0,"b":{"c":0}}' }).text).toBeUndefined()
  expect(compare({ format: 'yaml', there: '# ours\na: 1\n', brought: 'a: 0\n' }).text).toBeUndefined()
})

test('new keys come behind what is there, which keeps its values', () => {
  expect(compare({ there: 'A=2', brought: 'A=1\nB="x y"\n' }).text).toBe('A=2\nB="x y"\n')
  expect(JSON.parse(compare({ format: 'json', there: '{"a":{"b":2}}', brought: '{"a":{"b":1,"c":3},"温度":true}' }).text!))
    .toEqual({ a: { b: 2, c: 3 }, 温度: true })
  expect(compare({ format: 'yaml', there: 'a:\n  b: 2\n', brought: 'a: {b: 1, c: 三}\n' }).text).toBe('a:\n  b: 2\n  c: 三\n')
})

test('what else some take for the end of a line is part of a value, and a kept line keeps its bytes', () => {
  expect(compare({ there: 'A=x\u2028B=1\u0085C=2\fD=3\r\n', brought: 'A=1\nE=5\n' }))
    .toEqual({ dropped: [], text: 'A=x\u2028B=1\u0085C=2\fD=3\r\nE=5\n', isNew: false, brings: ['E'] })
})

test('keys that would be lost are named, nested ones by their path', () => {
  expect(compare({ there: 'A=1\nSECRET=hunter2\n# B=1\n', brought: 'A=1\n' }).dropped).toEqual(['SECRET'])
  expect(compare({ format: 'json', there: '{"a":{"b":1,"c":2}}', brought: '{"a":{"b":1}}' }).dropped).toEqual(['a.c'])
  expect(compare({ format: 'yaml', there: 'a: {b: 1}\n', brought: 'a: 1\n' }).dropped).toEqual(['a.b'])
})

test('keys that may go, do', () => {
  expect(compare({ may_drop: ['OLD'], there: '# ours\nOLD=1\nA=2\n', brought: 'A=1\n' }))
    .toEqual({ dropped: [], text: '# ours\nA=2\n', isNew: false, brings: [] })
  expect(compare({ format: 'json', may_drop: ['a'], there: '{"a":{"b":1},"c":2}', brought: '{"c":1}' }))
    .toMatchObject({ dropped: [], text: '{\n  "c": 2\n}\n' })
})

test('where the release’s values count, its text is taken whole, and still drops no key', () => {
  expect(compare({ values: 'replace', there: 'A=2\n', brought: '# new\nA=1\n' })).toMatchObject({ dropped: [], text: '# new\nA=1\n' })
  expect(compare({ values: 'replace', there: 'A=2\nB=1\n', brought: 'A=1\n' }).dropped).toEqual(['B'])
})

test('a key that a release has brought stays where an older one does not know it, and is still known for the next', () => {
  expect(compare({ ours: ['VOLUME'], there: '# ours\nA=2\nVOLUME=7\n', brought: 'A=1\n' })).toMatchObject({ dropped: [], text: undefined })
  expect(compare({ ours: ['VOLUME'], there: 'A=2\nVOLUME=7\n', brought: 'A=1\nB=3\n' }))
    .toMatchObject({ dropped: [], text: 'A=2\nVOLUME=7\nB=3\n', brings: ['VOLUME', 'B'] })
  expect(compare({ ours: ['VOLUME'], there: 'A=2\nVOLUME=7\nROOM=2F\n', brought: 'A=1\n' }).dropped).toEqual(['ROOM'])
  expect(compare({ ours: ['VOLUME'], may_drop: ['VOLUME'], there: 'A=2\nVOLUME=7\n', brought: 'A=1\n' }))
    .toMatchObject({ text: 'A=2\n', brings: [] })
  for (const format of ['json', 'yaml'] as const) {
    expect(compare({ format, ours: ['a.c', 'd', 'd.e'], there: '{"a": {"b": 2, "c": 7}, "d": {"e": 1}}', brought: '{"a": {"b": 1}}' }))
      .toMatchObject({ dropped: [], text: undefined })
    expect(compare({ format, ours: ['a.c'], there: '{"a": {"b": 2, "c": 7, "d": 1}}', brought: '{"a": {"b": 1}}' }).dropped)
      .toEqual(['a.d'])
  }
})

test('where the release’s values count, a key that only an earlier release brought goes with its text', () => {
  expect(compare({ values: 'replace', ours: ['B'], there: 'A=2\nB=1\n', brought: 'A=1\n' }))
    .toMatchObject({ dropped: [], text: 'A=1\n', brings: [] })
  expect(compare({ format: 'json', values: 'replace', ours: ['a', 'a.b'], there: '{"a":{"b":1,"c":2}}', brought: '{"a":{}}' }).dropped)
    .toEqual(['a.c'])
})

test('keys that are the device’s own stay by name or pattern, whatever the release brings', () => {
  expect(compare({ keep: ['DEVICE_*', 'ROOM'], there: 'A=2\nDEVICE_ID=7\nROOM=2F\n', brought: 'A=1\n' }))
    .toEqual({ dropped: [], text: undefined, isNew: undefined, brings: undefined })
  expect(compare({ keep: ['DEVICE_*'], there: 'A=2\nDEVICE_ID=7\nROOM=2F\n', brought: 'A=1\n' }).dropped).toEqual(['ROOM'])
  const replaced = compare({ keep: ['*'], values: 'replace', there: '# ours\nA=2\nDEVICE_ID="7 8"\n', brought: '# new\nA=1\n' })
  expect(replaced).toMatchObject({ dropped: [], text: '# new\nA=1\nDEVICE_ID="7 8"\n' })
  expect(compare({ keep: ['*'], values: 'replace', there: replaced.text!, brought: '# new\nA=1\n' }).text).toBeUndefined()
  expect(compare({ keep: ['*'], may_drop: ['OLD'], there: 'A=2\nOLD=1\n', brought: 'A=1\n' })).toMatchObject({ dropped: [], text: 'A=2\n' })
  for (const format of ['json', 'yaml'] as const) {
    const there = '{"a": {"own": 2, "b": 1}, "only": {"here": true, "not": 1}}'
    expect(compare({ format, keep: ['a.own', 'only'], there, brought: '{"a": {"b": 3}}' })).toMatchObject({ dropped: [], text: undefined })
    expect(compare({ format, keep: ['a.own', 'only.here'], there, brought: '{"a": {"b": 3}}' }).dropped).toEqual(['only.not'])
    const { text } = compare({
      format, keep: ['a.own', 'only.here'], may_drop: ['only.not'], values: 'replace', there, brought: '{"a": {"b": 3}}'
    })
    expect(text?.replaceAll(/\s|"/g, '')).toBe(format === 'json' ? '{a:{own:2,b:3},only:{here:true}}' : '{a:{own:2,b:3},only:{here:true}}')
  }
})

test('a key that somebody has added on the device is named, and is no reason to write the file', () => {
  for (const format of ['json', 'yaml'] as const) {
    expect(compare({ format, there: '{"a": 1, "b": {"c": 1}}', brought: '{"a": 1}' }))
      .toEqual({ dropped: ['b', 'b.c'], text: undefined, isNew: undefined, brings: undefined })
  }
})

test('values that stay are written as they were', () => {
  expect(
    compare({
      format: 'yaml', there: 'version: 1.10\nmode: 0644\non: yes\nat: 12:30\nname: "x"\nlist: [a, 1.0]\n',
      brought: 'version: 2\nmode: 1\non: no\nat: 0\nname: y\nlist: []\nnew: 007\n'
    }).text
  )
    .toBe('version: 1.10\nmode: 0644\non: yes\nat: 12:30\nname: "x"\nlist: [a, 1.0]\nnew: 007\n')
  expect(
    compare({
      format: 'json', there: '{"version": 1.10, "big": 12345678901234567890123, "e": 1e3}',
      brought: '{"version": 2, "big": 1, "e": 0, "new": 2.50}'
    }).text
  )
    .toBe('{\n  "version": 1.10,\n  "big": 12345678901234567890123,\n  "e": 1e3,\n  "new": 2.50\n}\n')
})

test('a unit file is taken from the archive on the server, whole', () => {
  const directory = temporaryDirectory()
  mkdirSync(join(directory, 'deploy'))
  writeFileSync(join(directory, 'deploy/demo.service'), '[Service]\n')
  const archive = join(directory, 'release.tar.gz')
  execFileSync('tar', ['--create', '--gzip', '--file', archive, '--directory', directory, './deploy'])
  const unit = (archived: string) => spawnSync('/usr/bin/python3', [program], {
    input: JSON.stringify({
      archive, settings: [{ path: '/etc/systemd/system/demo.service', archived, format: 'text' }],
      device: [{ there: base64('[Unit]\n'), is_there_as: {}, brought: null, ours: [] }]
    }), encoding: 'utf8'
  })
  const { written } = JSON.parse(unit('deploy/demo.service').stdout) as { readonly written: readonly { readonly content: string }[] }
  expect(Buffer.from(written[0]!.content, 'base64').toString()).toBe('[Service]\n')
  expect(unit('deploy/none.service').stderr).toBe('/etc/systemd/system/demo.service: the release contains no file deploy/none.service\n')
})

/** What differs, and what the file is to have, of a file that is demo’s with mode 0640. */
const attributesOf = (wanted: Readonly<Record<string, unknown>>) => {
  const device = { there: base64('A=1\n'), brought: base64('A=1\n'), is_there_as: { mode: '0640', owner: 'demo', group: 'demo' }, ours: [] }
  const { status, stdout, stderr } = spawnSync(
    '/usr/bin/python3', [program],
    { input: JSON.stringify({ settings: [{ path: '/etc/demo', file: 'demo', ...wanted }], device: [device] }), encoding: 'utf8' }
  )
  if (status !== 0) return stderr.trimEnd()
  const { differing, written: [entry] } = JSON.parse(stdout) as {
    readonly differing: readonly string[]
    readonly written: readonly Record<string, unknown>[]
  }
  return { differing, mode: entry?.['mode'], owner: entry?.['owner'], group: entry?.['group'] }
}

test('mode and owner are compared where the inventory says them, and left alone where it does not', () => {
  expect(attributesOf({})).toEqual({ differing: [] })
  expect(attributesOf({ mode: '640', owner: 'demo', group: 'demo' })).toEqual({ differing: [] })
  expect(attributesOf({ mode: '0600' })).toEqual({ differing: ['/etc/demo has mode 0640, expected 0600'], mode: '0600' })
  expect(attributesOf({ owner: 'root', group: 'root' })).toEqual({
    differing: ['/etc/demo has owner demo, expected root', '/etc/demo has group demo, expected root'], owner: 'root', group: 'root'
  })
})

test('a mode that YAML has read as a number is refused', () => {
  for (const mode of [416, 640, '0888', 'u=rw']) expect(attributesOf({ mode })).toBe(
    `/etc/demo: its mode is ${JSON.stringify(mode).replaceAll('"', "'")}, expected octal digits in quotes, such as "0640"`
  )
})
