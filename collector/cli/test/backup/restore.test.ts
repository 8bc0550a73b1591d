import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, lstatSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { collectorInTest, type CollectorInTest } from '../../../test/collector-in-test.ts'
import { temporaryDirectory } from '../../../test/temporary-directory.ts'
import { untilAllEnd } from '../../../test/until-all-end.ts'
import { renumberOwners } from '../../src/backup/accounts.ts'
import { isCollectorRunning } from '../../src/backup/lock.ts'
import { withRestoredCollector } from '../../src/backup/restored-collector.ts'
import { cliText } from '../../src/text/cli-text.ts'
import { backedUpServer, serverInTest, testAsOwner, testWithRestic, type BackedUpServer, type ServerInTest } from './server-in-test.ts'

const deviceCount = 20

const testAsRoot = test.skipIf(process.getuid?.() !== 0)

let server: BackedUpServer
let keys: readonly string[]
let made: Awaited<ReturnType<ServerInTest['mimamori']>>
const ended = untilAllEnd()

/** What the administrator would see of a server, but for times that go on. */
const seen = async (collector: CollectorInTest): Promise<unknown> => {
  const ask = async <Answer>(url: string): Promise<Answer> => (await collector.asAdmin({ url })).json<Answer>()
  const { clients } = await ask<{ readonly clients: readonly Readonly<Record<string, unknown>>[] }>('/api/clients')
  return {
    devices: clients.map(({ id, site, role, enrolledAt }) => ({ id, site, role, enrolledAt })),
    users: (await ask<{ readonly users: unknown }>('/api/users')).users,
    receivers: (await ask<{ readonly receivers: unknown }>('/api/receivers')).receivers
  }
}

// One backup, made while devices report, that the tests restore.
beforeAll(async () => {
  server = await backedUpServer({ settings: 'LOGS=yes\n', until: ended })
  const { collector, mimamori, write } = server
  keys = await Promise.all(Array.from({ length: deviceCount }, (_, index) =>
    collector.enroll({ id: `pi-${String(index).padStart(2, '0')}`, site: 'north', role: 'kiosk' })))
  await collector.asAdmin({ method: 'POST', url: '/api/users', body: { name: 'tanaka', role: 'viewer' } })
  await collector.app.inject({
    method: 'POST', url: '/api/clients/logs', headers: { 'x-client-key': keys[0]! },
    body: { clientId: 'pi-00', logs: [{ level: 'ERROR', message: 'acknowledged before the backup' }] }
  })
  write('/var/lib/mimamori/.ssh/mimamori_ed25519', 'a private key', 0o600)
  write('/srv/mimamori/releases/kiosk/1.tar', 'a release')
  write('/var/lib/mimamori-collector/content/files/ab/abcd', 'a picture', 0o600)
  write('/var/lib/mimamori-collector/content/uploads/half', 'half of one')
  const load = { isOn: true, sent: 0 }
  const reporting = (async () => {
    while (load.isOn) {
      const headers = { [batchHeaders.sequence]: String(++load.sent) }
      for (const key of keys) await collector.sendBatch(key, 'node_load1 1\n', headers)
    }
  })()
  made = await mimamori('backup')
  load.isOn = false
  await reporting
  expect(load.sent).toBeGreaterThan(0)
})

const restoreOnto = async (other: ServerInTest, ...more: readonly string[]) => {
  other.write('/tmp/password', `${server.password}\n`, 0o600)
  return other.mimamori('restore', '--from', server.repository, '--password-file', join(other.root, '/tmp/password'), ...more)
}

testWithRestic('brings all of a server that was backed up under load back on an empty one', async () => {
  expect(made).toMatchObject({ code: 0, errors: '' })
  expect(made.out).toMatch(/^Backup [0-9a-f]{8} is complete: /)
  const other = serverInTest()
  const restored = await restoreOnto(other)
  expect(restored).toMatchObject({ code: 0, errors: '' })
  for (const kind of ['devices', 'keys']) expect(restored.out).toMatch(new RegExp(`^${kind} +${deviceCount} +${deviceCount} +same$`, 'm'))
  expect(restored.out).toMatch(/^log lines .* same$/m)
  expect(restored.out).not.toContain('DIFFERS')
  expect(other.read('/var/lib/mimamori/.ssh/mimamori_ed25519')).toBe('a private key')
  expect(statSync(join(other.root, '/var/lib/mimamori/.ssh/mimamori_ed25519')).mode & 0o777).toBe(0o600)
  expect(other.read('/srv/mimamori/releases/kiosk/1.tar')).toBe('a release')
  expect(other.read('/var/lib/mimamori-collector/content/files/ab/abcd')).toBe('a picture')
  expect(existsSync(join(other.data, 'content/uploads'))).toBe(false)
  expect(statSync(join(other.data, 'mimamori.db')).mode & 0o777).toBe(0o600)
  const collector = await collectorInTest({ directory: other.data })
  expect(await seen(collector)).toEqual(await seen(server.collector))
  for (const key of keys) expect((await collector.sendBatch(key, 'node_load1 1\n')).statusCode).toBe(200)
  expect((await collector.asAdmin({ url: '/api/clients/logs?clientId=pi-00' })).body).toContain('acknowledged before the backup')
})

testWithRestic('restores nothing over what a server has, unless it is told to move that aside', async () => {
  const other = serverInTest()
  other.write('/etc/mimamori/collector.conf', 'MIMAMORI_LISTEN=127.0.0.1:8081\n')
  expect(await restoreOnto(other)).toMatchObject({
    code: 1, errors: 'mimamori: this server is not empty: /etc/mimamori; --replace moves that aside and puts the backup in its place'
  })
  expect(existsSync(other.data)).toBe(false)
  const replaced = await restoreOnto(other, '--replace')
  expect(replaced).toMatchObject({ code: 0, errors: '' })
  const [, aside = ''] = /now in (\S+)\./.exec(replaced.out) ?? []
  expect(other.read(`${aside}/collector.conf`)).toContain('8081')
  expect(other.read('/etc/mimamori/backup.conf')).toContain(server.repository)
  expect(await server.mimamori('restore', '--replace')).toMatchObject({
    code: 1, errors: expect.stringContaining('the collector is running on this server; stop everything first') as string
  })
})

