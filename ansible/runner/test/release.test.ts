import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { inventoryOf, testServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

/** A mirror with two commits on `main`, the first of them tagged v1. */
const mirror = () => {
  const repository = temporaryDirectory()
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', repository, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { encoding: 'utf8' }).trim()
  git('init', '--quiet', '--bare', '--initial-branch=main')
  const tree = execFileSync('git', ['-C', repository, 'mktree'], { input: '', encoding: 'utf8' }).trim()
  const first = git('commit-tree', tree, '-m', 'first')
  const second = git('commit-tree', tree, '-p', first, '-m', 'second')
  git('update-ref', 'refs/heads/main', second)
  git('tag', 'v1', first)
  return { repository, first, second, moveMainTo: (commit: string) => git('update-ref', 'refs/heads/main', commit) }
}

const device = (repository: string, revision: string) => ({
  release_name: 'signage', release_source: { type: 'git', repository, revision }
})

it('resolves a branch once, to a full commit, for all waves', async () => {
  const { repository, second } = mirror()
  const server = testServer({ hosts: { a: device(repository, 'main'), b: device(repository, 'main') } })
  const { result } = await server.update()
  expect(result).toMatchObject({ release: 'signage', revision: second })
  expect(server.calls().map(({ variables }) => variables)).toStrictEqual([{ release_revision: second }, { release_revision: second }])
})

it('prefers --revision to the inventory, and repeats a run to its own revision', async () => {
  const { repository, first } = mirror()
  const server = testServer({ hosts: { a: device(repository, 'main') }, scenario: { hosts: { a: [{ outcome: 'failed' }] } } })
  const { result } = await server.update('--revision', 'v1')
  expect(result).toMatchObject({ reference: 'v1', revision: first })
  await server.update('--only-failed', result.run)
  expect(server.calls().at(-1)!.variables).toStrictEqual({ release_revision: first, release_refuse_older: true })
})

const archived = { release_name: 'signage', release_source: { type: 'archive', path: '/srv/a.tar', sha256: 'a'.repeat(64) } }

it('repeats a run and catches up where the release is an archive', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({
    hosts: { a: archived, b: archived },
    scenario: { hosts: { a: [{ outcome: 'failed' }], b: [{ outcome: 'unreachable' }] } },
    env: { MIMAMORI_URL: collector.url, MIMAMORI_UPDATE_RETRIES: '0' }
  })
  const { result } = await server.update('--max-failures', '1')
  expect(result.revision).toBe('a'.repeat(12))
  server.scenario({})
  collector.clients.push({ clientId: 'b', state: 'active', freshness: 'fresh', lastSeen: new Date(Date.now() + 60_000).toISOString() })
  expect((await server.update('--catch-up')).result).toMatchObject({
    revision: result.revision, hosts: [{ host: 'b', outcome: 'updated' }]
  })
  expect((await server.update('--only-failed', result.run)).exitCode).toBe(0)
  expect(server.calls().slice(-2).map(({ hosts, variables }) => [hosts, variables])).toStrictEqual([
    [['b'], { release_refuse_older: true }], [['a'], { release_refuse_older: true }]
  ])
  // What the inventory says anyway may be typed, too.
  expect((await server.run('--plan', '--revision', result.revision!)).exitCode).toBe(0)
  expect(await server.run('--plan', '--revision', 'v2')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('its release is an archive')
  })
})

it('gives each device its own revision where their groups want different ones', async () => {
  const { repository, first, second } = mirror()
  const archive = { release_source: { type: 'archive', path: '/srv/a.tar', sha256: 'a'.repeat(64) } }
  const server = testServer({ hosts: { a: device(repository, 'main'), b: device(repository, 'v1'), c: archive } })
  const { result } = await server.update('--canary', '3')
  expect(result).not.toHaveProperty('revision')
  expect(server.calls()[0]!.variables).toStrictEqual({
    release_revisions: { a: second, b: first }, release_revision: '{{ release_revisions[inventory_hostname] }}'
  })
})

