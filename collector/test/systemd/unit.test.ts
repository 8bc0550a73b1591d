import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeEnvironment, nodeFlags } from '../../src/node-flags.ts'

const repository = join(import.meta.dirname, '../../..')
const read = (name: string): string => readFileSync(join(repository, 'collector/systemd', name), 'utf8')
const valueOf = (key: string): string | undefined => new RegExp(`^${key}=(.*)$`, 'm').exec(read('mimamori-collector.service'))?.[1]

test('the unit starts a program that lies in the checkout, by the Node of the checkout and with the flags and the environment that npm start gives it', () => {
  const [node, ...rest] = (valueOf('ExecStart') ?? '').split(' ').map((word) => word.replace('/opt/mimamori/server/', ''))
  const program = rest.pop()!
  expect([node, rest]).toEqual(['node_modules/.bin/node', nodeFlags])
  expect(existsSync(join(repository, program))).toBe(true)
  expect(read('mimamori-collector.service').split('\n')).toEqual(
    expect.arrayContaining(Object.entries(nodeEnvironment).map(([name, value]) => `Environment=${name}=${value}`))
  )
})

test('the unit’s user is the one that its sysusers file makes, and not the one that has the key to the devices', () => {
  const [, user] = /^u (\S+) /m.exec(read('mimamori-collector.sysusers.conf')) ?? []
  expect(user).toBe('mimamori-collector')
  expect(valueOf('User')).toBe(user)
})

test('the data directory is the one that systemd makes for that user', () => {
  expect(valueOf('Environment')).toBe(`MIMAMORI_DATA_DIR=/var/lib/${valueOf('StateDirectory')}`)
})

test.each([
  'collector/systemd/mimamori-collector.service',
  'collector/systemd/mimamori-backup.service',
  'collector/systemd/mimamori-backup-proof.service',
  'collector/systemd/mimamori-https.service',
  'agent/systemd/mimamori-agent.service',
  'ansible/runner/systemd/mimamori-catch-up.service',
  'ansible/runner/systemd/mimamori-requests.service'
])('%s cannot take all memory of its machine', (unit) => {
  expect(readFileSync(join(repository, unit), 'utf8')).toMatch(/^MemoryMax=(?:[1-5]\d%|\d{1,3}M)$/m)
})
