import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nextHostState, waitingHost, type HostState, type UpdateHosts } from '@mimamori/contract'
import { expect, it, vi } from 'vitest'
import { until } from '../../../collector/test/until.ts'
import type { RunResult } from '../src/state/run-result.ts'
import type { ProcessMark } from '../src/platform/process/process-mark.ts'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { testServer, type Ended, type TestServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

/** A run whose first device goes on once `go()` was called, from the moment that it is under way. */
const heldRun = async (server: TestServer, ...argv: readonly string[]) => {
  const gate = server.file('gate')
  server.scenario({ hosts: { 'pi-01': [{ waitFor: gate }] } })
  const foreground = server.start('--yes', ...argv)
  let over: Ended | undefined
  void foreground.ended.then((ended) => { over = ended })
  const run = await until('a device under way', () => {
    if (over) throw new Error(`ended before: ${JSON.stringify(over)}`)
    return server.runs().find((id) => server.lines(id, 'events.jsonl').length > 0)
  })
  const { worker } = server.lines(run, 'log.jsonl')[0] as { worker: ProcessMark }
  return { run, foreground, worker, go: () => { writeFileSync(gate, '') } }
}

const runResultOf = (server: TestServer, run: string): Promise<RunResult> => {
  const file = join(server.state, 'runs', run, 'result.json')
  return until('the result', () => existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as RunResult : undefined)
}

it('lets only one of two that start at once begin', async () => {
  const server = testServer()
  const both = await Promise.all([server.run('--yes'), server.run('--yes')])
  // The other may also have come after the end of the first; never beside it.
  expect(both).toContainEqual(expect.objectContaining({ exitCode: 0 }))
  expect(both.filter(({ exitCode }) => exitCode !== 0 && exitCode !== 75)).toStrictEqual([])
  const spans = server.runs().map((run) => {
    const records = server.lines(run, 'log.jsonl')
    const [started, ended] = [records[0], records.at(-1)]
    expect([started?.type, ended?.type]).toStrictEqual(['started', 'ended'])
    return { from: String(started?.at), until: String(ended?.at) }
  }).sort((a, b) => a.from < b.from ? -1 : 1)
  expect(spans).toHaveLength(both.filter(({ exitCode }) => exitCode === 0).length)
  expect(spans.filter(({ from }, index) => index > 0 && from < spans[index - 1]!.until)).toStrictEqual([])
})

it('continues without its terminal, shows its progress to --status, and can be attached to from elsewhere, with its exit ' +
  'code', async () => {
  const server = testServer()
  const { run, foreground, go } = await heldRun(server)
  foreground.child.kill('SIGHUP')
  await foreground.ended
  const { exitCode, stdout } = await server.run('--status', '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    run, outcome: null, counts: { under_way: 1, waiting: 2 },
    hosts: [{ host: 'pi-01', state: 'under_way', attempt: 1 }, { host: 'pi-02', state: 'waiting' }, { host: 'pi-03', state: 'waiting' }]
  })
  const attached = server.start('--attach', run)
  await until('the run in the attached view', () => attached.stdout().includes('pi-01: Switch'))
  go()
  expect(await attached.ended).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^pi-03 +updated/m) })
})

it('only detaches on Ctrl-C, and lets no second run begin: exit 75, with whose run it is and how to attach', async () => {
  const server = testServer()
  const { run, foreground, go } = await heldRun(server)
  await until('the view', () => foreground.stdout().includes('pi-01: Switch'))
  foreground.child.kill('SIGINT')
  foreground.child.kill('SIGINT')
  const { exitCode, stdout } = await foreground.ended
  // The second may come when Node, at its end, no longer handles it: killed by it is 130 to a shell, too.
  expect([130, null]).toContain(exitCode)
  expect(stdout).toContain(`--attach ${run}`)
  expect(await server.run('--yes')).toMatchObject({
    exitCode: 75, stderr: expect.stringMatching(new RegExp(`run ${run}, started by \\S+ at \\d{4}-[^]*--attach ${run}`))
  })
  go()
  expect((await runResultOf(server, run)).outcome).toBe('succeeded')
  expect(server.runs()).toStrictEqual([run])
})

it('shows how an ended run ended, with its exit code', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-01': [{ outcome: 'failed' }] } } })
  const { result } = await server.update()
  expect(await server.run('--attach', result.run)).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^pi-01 +failed/m) })
  expect(await server.run('--status')).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/^pi-02 +skipped/m) })
  expect(await server.run('--status', '20200101-000000-000000')).toMatchObject({ exitCode: 2 })
})