it('says one device’s revision to no other: not to one with an archive, nor to one whose source only Ansible can read', async () => {
  const { repository, second } = mirror()
  const template = '{{ mirrors }}/signage.git'
  const server = testServer({
    hosts: {
      a: device(repository, 'main'), b: archived, c: device(template, 'main'), d: { ...device(template, 'main'), release_revision: 'v1' }
    }
  })
  await server.update('--canary', '4')
  expect(server.calls()[0]!.variables).toStrictEqual({
    release_revisions: { a: second, d: 'v1' }, release_revision: '{{ release_revisions[inventory_hostname] }}'
  })
})

it('gives what was typed to those, too, whose source only Ansible can read', async () => {
  const { repository, second } = mirror()
  const server = testServer({ hosts: { a: device(repository, 'v1'), b: device('{{ mirrors }}/signage.git', 'v1') } })
  await server.update('--canary', '2', '--revision', 'main')
  expect(server.calls()[0]!.variables).toStrictEqual({
    release_revisions: { a: second, b: 'main' }, release_revision: '{{ release_revisions[inventory_hostname] }}'
  })
})

it('refuses a revision that stands in the inventory without quotes, and was read as a number', async () => {
  const { repository } = mirror()
  const unquoted = { release_name: 'signage', release_source: { type: 'git', repository, revision: 1.10 } }
  const server = testServer({ hosts: { a: unquoted, b: { ...device(repository, 'v1'), release_revision: 20260314 } } })
  const { exitCode, stderr } = await server.run('--plan')
  expect([exitCode, stderr.trimEnd().split('\n')]).toStrictEqual([2, [
    'mimamori-runner: a: release_source.revision was read as 1.1, since it is not quoted in the inventory; quote it, such as revision: ' +
    '"1.10"',
    'mimamori-runner: b: release_revision was read as 20260314, since it is not quoted in the inventory; quote it, such as revision: "1.10"'
  ]])
  // What is typed is text.
  expect((await server.run('--plan', '--revision', 'v1')).exitCode).toBe(0)
})

it('begins nothing where this server lacks anything, and says all of it at once', async () => {
  const { repository } = mirror()
  const server = testServer({
    hosts: {
      a: device(repository, 'v7'), c: device('/nowhere/signage.git', 'v7'),
      b: { release_source: { type: 'archive', path: '/srv/a.tar', sha256: 'a'.repeat(64) } }
    },
    env: { MIMAMORI_UPDATE_PLAYBOOK: '/nowhere/playbook.yml', MIMAMORI_UPDATE_TOKEN_FILE: '/nowhere/token' }
  })
  const { exitCode, stderr } = await server.run('--yes', '--revision', 'v7')
  expect(exitCode).toBe(2)
  expect(stderr.trimEnd().split('\n')).toStrictEqual([
    expect.stringContaining('/nowhere/playbook.yml: the playbook cannot be read'),
    expect.stringContaining('/nowhere/token: the token'),
    expect.stringContaining(`${repository}: there is no revision “v7”; publish it first with scripts/publish-release.sh`),
    expect.stringContaining('/nowhere/signage.git: git cannot read it (fatal: not a git repository'),
    expect.stringContaining('b: its release is an archive')
  ])
  expect(server.runs()).toStrictEqual([])
})

it('says why the inventory cannot be read, and that one without devices has nothing to update', async () => {
  const server = testServer({ hosts: {} })
  expect(await server.run('--yes')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('the inventory has no device') })
  expect(await server.run('--yes', '--limit', 'nobody', '--lang', 'ja')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('「nobody」に当てはまる端末やグループがインベントリーにありません')
  })
  server.file('inventory.json', 'a: [')
  expect(await server.run('--yes')).toMatchObject({
    exitCode: 2, stderr: expect.stringMatching(/cannot read the inventory: \[ERROR\]: Completely failed/)
  })
  const broken = server.file('inventory.json', 'all:\n  hosts:\n    a:\n\tb:\n')
  expect((await server.run('--yes')).stderr).toContain(`cannot read the inventory: ${broken}:4: Tabs are usually invalid in YAML.`)
})

