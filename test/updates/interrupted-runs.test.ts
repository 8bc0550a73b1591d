/*
 * Runs that the script starts over lab devices, and that something cuts off: the device, the server, the collector.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunResult } from '../../ansible/runner/src/state/run-result.ts'
import { loginsOn, tracesOn, untilState } from '../ansible/on-device.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { all, expectRunning, outcomesOf, runIn, tableIn } from './fleet-run.ts'
import { killTree } from './kill-tree.ts'
import { findRecorded, hostTotals } from './recorded.ts'
import { startUpdateLab, type UpdateLab } from './update-lab.ts'

const releases = { v1: {}, v2: {}, v3: {}, ill: { 'is-ill': '' } }
const ids = ['pi-cut', 'pi-ok', 'pi-ill', 'pi-away', 'pi-stranger']
// Each is one to three runs over real devices, and machines that test are busy.
vi.setConfig({ testTimeout: 600_000 })

describeInLab('runs of scripts/update-all-clients.sh that are cut off', () => {
  let here: UpdateLab
  beforeAll(async () => {
    here = await startUpdateLab({ ids, releases })
    await here.writeInventory({ revision: 'v1' })
    await here.update('--canary', '0')
    await expectRunning(here, ids, 'v1')
  })
  afterAll(() => here?.end())

  const device = (id: string) => here.device(id)
  const revision = (tag: keyof typeof releases): string => here.revisions[tag]!
  const short = (tag: keyof typeof releases): string => revision(tag).slice(0, 12)
  const recorded = (run: string) => findRecorded(here.collector(), run)
  /**
   * Catches up with a device once it reports again. On a busy machine a report may be late, and it looks away still: then no run is begun,
   * and we wait and ask once more.
   */
  const catchUp = async (id: string, ...words: readonly string[]) => {
    await here.untilReporting(id)
    const caughtUp = await here.update('--catch-up', ...words)
    if (caughtUp.code !== 3 || 'hosts' in caughtUp.result) return caughtUp
    await here.untilReporting(id)
    return here.update('--catch-up', ...words)
  }

  test('a device that cannot be reached waits in the queue: exit 3; once it is back, it is caught up', async () => {
    // One short try is enough for what cannot succeed; test/ansible/release/steps.ts has the tries anew.
    await here.writeInventory({ revision: 'v2', hosts: { 'pi-away': { ansible_ssh_retries: 0, ansible_timeout: 10 } } })
    await here.forgetConnections()
    await device('pi-away').cutNetwork()
    const { code, result } = await here.update('--canary', '0', '--limit', 'pi-cut,pi-away')
    expect({ code, outcomes: outcomesOf(result) }).toEqual({ code: 3, outcomes: { 'pi-cut': 'updated', 'pi-away': 'unreachable' } })
    expect(await recorded(result.run)).toMatchObject({
      run: { outcome: 'failed', counts: { unreachable: 1, updated: 1 } },
      series: { 'pi-away': 'unreachable' },
      logged: { 'pi-away': expect.stringMatching(/^update: unreachable/) }
    })

    await here.writeInventory({ revision: 'v2' })
    await device('pi-away').joinNetwork()
    // A device is caught up once it was heard after it was queued.
    const caughtUp = await catchUp('pi-away', '--canary', '0')
    expect({ code: caughtUp.code, outcomes: outcomesOf(caughtUp.result) }).toEqual({ code: 0, outcomes: { 'pi-away': 'updated' } })
    await expectRunning(here, ['pi-away'], 'v2')
    expect(await recorded(caughtUp.result.run)).toMatchObject({
      run: { outcome: 'succeeded', revision: revision('v2') },
      series: { 'pi-away': 'updated' }
    })
    expect((await here.run('--catch-up', '--yes')).stdout).toContain('No devices are waiting')
  })

  test('a device that answers with another host key is refused at the preflight: exit 1, untouched, nothing waits; with its key on record, it is updated', async () => {
    await here.writeInventory({ revision: 'v2' })
    await here.recordOtherKey(device('pi-stranger'), device('pi-ok'))
    await here.forgetConnections()
    const [stranger, logins] = [await tracesOn(device('pi-stranger')), await loginsOn(device('pi-stranger'))]
    const { code, stdout } = await here.run('--yes', '--limit', 'pi-stranger')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^pi-stranger +failed .*\n {4}step: preflight\n {4}Host key verification failed: \S+ answers with the ED25519 key SHA256:\S+, expected the one in line \d+ of \S+known_hosts\. If the device was /m
    )
    expect(await loginsOn(device('pi-stranger'))).toBe(logins + 1) // this one
    expect(await tracesOn(device('pi-stranger'))).toBe(stranger)
    const run = runIn(stdout)
    const { hosts, ...rest } = await recorded(run)
    expect(hosts).toMatchObject([{ host: 'pi-stranger', outcome: 'failed', step: 'preflight', attempt: 1 }])
    expect(rest).toMatchObject({
      run: { outcome: 'failed', counts: { failed: 1, unreachable: 0 } },
      series: { 'pi-stranger': 'failed' },
      logged: { 'pi-stranger': expect.stringMatching(/^update: failed at “preflight”/) }
    })
    expect((await here.run('--catch-up', '--yes')).stdout).toContain('No devices are waiting')

    await here.enrolHostKeys()
    const repeated = await here.update('--only-failed', run)
    expect({ code: repeated.code, outcomes: outcomesOf(repeated.result) }).toEqual({ code: 0, outcomes: { 'pi-stranger': 'updated' } })
    await expectRunning(here, ['pi-stranger'], 'v2')
  })

  test('the server dies in the middle: the device brings back what rested, and the next run closes the dead one as interrupted, with nothing called success, and takes over its claim', async () => {
    // The timer leaves the step that is at work its own time: also where the server died in the hook, it fires 50 s after the hook began.
    const pause = {
      release_pause_units: ['heavy.service'],
      release_deadman_seconds: 30,
      release_hook_seconds: 20,
      release_hooks: { before_switch: 'sleep 240' }
    }
    await here.writeInventory({ revision: 'v3', hosts: { 'pi-cut': pause } })
    const watching = here.start('--yes', '--limit', 'pi-cut,pi-ok')
    await untilState(device('pi-cut'), 'heavy.service', 'inactive')
    watching.signal('SIGKILL')
    const run = runIn((await watching.ended).stdout)
    const [started] = readFileSync(join(here.stateDirectory, 'runs', run, 'log.jsonl'), 'utf8').split('\n')
    killTree((JSON.parse(started!) as { readonly worker: { readonly pid: number } }).worker.pid)
    await untilState(device('pi-cut'), 'heavy.service', 'active')
    await expectRunning(here, ['pi-cut'], 'v2')

    expect(await device('pi-cut').exec(['cat', '/run/mimamori/update/demo.lease'])).toContain(run)
    await here.writeInventory({ revision: 'v3' })
    const next = await here.update('--canary', '0', '--limit', 'pi-cut,pi-ok')
    expect({ code: next.code, outcomes: outcomesOf(next.result) }).toEqual({ code: 0, outcomes: all(['pi-cut', 'pi-ok'], 'updated') })
    await expectRunning(here, ['pi-cut'], 'v3')
    const status = await here.run('--status', run, '--json')
    const result = JSON.parse(status.stdout) as RunResult
    const outcomes = { 'pi-cut': 'failed', 'pi-ok': 'skipped' }
    expect({ code: status.code, outcome: result.outcome, outcomes: outcomesOf(result) }).toEqual({
      code: 1,
      outcome: 'interrupted',
      outcomes
    })
    expect(await recorded(run)).toMatchObject({
      run: { outcome: 'interrupted' },
      outcomes,
      series: all(['pi-cut', 'pi-ok'], 'updated'),
      logged: { 'pi-cut': expect.stringMatching(/^update: failed/) }
    })
  })

  test('with the collector dead throughout, exit code and table are what they are with it, and it gets the report when it is back', async () => {
    const outcomes = { 'pi-ok': 'unchanged', 'pi-ill': 'rolled_back' }
    await here.writeInventory({ revision: 'v3', hosts: { 'pi-ill': { release_revision: 'ill' } } })
    const totals = await hostTotals(here.collector())
    await here.stopCollector()
    const undelivered = await here.run('--yes', '--canary', '0', '--limit', 'pi-ok,pi-ill')
    await here.startCollectorAgain()
    expect([undelivered.code, tableIn(undelivered.stdout).slice(0, 4)]).toEqual([
      1,
      [
        expect.stringMatching(new RegExp(`^pi-ok +unchanged +${short('v3')} +${short('v3')}$`)),
        expect.stringMatching(new RegExp(`^pi-ill +rolled back +${short('v1')} +${short('v1')}$`)),
        '    step: checks',
        '    http://127.0.0.1:3000/health answered 500, expected 200'
      ]
    ])
    await expectRunning(here, ['pi-ill'], 'v1')
    expect(undelivered.stdout).toContain('the collector has not received everything yet')
    expect(await here.run('--catch-up', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('No devices are waiting') })
    expect(await recorded(runIn(undelivered.stdout))).toMatchObject({
      run: { outcome: 'failed', counts: { unchanged: 1, rolled_back: 1 } },
      outcomes,
      series: outcomes,
      totals: { unchanged: totals['unchanged']! + 1, rolled_back: totals['rolled_back']! + 1 },
      logged: { 'pi-ill': expect.stringMatching(/^update: rolled back at “checks”/) }
    })
  })
})
