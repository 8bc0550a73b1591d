import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { until } from '../../../collector/test/until.ts'
import { startCollectorStandIn } from './collector-stand-in.ts'
import { testServer } from './server.ts'

// Each starts several processes, and machines that test are busy.
vi.setConfig({ testTimeout: 180_000 })

it('updates a canary, then wave after wave, and exits with 0 once every device is updated or unchanged', async () => {
  const server = testServer({ hosts: { a: {}, b: {}, c: {}, d: {}, e: {} }, scenario: { hosts: { b: [{ outcome: 'unchanged' }] } } })
  const { exitCode, result } = await server.update('--wave', '50')
  expect(exitCode).toBe(0)
  expect(server.calls().map(({ hosts }) => hosts)).toStrictEqual([['a'], ['b', 'c'], ['d', 'e']])
  expect(result).toMatchObject({ outcome: 'succeeded', exitCode: 0, counts: { total: 5, updated: 4, unchanged: 1 } })
  expect(server.runs()).toStrictEqual([result.run])
})

it('prints a table with a line for every device, and for a failure its step, message and journal', async () => {
  const server = testServer({
    hosts: { ok: {}, bad: {} },
    scenario: {
      hosts: {
        ok: [{ fromRevision: '1'.repeat(40), toRevision: '2'.repeat(40) }],
        bad: [
          {
            outcome: 'rolled_back', step: 'Check', message: '温度 is too high',
            journal: { unit: 'signage.service', lines: ['first', 'la\u001b[31mst'] }
          }
        ]
      }
    }
  })
  const { exitCode, stdout } = await server.run('--yes')
  expect(exitCode).toBe(1)
  expect(stdout).toMatch(/^ok +updated +111111111111 +222222222222 +2 s$/m)
  expect(stdout).toMatch(
    /^bad +rolled back .*\n {4}step: Check\n {4}温度 is too high\n {4}last lines of signage.service:\n {6}first\n {6}last$/m
  )
})

it('calls a device without a result failed, whatever Ansible exits with, and shows no secret of what that printed last, nor half of ' +
  'one', async () => {
  const output = `password=${'geheim'.repeat(5000)}\n${'x'.repeat(1950)} PGPASSWORD=${'geheim'.repeat(20)}\n`
  const server = testServer({ hosts: { a: {} }, scenario: { hosts: { a: [{ noResult: true }] }, output } })
  const { exitCode, result } = await server.update()
  expect(exitCode).toBe(1)
  expect(result.hosts).toMatchObject([{
    outcome: 'failed', presumed: true, step: 'Switch',
    message: expect.stringMatching(/^no result: ansible-playbook ended with exit code 0[\s\S]*x PGPASSWORD=\*\*\*$/)
  }])
  expect(JSON.stringify(result)).not.toContain('heim')
  // There it stands as it came.
  expect(statSync(join(server.state, 'runs', result.run, 'output.log')).mode & 0o777).toBe(0o600)
})

it('exits with 3 if only unreachable devices are missing, queues them, and prints an object with --json also if there is nothing to ' +
  'do', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-02': [{ outcome: 'unreachable', message: 'no route' }] } } })
  const answer = async (...argv: readonly string[]): Promise<unknown> => JSON.parse((await server.run('--json', ...argv)).stdout)
  expect(await answer('--status')).toStrictEqual({ run: null, outcome: null, exitCode: 0, message: 'There has been no update run yet.' })
  expect(await answer('--catch-up')).toStrictEqual({
    run: null, outcome: null, exitCode: 0, message: 'No devices are waiting for an update.'
  })
  const { exitCode, result } = await server.update()
  expect([exitCode, result.outcome]).toStrictEqual([3, 'failed'])
  expect(server.calls().at(-1)).toMatchObject({ hosts: ['pi-02'], attempt: 3 })
  expect(await answer('--catch-up')).toMatchObject({ exitCode: 3, message: expect.stringContaining('not reported again: pi-02') })
})

it('changes nothing in check mode, reports nothing, and says what would be', async () => {
  const collector = await startCollectorStandIn()
  const server = testServer({ scenario: { hosts: { 'pi-02': [{ outcome: 'unreachable' }] } }, env: { MIMAMORI_URL: collector.url } })
  const { stdout, exitCode } = await server.run('--check', '--yes')
  expect(exitCode).toBe(3)
  expect(server.calls()[0]).toMatchObject({ check: true })
  expect(collector.received).toStrictEqual([])
  expect(stdout).toMatch(/ {2}pi-01: would be updated$/m)
  expect(stdout).toMatch(/^pi-01 +would be updated/m)
  expect(stdout).toMatch(
    /^Run \S+: not all devices passed the check\n2 would be updated, 1 unreachable\nCheck only: nothing was changed\.$/m
  )
  const { stdout: queue } = await server.run('--catch-up')
  expect(queue).toBe('No devices are waiting for an update.\n')
})

it('shows with --status how the latest update stands, and a check only where it is named or goes on', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-01': [{ outcome: 'failed' }] } } })
  const { result } = await server.update()
  server.scenario({})
  const { result: check } = await server.update('--check')
  expect(await server.run('--status')).toMatchObject({
    exitCode: 1, stdout: expect.stringContaining(`Run ${result.run}: not all devices are updated`)
  })
  expect(await server.run('--status', check.run)).toMatchObject({
    exitCode: 0, stdout: expect.stringContaining(`Run ${check.run}: checked\n3 would be updated\n`)
  })
})