it('catches up those that report again, to the revision that was wanted, and leaves the rest queued', async () => {
  const { repository, second, first, moveMainTo } = mirror()
  const collector = await startCollectorStandIn()
  const off = [{ outcome: 'unreachable' as const }]
  const server = testServer({
    hosts: { a: device(repository, 'main'), b: device(repository, 'main'), c: device(repository, 'main') },
    scenario: { hosts: { b: off, c: off } },
    env: { MIMAMORI_URL: collector.url, MIMAMORI_UPDATE_RETRIES: '0' }
  })
  expect((await server.update()).exitCode).toBe(3)
  moveMainTo(first)
  server.scenario({})
  const later = new Date(Date.now() + 60_000).toISOString()
  collector.clients.push(
    { clientId: 'b', state: 'active', freshness: 'fresh', lastSeen: later },
    { clientId: 'c', state: 'active', freshness: 'late', lastSeen: later }
  )
  const { exitCode, result } = await server.update('--catch-up')
  expect(exitCode).toBe(0)
  expect(result).toMatchObject({ revision: second, hosts: [{ host: 'b', outcome: 'updated' }] })
  expect(server.calls().at(-1)).toMatchObject({ hosts: ['b'], variables: { release_revision: second } })
  expect(await server.run('--catch-up', '--yes')).toMatchObject({
    exitCode: 3, stdout: 'Waiting for a device that has not reported again: c\n'
  })
})

it('waits no longer for a device that has left the inventory', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({
    scenario: { hosts: { 'pi-02': [{ outcome: 'unreachable' }] } }, env: { MIMAMORI_URL: collector.url, MIMAMORI_UPDATE_RETRIES: '0' }
  })
  await server.update()
  server.file('inventory.json', inventoryOf({ 'pi-01': {}, 'pi-03': {} }))
  collector.clients.push({ clientId: 'pi-02', state: 'active', freshness: 'fresh', lastSeen: new Date(Date.now() + 60_000).toISOString() })
  const gone = { exitCode: 0, stdout: 'No longer in the inventory, so removed from the queue: pi-02\n' }
  expect(await server.run('--catch-up', '--plan')).toMatchObject(gone)
  expect(JSON.parse((await server.run('--catch-up', '--plan', '--json')).stdout)).toStrictEqual({
    run: null, outcome: null, exitCode: 0, message: gone.stdout.trimEnd()
  })
  expect(collector.queues.at(-1)).toMatchObject({ waiting: [{ host: 'pi-02' }] })
  expect(await server.run('--catch-up', '--yes')).toMatchObject(gone)
  expect(collector.queues.at(-1)).toMatchObject({ waiting: [] })
  expect(await server.run('--catch-up', '--yes')).toMatchObject({ exitCode: 0, stdout: 'No devices are waiting for an update.\n' })
})

it('reports to the collector of the start, of every device, and of the end, in that order', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ scenario: { hosts: { 'pi-01': [{ outcome: 'failed' }] } }, env: { MIMAMORI_URL: collector.url } })
  const { result: { run } } = await server.update()
  const [start, ...others] = collector.received
  const end = others.pop()
  expect(start).toMatchObject({ path: '/api/updates', body: { run, origin: 'runner', hosts: ['pi-01', 'pi-02', 'pi-03'] } })
  expect(new Set(others.map(({ path }) => path))).toStrictEqual(new Set([`/api/updates/${run}/hosts`]))
  expect(collector.items().filter(({ state }) => state === 'finished')).toMatchObject([
    { host: 'pi-01', outcome: 'failed' }, { host: 'pi-02', outcome: 'skipped' }, { host: 'pi-03', outcome: 'skipped' }
  ])
  expect(end).toMatchObject({ path: `/api/updates/${run}/end`, body: { outcome: 'failed', message: '1 failed in the canary (0 allowed)' } })
})

