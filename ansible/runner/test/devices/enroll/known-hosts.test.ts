import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fingerprint, recordedKeys, recordHostKey, type HostKey } from '../../../src/devices/enroll/known-hosts.ts'

const place = { address: '192.168.10.33', port: 22 }

const directoryWithKey = (): { readonly file: string, readonly key: HostKey, readonly shown: string } => {
  const directory = mkdtempSync(join(tmpdir(), 'mimamori-known-hosts-'))
  onTestFinished(() => { rmSync(directory, { recursive: true }) })
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, 'key')])
  const [type, key] = readFileSync(join(directory, 'key.pub'), 'utf8').split(' ') as [string, string]
  const shown = execFileSync('ssh-keygen', ['-lf', join(directory, 'key.pub')], { encoding: 'utf8' }).split(' ')[1]!
  return { file: join(directory, 'known_hosts'), key: { type, key }, shown }
}

test('a host key is recorded as ssh finds it, with the fingerprint that ssh shows', async () => {
  const { file, key, shown } = directoryWithKey()
  expect(await recordedKeys(file, place)).toEqual({ keys: [], lines: [] })
  recordHostKey(file, place, key)
  recordHostKey(file, { ...place, port: 2222 }, key)
  expect([await recordedKeys(file, place), fingerprint(key)]).toEqual([{ keys: [key], lines: [1] }, shown])
  expect(readFileSync(file, 'utf8')).toBe(`192.168.10.33 ${key.type} ${key.key}\n[192.168.10.33]:2222 ${key.type} ${key.key}\n`)
})

test('a new card’s key takes the place of the old one, and no other line is touched', async () => {
  const { file, key } = directoryWithKey()
  const { key: old } = directoryWithKey()
  writeFileSync(file, `# ours\n192.168.10.31 ${old.type} ${old.key}\n192.168.10.33 ${old.type} ${old.key}`)
  const { lines } = await recordedKeys(file, place)
  recordHostKey(file, place, key, lines)
  expect(readFileSync(file, 'utf8')).toBe(`# ours\n192.168.10.31 ${old.type} ${old.key}\n192.168.10.33 ${key.type} ${key.key}\n`)
})