testWithRestic('restores into a directory, if that is empty', async () => {
  const into = join(temporaryDirectory(), 'new')
  expect((await server.mimamori('restore', '--into', into)).code).toBe(0)
  expect(existsSync(join(into, 'var/lib/mimamori-collector/mimamori.db'))).toBe(true)
  expect(await server.mimamori('restore', '--into', into)).toMatchObject({ code: 2, errors: `mimamori: ${into} is not empty; give an empty directory` })
  expect(await server.mimamori('restore', 'ffff0000', '--into', join(into, 'b'))).toMatchObject({
    code: 1, errors: 'mimamori: no backup ffff0000; to list them: sudo mimamori restore list'
  })
  expect((await server.mimamori('restore', 'list')).out).toMatch(/^CREATED +BACKUP +SERVER +SIZE\n.* [0-9a-f]{8} .*B$/)
})

testWithRestic('proves that a backup can be restored, and notices one that is damaged', async () => {
  const { mimamori, repository, read, root } = server
  const proven = await mimamori('backup', 'prove')
  expect(proven).toMatchObject({ code: 0, errors: '' })
  const rows = (kind: string): readonly string[] => proven.out.split('\n').filter((line) => line.startsWith(`${kind} `))
  expect(rows('devices')).toEqual(Array(2).fill(expect.stringMatching(/^devices +20 +20 +same$/)))
  expect(proven.out).toMatch(/\n\nA collector that was started on it shows:\n +BACKUP +SHOWN *\n/)
  for (const kind of ['users', 'tokens', 'update runs', 'alerts', 'receivers']) expect(rows(kind)).toHaveLength(2)
  expect(proven.out).toContain('can be restored: every byte was read')
  const state = () => JSON.parse(read('/var/lib/mimamori-backup/state.json')) as Record<string, unknown>
  expect(state()).toMatchObject({ lastProvenAt: expect.any(String) as string, lastBackup: { bytes: expect.any(Number) as number } })
  expect(existsSync(join(root, '/var/lib/mimamori-backup/proof'))).toBe(false)
  const { lastProvenAt } = state()
  const damage = 'for file in "$0"/data/*/*; do chmod u+w "$file"; printf x | dd of="$file" bs=1 seek=100 conv=notrunc status=none; done'
  execFileSync('sh', ['-c', damage, repository])
  expect(await mimamori('backup', 'prove')).toMatchObject({ code: 1, errors: expect.stringMatching(/^mimamori: restic failed at /) as string })
  expect(state()['lastProvenAt']).toBe(lastProvenAt)
})

testWithRestic('does not take a backup for proven whose collector shows less than it has, and names the kind', async () => {
  const { collector, data, mimamori, read } = await backedUpServer()
  await collector.enroll({ id: 'pi-1' })
  const database = new DatabaseSync(join(data, 'mimamori.db'))
  database.exec("INSERT INTO receivers (name, definition) VALUES ('office', 'unreadable')")
  database.close()
  expect((await mimamori('backup')).code).toBe(0)
  const refused = await mimamori('backup', 'prove')
  expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('the backup is not what it says of itself') as string })
  expect(refused.out.split('\n').filter((line) => line.startsWith('receivers'))).toEqual([
    expect.stringMatching(/1 +1 +same$/), expect.stringMatching(/1 +0 +DIFFERS$/)
  ])
  expect(JSON.parse(read('/var/lib/mimamori-backup/state.json'))).not.toHaveProperty('lastProvenAt')
})

test('says why a collector does not start on restored data', async () => {
  const data = temporaryDirectory()
  writeFileSync(join(data, 'mimamori.db'), 'no database'.repeat(100))
  await expect(withRestoredCollector(data, { text: cliText('en', 'mimamori'), language: 'en' }, () => Promise.resolve()))
    .rejects.toThrow(/^a collector does not start on the restored data: .*mimamori\.db/)
})

testAsOwner('a collector on restored data runs as the account that owns them, and ends (if root tries, in a checkout open to all)', async () => {
  // Not in a directory of the tests, to which no other account may go.
  const data = mkdtempSync(join(tmpdir(), 'mimamori-restored-'))
  onTestFinished(() => { rmSync(data, { recursive: true }) })
  chownSync(data, 4242, 4243)
  const words = { text: cliText('en', 'mimamori'), language: 'en' } as const
  const lock = await withRestoredCollector(data, words, () => Promise.resolve(statSync(join(data, 'collector.lock'))))
  expect([lock.uid, lock.gid]).toEqual([4242, 4243])
  expect(isCollectorRunning({ root: '/', dataDirectory: data })).toBe(false)
})

testAsRoot('gives files to the accounts of the same names, whatever their numbers are here (only root can try)', async () => {
  const directory = temporaryDirectory()
  const file = join(directory, 'file')
  writeFileSync(file, '')
  symlinkSync('nowhere', join(directory, 'link'))
  chownSync(file, 4242, 4243)
  await renumberOwners(directory, { users: { 4242: 'daemon', 0: 'root' }, groups: { 4243: 'nobody-has-this', 0: 'root' } })
  expect([statSync(file).uid, statSync(file).gid]).toEqual([1, 4243])
  expect(lstatSync(join(directory, 'link')).uid).toBe(0)
})