it('repeats only those that a run has not updated', async () => {
  const server = testServer({ scenario: { hosts: { 'pi-01': [{ outcome: 'failed' }] } } })
  const { result: first } = await server.update('--max-failures', '3')
  server.scenario({})
  const { exitCode } = await server.update('--only-failed', first.run)
  expect(exitCode).toBe(0)
  expect(server.calls().at(-1)!.hosts).toStrictEqual(['pi-01'])
  const clean = server.runs()[1]!
  expect(await server.run('--only-failed', clean, '--yes')).toMatchObject({
    exitCode: 0, stdout: `Run ${clean} left no devices to retry.\n`
  })
  expect(JSON.parse(
    (await server.run('--only-failed', clean, '--json')).stdout
  )).toMatchObject({ run: clean, outcome: 'succeeded', exitCode: 0 })
})

it('takes nothing back that a later run has updated, unless it is named', async () => {
  const source = { release_name: 'signage', release_source: { type: 'archive', revision: '1.0' } }
  const server = testServer({ hosts: { a: source, b: source, c: source }, scenario: { hosts: { a: [{ outcome: 'failed' }] } } })
  const { result: older } = await server.update()
  server.scenario({ hosts: { b: [{ outcome: 'unchanged', toRevision: '2'.repeat(40) }] } })
  const { result: later } = await server.update('--limit', 'b')
  await server.update('--check', '--limit', 'c')

  const { stdout } = await server.run('--plan', '--only-failed', older.run)
  expect(stdout).toContain(
    `2 devices in 2 waves\n  canary  1  a\n  wave 2  1  c\nLeft out, since later runs have updated them:\n  ${later.run}  222222222222  ` +
    'b\nTo take them back to this revision anyway, name them: --limit b\n'
  )
  await server.update('--only-failed', older.run)
  expect(server.calls().slice(-2).map(({ hosts }) => hosts)).toStrictEqual([['a'], ['c']])
  expect(await server.run('--only-failed', older.run, '--yes')).toMatchObject({
    exitCode: 0, stdout: expect.stringContaining('name them: --limit a,b,c\n')
  })
  await server.update('--only-failed', older.run, '--limit', 'b')
  expect(server.calls().at(-1)!.hosts).toStrictEqual(['b'])
})

it('repeats for all that a run left behind where another revision is typed', async () => {
  const server = testServer({ hosts: { a: {}, b: {} }, scenario: { hosts: { a: [{ outcome: 'failed' }] } } })
  const { result: older } = await server.update()
  server.scenario({})
  await server.update('--limit', 'b')
  const { stdout } = await server.run('--plan', '--json', '--only-failed', older.run, '--revision', 'v3')
  expect(JSON.parse(stdout)).toMatchObject({ reference: 'v3', hosts: [{ host: 'a' }, { host: 'b' }] })
})

it('starts nothing where nobody can be asked', async () => {
  const server = testServer()
  expect(await server.run()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
  expect(server.runs()).toStrictEqual([])
})

it('shows the plan and ends with --plan', async () => {
  const server = testServer({ hosts: { a: {}, b: {}, c: {} } })
  const { exitCode, stdout } = await server.run('--plan', '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ waves: [{ canary: true, batches: [['a']] }, { batches: [['b']] }, { batches: [['c']] }] })
  expect(server.calls()).toStrictEqual([])
})

it.each(['n', '', 'nonsense'])('ends as cancelled, with exit code 1, where the answer to its question is “%s”: ' +
  'nothing is begun', async (answer) => {
  const server = testServer()
  const answering = { ask: async () => answer }
  expect(await server.runOn(answering)).toMatchObject({
    exitCode: 1, stdout: expect.stringMatching(/\nCancelled: nothing was started\.\n$/)
  })
  expect(JSON.parse((await server.runOn(answering, '--json')).stdout)).toStrictEqual({
    run: null, outcome: 'cancelled', exitCode: 1, message: 'Cancelled: nothing was started.'
  })
  // Ctrl-C while it plans ends Ansible, too, whose error would then be taken for the reason.
  server.file('bin/ansible-inventory', '#!/bin/sh\nkill -INT $$\n')
  expect(await server.runOn({ interrupted: AbortSignal.abort() }, '--yes')).toMatchObject({
    exitCode: 130, stdout: expect.stringMatching(/^Cancelled: .*\n$/), stderr: ''
  })
  expect(server.runs()).toStrictEqual([])
})

it('takes Ctrl-C at its question for a no, also where what it prints goes into a log', async () => {
  const server = testServer()
  // script(1) gives it a terminal, and types what comes on its standard input.
  const command = `${process.execPath} ${join(import.meta.dirname, '../src/main.ts')} 2>&1 | tee -i ${server.file('log')}`
  const child = spawn('script', ['--quiet', '--command', command, '/dev/null'], { env: { ...server.environment, SHELL: '/bin/sh' } })
  await until('the question', () => existsSync(server.file('log')) && readFileSync(server.file('log'), 'utf8').includes('[y/N]'))
  child.stdin.write('\u0003')
  await once(child, 'close')
  expect(readFileSync(server.file('log'), 'utf8')).toContain('Cancelled: nothing was started.')
  expect(server.runs()).toStrictEqual([])
})
