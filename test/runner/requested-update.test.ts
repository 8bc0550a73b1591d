import type { AddressInfo } from 'node:net'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { OneRunRequest, RunDetails, RunRequest, RunRequestList } from '@mimamori/contract'
import { testServer } from '../../ansible/runner/test/server.ts'
import { collectorInTest } from '../../collector/test/collector-in-test.ts'
import { until } from '../../collector/test/until.ts'

/** A collector that listens, and a runner beside it; Ansible is a stand-in. */
const arrange = async () => {
  const collector = await collectorInTest({ env: { MIMAMORI_LISTEN: '127.0.0.1:0' } })
  await collector.app.listen(collector.config.listen)
  const { token } = (await collector.asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'runner', role: 'update' } })).json<{
    token: string
  }>()
  for (const id of ['pi-01', 'pi-02']) await collector.enroll({ id })
  const server = testServer({ env: { MIMAMORI_URL: `http://127.0.0.1:${(collector.app.server.address() as AddressInfo).port}` } })
  server.file('token', `${token}\n`)
  const list = async () => (await collector.asAdmin({ url: '/api/run-requests' })).json<RunRequestList>()
  const ask = async (body: object): Promise<string> =>
    (await collector.asAdmin({ method: 'POST', url: '/api/run-requests', body })).json<OneRunRequest>().request.id
  /** As soon as the runner has said what has become of it. */
  const answered = (id: string): Promise<RunRequest> =>
    until('an answer', async () =>
      (await list()).requests.find((request) => request.id === id && (request.state === 'started' || request.state === 'refused'))
    )
  return { ...collector, server, list, ask, answered }
}

test(
  'a runner that is allowed to starts the update that is requested on the page, of those devices and in that name, and says why it starts no other meanwhile',
  { timeout: 180_000 },
  async () => {
    const { server, asAdmin, list, ask, answered } = await arrange()
    writeFileSync(server.environment['MIMAMORI_UPDATE_CONFIG']!, 'MIMAMORI_UPDATE_REQUESTS=update,reboot\n')
    const gate = server.file('gate')
    server.scenario({ hosts: { 'pi-01': [{ waitFor: gate }] } })
    const listening = server.start('--listen')
    await until('a runner that listens', async () => (await list()).actions.length === 2)

    const first = await answered(await ask({ action: 'update', devices: ['pi-01', 'pi-02'] }))
    expect(first).toMatchObject({ state: 'started', by: 'admin', message: null })
    const second = await answered(await ask({ action: 'update', devices: null, language: 'ja' }))
    expect(second).toMatchObject({ state: 'refused', run: null, message: expect.stringContaining(first.run!) as string })
    expect(second.message).toMatch(/[ぁ-ん]/)

    // The run goes on without the listening.
    listening.child.kill('SIGINT')
    expect(await listening.ended).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(`admin requested update (pi-01, pi-02): run ${first.run} has begun\n`) as string
    })
    writeFileSync(gate, '')
    await until('the end of the run', () => existsSync(join(server.state, 'runs', first.run!, 'result.json')))
    const { run } = await until('the end at the collector', async () => {
      const details = (await asAdmin({ url: `/api/updates/${first.run}` })).json<RunDetails>()
      return details.run.endedAt === null ? undefined : details
    })
    expect(run).toMatchObject({ by: 'admin', outcome: 'succeeded', counts: { total: 2, updated: 2 } })
  }
)

test(
  'a reboot that is requested on the page runs as one, which is no update and changes none of the devices’ outcomes',
  { timeout: 180_000 },
  async () => {
    const { server, asAdmin, list, ask, answered } = await arrange()
    writeFileSync(server.environment['MIMAMORI_UPDATE_CONFIG']!, 'MIMAMORI_UPDATE_REQUESTS=reboot\n')
    server.scenario({ hosts: { 'pi-01': [{ noRelease: true }] } })
    const listening = server.start('--listen')
    await until('a runner that listens', async () => (await list()).actions.length === 1)
    const { run } = await answered(await ask({ action: 'reboot', devices: ['pi-01'] }))
    const details = await until('the end at the collector', async () => {
      const answer = await asAdmin({ url: `/api/updates/${run}` })
      // It is asked for before its start has come.
      if (answer.statusCode === 404) return undefined
      const found = answer.json<RunDetails>()
      return found.run.endedAt === null ? undefined : found
    })
    expect(details.run).toMatchObject({
      kind: 'other',
      playbook: 'playbooks/reboot.yml',
      release: null,
      outcome: 'succeeded',
      counts: { total: 1, updated: 1 }
    })
    expect((await asAdmin({ url: '/metrics/inventory' })).body).not.toMatch(/mimamori_update_last_outcome\{/)
    expect(server.calls()).toMatchObject([{ playbook: 'reboot.yml', hosts: ['pi-01'], variables: { wave: '100%' } }])
    listening.child.kill('SIGINT')
    await listening.ended
  }
)

test('a runner listens only where its settings say what may be requested: exit 2', { timeout: 60_000 }, async () => {
  const server = testServer()
  expect(await server.run('--listen')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('MIMAMORI_UPDATE_REQUESTS: the page may start nothing') as string
  })
  writeFileSync(server.environment['MIMAMORI_UPDATE_CONFIG']!, 'MIMAMORI_UPDATE_REQUESTS=update,format\n')
  expect(await server.run('--listen')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('expected any of update, agent, restart, reboot, rotate-keys, got “update,format”') as string
  })
})