it('shows in the plan which devices are off', async () => {
  const collector = await startCollectorStandIn()
  collector.clients.push(
    { clientId: 'pi-01', state: 'active', freshness: 'fresh', reason: { code: 'goodbye_poweroff' }, lastSeen: null },
    { clientId: 'pi-02', state: 'paused', freshness: 'late', lastSeen: null }
  )
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  expect((await server.run('--plan')).stdout).toMatch(
    /canary +1 +pi-03\n[\s\S]*Not reporting, so tried last: pi-01 \(switched off\)\n[\s\S]*Paused and not reporting, so skipped: pi-02\n/
  )
})

it('skips a device that is paused and does not report, waits for it in no queue, and counts it as no failure', async () => {
  const collector = await startCollectorStandIn()
  collector.clients.push(
    { clientId: 'pi-02', state: 'paused', freshness: 'silent', lastSeen: null },
    { clientId: 'pi-03', state: 'paused', freshness: 'fresh', lastSeen: null }
  )
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  const { exitCode, result } = await server.update()
  expect(exitCode).toBe(0)
  expect(result).toMatchObject({
    outcome: 'succeeded', counts: { total: 3, updated: 2, skipped: 1 },
    hosts: [
      { host: 'pi-01' }, { host: 'pi-03', outcome: 'updated' }, { host: 'pi-02', outcome: 'skipped', message: 'paused, and not reporting' }
    ]
  })
  expect(collector.received[0]).toMatchObject({ body: { hosts: ['pi-01', 'pi-03'] } })
  expect((await server.run('--status')).stdout).not.toContain('--only-failed')
  expect(await server.run('--only-failed', result.run)).toMatchObject({
    exitCode: 0, stdout: `Run ${result.run} left no devices to retry.\n`
  })
  server.file('inventory.json', inventoryOf({ 'pi-02': {} }))
  expect(await server.run('--yes')).toMatchObject({
    exitCode: 2, stderr: expect.stringMatching(/paused devices that are not reporting.*: --limit pi-02$/m)
  })
  // A device that is named is updated even so.
  await server.update('--limit', 'pi-02')
  expect(server.calls().at(-1)!.hosts).toStrictEqual(['pi-02'])
})

it('shows in the plan what each group gets where that differs, that there is no canary, and which published release no device ' +
  'gets', async () => {
  const { repository, first, second } = mirror()
  const releases = temporaryDirectory()
  const hosts = { a: device(repository, 'main'), b: device(repository, 'v1'), c: device(repository, 'v1'), d: { release_name: 'kiosk' } }
  const server = testServer({ hosts, env: { MIMAMORI_RELEASES_DIRECTORY: releases } })
  for (const name of ['signage', 'kiosk', 'forgotten']) {
    mkdirSync(join(releases, `${name}.git`), { recursive: true })
    writeFileSync(join(releases, `${name}.git`, 'HEAD'), 'ref: refs/heads/release\n')
  }
  server.file(
    'inventory.json',
    JSON.stringify({
      _meta: { hostvars: hosts }, clients: { children: ['site_osaka', 'site_kyoto'] }, site_osaka: { hosts: ['b', 'c'] },
      site_kyoto: { hosts: ['a', 'd'] }
    })
  )
  const { stdout } = await server.run('--plan', '--canary', '0')
  expect(stdout.split('\n').slice(2, 5)).toStrictEqual([
    expect.stringMatching(new RegExp(`^  signage ${first.slice(0, 12)} +2  site_osaka$`)),
    expect.stringMatching(new RegExp(`^  signage ${second.slice(0, 12)} +1  a$`)),
    expect.stringMatching(/^ {2}kiosk as the inventory says {2}1 {2}d$/)
  ])
  expect(stdout).toContain(
    'No canary: the first wave starts at once.\nPublished, but no device of the inventory gets it (release_name, release_source): ' +
    'forgotten\n'
  )
})