it('begins no further device once it is cancelled, and lets the one under way finish', async () => {
  const server = testServer()
  const { run, foreground, go } = await heldRun(server)
  expect(await server.run('--cancel', run)).toMatchObject({ exitCode: 0 })
  expect(await server.run('--cancel', run)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('already') })
  expect(JSON.parse((await server.run('--cancel', run, '--json')).stdout)).toMatchObject({
    run, outcome: null, exitCode: 0, message: expect.stringContaining('already')
  })
  go()
  expect((await foreground.ended).exitCode).toBe(1)
  const { outcome, hosts, message } = await runResultOf(server, run)
  expect(outcome).toBe('cancelled')
  expect(message).toMatch(/^cancelled by \S+/)
  expect(hosts.map((host) => host.outcome)).toStrictEqual(['updated', 'skipped', 'skipped'])
  expect(JSON.parse((await server.run('--cancel', run, '--json')).stdout)).toMatchObject({ run, outcome: 'cancelled', exitCode: 0 })
})

it('ends in a true result if its worker is killed: what was under way has its own result, nothing else is begun, and the collector gets ' +
  'all of it', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ env: { MIMAMORI_URL: collector.url } })
  collector.setAway(true)
  const { run, foreground, worker, go } = await heldRun(server)
  process.kill(worker.pid, 'SIGKILL')
  await until('the news of it', () => foreground.stdout().includes('runner has died'))
  collector.setAway(false)
  // Its last playbook continues, and nobody may begin another beside it: neither plans, for both wait for its lock.
  const [{ exitCode, stdout, stderr }, status] = await Promise.all([server.run(), server.run('--status')])
  expect([exitCode, stdout, status.exitCode]).toStrictEqual([75, '', 0])
  expect(stderr).toMatch(new RegExp(`^The runner of run ${run}, started by \\S+ at \\d{4}-.*, has died[^]*--attach ${run}`))
  expect(existsSync(join(server.state, 'runs', run, 'result.json'))).toBe(false)
  const received = () => collector.received.filter(({ path, body }) => path.includes(run) || (body as { run?: string }).run === run)
  const itemsReceived = () =>
    received().flatMap(({ body }) => (body as Partial<UpdateHosts>).hosts ?? []).filter((item) => typeof item === 'object')
  expect(itemsReceived()[0]).toMatchObject({ host: 'pi-01', state: 'under_way' })

  go()
  expect((await foreground.ended).exitCode).toBe(1)
  const result = await runResultOf(server, run)
  expect(result.outcome).toBe('interrupted')
  expect(result.hosts.map(({ outcome }) => outcome)).toStrictEqual(['updated', 'skipped', 'skipped'])
  server.scenario({})
  const { result: next } = await server.update()
  const states = new Map<string, HostState>()
  for (const item of itemsReceived()) {
    const state = nextHostState(states.get(item.host) ?? waitingHost(item.host), item)
    if (state) states.set(item.host, state)
  }
  // The collector has the same state of each device as the runner.
  expect(result.hosts.map(({ host }) => states.get(host))).toMatchObject(result.hosts)
  expect([received()[0]?.path, received().at(-1)]).toMatchObject([
    '/api/updates', { path: `/api/updates/${run}/end`, body: { outcome: 'interrupted' } }
  ])
  // Of two runs, it takes the one for the newer that it hears of later.
  const startOfNext = collector.received.findIndex(({ body }) => (body as { run?: string }).run === next.run)
  expect(startOfNext).toBeGreaterThan(collector.received.findLastIndex(({ path }) => path.includes(run)))
})

it('is held up by no plan and no queue that a bad disk has left unreadable, and says what it has set aside', async () => {
  const server = testServer()
  const torn = '20200101-000000-000000'
  mkdirSync(join(server.state, 'runs', torn), { recursive: true })
  writeFileSync(join(server.state, 'runs', torn, 'plan.json'), '{"run":"2020')
  writeFileSync(join(server.state, 'queue.json'), '[{"host":')
  const { exitCode, stdout, stderr } = await server.run('--yes')
  expect(exitCode).toBe(0)
  expect(stderr).toContain(`${torn}/plan.json`)
  expect(stdout + stderr).toMatch(/Note: .*queue\.json/)
  expect(server.runs().filter((name) => name.endsWith('.bad'))).toStrictEqual([`${torn}.bad`])
  expect(existsSync(join(server.state, 'queue.json.bad'))).toBe(true)
  // Set aside, and over all the same: its claim on a device keeps nobody away.
  expect(server.calls()[0]?.closedRuns).toStrictEqual([torn])
})
