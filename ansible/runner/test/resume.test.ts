import { writeFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { until } from '../../../collector/test/until.ts'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { testServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

const hostsOf = (calls: readonly { readonly hosts: readonly string[] }[]) => calls.map(({ hosts }) => hosts)
const five = { a: {}, b: {}, c: {}, d: {}, e: {} }

it('goes on with the devices that a cancelled run had not come to, with its options and without another canary', async () => {
  const server = testServer({ hosts: five, env: { MIMAMORI_UPDATE_RETRIES: '0' } })
  server.scenario({ hosts: { b: [{ waitFor: server.file('gate') }], c: [{ outcome: 'unreachable' }] } })
  const run = server.start('--yes', '--revision', 'v1', '--wave', '50', '--force')
  const stopped = await until(
    'the second wave', () => server.runs().find((one) => server.lines(one, 'events.jsonl').some(({ host }) => host === 'b'))
  )
  await server.run('--cancel', stopped)
  writeFileSync(server.file('gate'), '')
  expect((await run.ended).stdout).toContain(`To continue with the remaining devices: --resume ${stopped}`)
  server.scenario({})
  await server.run('--pin', 'e')

  expect((await server.run('--plan', '--resume', stopped)).stdout).toMatch(new RegExp(`^Plan of run \\S+\nContinues run ${stopped}\n`))
  const { exitCode, result } = await server.update('--resume', stopped)
  expect(exitCode).toBe(0)
  expect(result).toMatchObject({ reference: 'v1', pinned: ['e'] })
  // b has been updated; c could not be reached, and d had not had its turn.
  expect(hostsOf(server.calls())).toStrictEqual([['a'], ['b', 'c'], ['c', 'd']])
  expect(server.calls().at(-1)!.variables).toStrictEqual({ release_revision: 'v1', release_force: true, release_refuse_older: true })
  expect(await server.run('--resume', stopped)).toMatchObject({
    exitCode: 2, stderr: expect.stringMatching(/only pinned devices are left to update.*: e$/m)
  })
  await server.run('--unpin', 'e')
  expect((await server.update('--resume', stopped)).result.hosts).toMatchObject([{ host: 'e' }])
  expect(await server.run('--resume', stopped)).toMatchObject({ exitCode: 0, stdout: `Run ${stopped} left no devices to continue with.\n` })
})

it('goes on to the same revision although its repository is there no more, and begins with a canary where that had failed', async () => {
  const release = { release_name: 'signage', release_source: { type: 'archive', revision: 'v1' } }
  const server = testServer({ hosts: { a: release, b: release, c: release }, scenario: { hosts: { a: [{ outcome: 'failed' }] } } })
  const { result: stopped } = await server.update()
  server.scenario({})
  const nowhere = { release_name: 'signage', release_source: { type: 'git', repository: '/nowhere/signage.git', revision: 'main' } }
  server.file('inventory.json', JSON.stringify({ _meta: { hostvars: { b: nowhere, c: nowhere } }, clients: { hosts: ['b', 'c'] } }))
  expect((await server.update('--resume', stopped.run)).result).toMatchObject({
    revision: 'v1', hosts: [{ host: 'b', outcome: 'updated' }, { host: 'c' }]
  })
  expect(hostsOf(server.calls())).toStrictEqual([['a'], ['b'], ['c']])
})

it('continues with no paused device that does not report, and says what tries it with the same revision', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({
    hosts: { a: {}, b: {} }, scenario: { hosts: { a: [{ outcome: 'failed' }] } }, env: { MIMAMORI_URL: collector.url }
  })
  const { result: { run } } = await server.update('--revision', 'v1')
  collector.clients.push({ clientId: 'b', state: 'paused', freshness: 'silent', lastSeen: null })
  server.scenario({})
  expect(await server.run('--resume', run)).toMatchObject({
    exitCode: 2, stderr: expect.stringMatching(new RegExp(`paused devices that are not reporting.*: --only-failed ${run} --limit b$`, 'm'))
  })
  expect(
    (await server.update('--only-failed', run, '--limit', 'b')).result
  ).toMatchObject({ reference: 'v1', hosts: [{ host: 'b', outcome: 'updated' }] })
})

it('refuses to continue a run that was not stopped, and says what repeats it', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-03': [{ outcome: 'failed' }] } } })
  const { result: { run } } = await server.update()
  expect(await server.run('--resume', run)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`--only-failed ${run}`) })
  expect(await server.run('--resume', run, '--limit', 'pi-03')).toMatchObject({
    exitCode: 2, stderr: expect.stringContaining('--resume and --limit')
  })
})
