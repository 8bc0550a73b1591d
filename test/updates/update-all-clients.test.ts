/*
 * The whole chain: the script, the runner, Ansible with the callback, the role on real devices, and the collector that
 * their agents report to. What is proven elsewhere in the same depth:
 *   - a connection from the administrator's computer that dies in the middle: test/scripts/real-runner.test.ts
 *   - settings, checks, proofs, a device with another owner, name, clock or run: test/ansible/release.test.ts
 *   - silences in Alertmanager and annotations in Grafana: test/runner/chain.test.ts
 *   - waves, budgets, cancelling, a wave at its deadline: ansible/runner/test
 *   - somebody else's playbook with the callback: test/ansible/callback
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunResult } from '../../ansible/runner/src/run/run-result.ts'
import { fillDisk, installedOn, loginsOn, runsOn, tracesOn, untilState } from '../ansible/on-device.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { killTree } from './kill-tree.ts'
import { findRecorded, hostTotals, liveRevisions } from './recorded.ts'
import { startUpdateLab, type UpdateLab } from './update-lab.ts'

const releases = { v1: {}, v2: {}, v3: {}, crashing: { crashes: '' }, ill: { 'is-ill': '' } }
const ids = ['pi-cut', 'pi-ok', 'pi-ill', 'pi-full', 'pi-hang', 'pi-away', 'pi-stranger', 'pi-well']
// Each is one to three runs over real devices, and machines that test are busy.
vi.setConfig({ testTimeout: 600_000 })
const pollTimeout = { withinMs: 240_000, everyMs: 500 }

const all = <Value>(names: readonly string[], value: Value): Record<string, Value> => Object.fromEntries(names.map((name) => [name, value]))
const outcomesOf = ({ hosts }: RunResult) => Object.fromEntries(hosts.map(({ host, outcome }) => [host, outcome]))
const runIn = (stdout: string): string => /^Plan of run (\S+)$/m.exec(stdout)?.[1] ?? `no run in ${stdout}`
/** The lines of the table, without how long each took and what the device's journal says, which is another each time. */
const tableIn = (stdout: string): string[] => /^DEVICE .*\n((?:.+\n)+)/m.exec(stdout)?.[1]?.trimEnd().split('\n').filter((line) => !line.startsWith('      ')).map((line) => line.replace(/ +(?:\d+ min )?\d+ s$/, '')) ?? []

describeInLab('scripts/update-all-clients.sh over a fleet of lab devices', () => {
  let here: UpdateLab
  beforeAll(async () => { here = await startUpdateLab({ ids, releases }) })
  afterAll(() => here?.end())

  const device = (id: string) => here.device(id)
  const revision = (tag: keyof typeof releases): string => here.revisions[tag]!
  const short = (tag: keyof typeof releases): string => revision(tag).slice(0, 12)
  const recorded = (run: string) => findRecorded(here.collector(), run)
  const runs = async (names: readonly string[], tag: keyof typeof releases) => {
    const found = await Promise.all(names.map(async (id) => ({ id, installed: await installedOn(device(id)), runs: await runsOn(device(id)) })))
    expect(found).toEqual(names.map((id) => ({ id, installed: revision(tag), runs: revision(tag) })))
  }
  /** Catches up with a device once it reports again. On a busy machine a report may be late, and it looks away still: then no run is begun, and we wait and ask once more. */
  const catchUp = async (id: string, ...words: readonly string[]) => {
    await here.untilReporting(id)
    const caughtUp = await here.update('--catch-up', ...words)
    if (caughtUp.code !== 3 || 'hosts' in caughtUp.result) return caughtUp
    await here.untilReporting(id)
    return here.update('--catch-up', ...words)
  }

  test('updates all of them, from the administrator’s computer', async () => {
    await here.writeInventory({ revision: 'v1' })
    const { code, stdout, stderr } = await here.runOverSsh('--yes')
    expect(code, stderr).toBe(0)
    expect(tableIn(stdout)).toEqual(ids.map((id) => expect.stringMatching(new RegExp(`^${id} +updated +- +${short('v1')}$`)) as string))
    await runs(ids, 'v1')
    const updated = all(ids, 'updated')
    expect(await recorded(runIn(stdout))).toMatchObject({
      run: { outcome: 'succeeded', revision: revision('v1'), counts: { total: 8, updated: 8 } }, outcomes: updated, series: updated, totals: { updated: 8 },
      logged: all(ids, `update: updated, ${revision('v1')}`)
    })
    await until('every agent reports the running revision', async () => {
      const found = await liveRevisions(here.collector())
      return ids.every((id) => found[id] === revision('v1')) || notYet(found)
    }, pollTimeout)
  })

  test('changes nothing where all runs already', async () => {
    const before = await tracesOn(device('pi-ok'))
    const { code, result } = await here.update('--canary', '0')
    expect({ code, outcomes: outcomesOf(result) }).toEqual({ code: 0, outcomes: all(ids, 'unchanged') })
    expect(await tracesOn(device('pi-ok'))).toBe(before)
    expect(await recorded(result.run)).toMatchObject({ run: { outcome: 'succeeded' }, outcomes: all(ids, 'unchanged'), series: all(ids, 'unchanged'), totals: { updated: 8, unchanged: 8 } })
  })

  test('restarts services and reboots devices by the same script: neither is an update, and both are seen to have happened', async () => {
    const startOf = () => device('pi-ok').exec(['systemctl', 'show', '--property=InvocationID', '--value', 'demo.service'])
    const bootOf = () => device('pi-ok').exec(['cat', '/proc/sys/kernel/random/boot_id'])
    const [started, booted] = [await startOf(), await bootOf()]
    const restart = await here.run('--yes', '--what', 'restart', '--limit', 'pi-ok')
    expect(restart.code, restart.stdout + restart.stderr).toBe(0)
    expect(restart.stdout).toMatch(/^pi-ok +restarted /m)
    expect([await startOf() === started, await bootOf() === booted]).toEqual([false, true])

    const { code, result } = await here.update('--what', 'reboot', '--limit', 'pi-ok')
    expect({ code, outcomes: outcomesOf(result) }, JSON.stringify(result)).toEqual({ code: 0, outcomes: { 'pi-ok': 'updated' } })
    expect(await bootOf()).not.toBe(booted)
    for (const [run, playbook] of [[runIn(restart.stdout), 'restart_services.yml'], [result.run, 'reboot.yml']] as const) {
      expect(await recorded(run)).toMatchObject({ run: { kind: 'other', outcome: 'succeeded', playbook: `playbooks/${playbook}` }, series: { 'pi-ok': 'unchanged' }, totals: { updated: 8, unchanged: 8 } })
    }
    await runs(['pi-ok'], 'v1')
  })

  test('one device goes back, one hangs, two are refused untouched: exit 1, also for a terminal that attaches after the first has gone, and no second run meanwhile', async () => {
    const limit = 'pi-ok,pi-ill,pi-away,pi-full,pi-hang'
    const outcomes = { 'pi-ok': 'updated', 'pi-ill': 'rolled_back', 'pi-away': 'failed', 'pi-full': 'failed', 'pi-hang': 'failed' }
    await fillDisk(device('pi-full'))
    await here.writeInventory({
      revision: 'v2',
      hosts: {
        'pi-ok': { release_hooks: { prepare: 'until [ -e /opt/demo/shared/go ]; do sleep 1; done' } },
        'pi-ill': { release_revision: 'crashing' },
        'pi-away': { release_minimum_memory_mb: 10_000_000 },
        'pi-hang': { release_hooks: { prepare: 'sleep 3601 & sleep 3602' }, release_hook_seconds: 5 }
      }
    })
    const [away, full, totals] = await Promise.all([tracesOn(device('pi-away')), tracesOn(device('pi-full')), hostTotals(here.collector())])

    const first = here.start('--yes', '--limit', limit)
    await first.printed('pi-ok: Run the release\'s hook')
    first.signal('SIGHUP')
    const run = runIn((await first.ended).stdout)
    const second = await here.run('--yes', '--limit', limit)
    expect([second.code, second.stderr]).toEqual([75, expect.stringContaining(`--attach ${run}`)])
    await device('pi-ok').exec(['touch', '/opt/demo/shared/go'])
    const { code, stdout } = await here.run('--attach', run)
    expect(code, stdout).toBe(1)
    expect(stdout).toMatch(new RegExp(`^pi-ok +updated +${short('v1')} +${short('v2')}`, 'm'))
    expect(stdout).toMatch(new RegExp(`^pi-ill +rolled back +${short('v1')} +${short('v1')} .*\\n {4}step: checks\\n[^]*\\n {4}last lines of demo.service:\\n[^]* {6}\\S+ demo: cannot open the display \\(温度\\)\n`, 'm'))
    expect(stdout).toMatch(/^pi-away +failed .*\n {4}step: preflight\n {4}.*MB of memory are free, and 10000000 are needed/m)
    expect(stdout).toMatch(/^pi-full +failed .*\n {4}step: preflight\n {4}.*MB of disk are free/m)
    expect(stdout).toMatch(/^pi-hang +failed .*\n {4}step: prepare\n {4}.*did not end within 5 s/m)

    expect(await tracesOn(device('pi-away'))).toBe(away)
    expect(await tracesOn(device('pi-full'))).toBe(full)
    await runs(['pi-ok'], 'v2')
    await runs(['pi-ill', 'pi-away', 'pi-full', 'pi-hang'], 'v1')
    const { hosts, ...rest } = await recorded(run)
    expect(rest).toMatchObject({
      run: { outcome: 'failed', counts: { total: 5, updated: 1, rolled_back: 1, failed: 3 } }, outcomes, series: outcomes,
      totals: { updated: totals['updated']! + 1, rolled_back: 1, failed: 3, skipped: 0, unreachable: 0 },
      logged: { 'pi-ill': expect.stringMatching(/^update: rolled back at “checks”/), 'pi-away': expect.stringMatching(/^update: failed at “preflight”/) }
    })
    expect(hosts.find(({ host }) => host === 'pi-ill')).toMatchObject({ step: 'checks', journal: { unit: 'demo.service', lines: expect.arrayContaining([expect.stringContaining('demo: cannot open the display (温度)')]) } })
  })

  test('a device that cannot be reached waits in the queue: exit 3; once it is back, it is caught up', async () => {
    // One short try is enough for what cannot succeed; test/ansible/release/steps.ts has the tries anew.
    await here.writeInventory({ revision: 'v2', hosts: { 'pi-away': { ansible_ssh_retries: 0, ansible_timeout: 10 } } })
    await here.forgetConnections()
    await device('pi-away').cutNetwork()
    const { code, result } = await here.update('--canary', '0', '--limit', 'pi-cut,pi-away')
    expect({ code, outcomes: outcomesOf(result) }).toEqual({ code: 3, outcomes: { 'pi-cut': 'updated', 'pi-away': 'unreachable' } })
    expect(await recorded(result.run)).toMatchObject({ run: { outcome: 'failed', counts: { unreachable: 1, updated: 1 } }, series: { 'pi-away': 'unreachable' }, logged: { 'pi-away': expect.stringMatching(/^update: unreachable/) } })

    await here.writeInventory({ revision: 'v2' })
    await device('pi-away').joinNetwork()
    // A device is caught up once it was heard after it was queued.
    const caughtUp = await catchUp('pi-away', '--canary', '0')
    expect({ code: caughtUp.code, outcomes: outcomesOf(caughtUp.result) }).toEqual({ code: 0, outcomes: { 'pi-away': 'updated' } })
    await runs(['pi-away'], 'v2')
    expect(await recorded(caughtUp.result.run)).toMatchObject({ run: { outcome: 'succeeded', revision: revision('v2') }, series: { 'pi-away': 'updated' } })
    expect((await here.run('--catch-up', '--yes')).stdout).toContain('No devices are waiting')
  })

  test('a device that answers with another host key is refused at the preflight: exit 1, untouched, nothing waits; with its key on record, it is updated', async () => {
    await here.writeInventory({ revision: 'v2' })
    await here.recordOtherKey(device('pi-stranger'), device('pi-ok'))
    await here.forgetConnections()
    const [stranger, logins] = [await tracesOn(device('pi-stranger')), await loginsOn(device('pi-stranger'))]
    const { code, stdout } = await here.run('--yes', '--limit', 'pi-stranger')
    expect(code).toBe(1)
    expect(stdout).toMatch(/^pi-stranger +failed .*\n {4}step: preflight\n {4}Host key verification failed: \S+ answers with the ED25519 key SHA256:\S+, expected the one in line \d+ of \S+known_hosts\. If the device was /m)
    expect(await loginsOn(device('pi-stranger'))).toBe(logins + 1) // this one
    expect(await tracesOn(device('pi-stranger'))).toBe(stranger)
    const run = runIn(stdout)
    const { hosts, ...rest } = await recorded(run)
    expect(hosts).toMatchObject([{ host: 'pi-stranger', outcome: 'failed', step: 'preflight', attempt: 1 }])
    expect(rest).toMatchObject({ run: { outcome: 'failed', counts: { failed: 1, unreachable: 0 } }, series: { 'pi-stranger': 'failed' }, logged: { 'pi-stranger': expect.stringMatching(/^update: failed at “preflight”/) } })
    expect((await here.run('--catch-up', '--yes')).stdout).toContain('No devices are waiting')

    await here.enrolHostKeys()
    const repeated = await here.update('--only-failed', run)
    expect({ code: repeated.code, outcomes: outcomesOf(repeated.result) }).toEqual({ code: 0, outcomes: { 'pi-stranger': 'updated' } })
    await runs(['pi-stranger'], 'v2')
  })

  test('the server dies in the middle: the device brings back what rested, and the next run closes the dead one as interrupted, with nothing called success, and takes over its claim', async () => {
    // The timer leaves the step that is at work its own time: also where the server died in the hook, it fires 50 s after the hook began.
    const pause = { release_pause_units: ['heavy.service'], release_deadman_seconds: 30, release_hook_seconds: 20, release_hooks: { before_switch: 'sleep 240' } }
    await here.writeInventory({ revision: 'v3', hosts: { 'pi-cut': pause } })
    const watching = here.start('--yes', '--limit', 'pi-cut,pi-ok')
    await untilState(device('pi-cut'), 'heavy.service', 'inactive')
    watching.signal('SIGKILL')
    const run = runIn((await watching.ended).stdout)
    const [started] = readFileSync(join(here.stateDirectory, 'runs', run, 'log.jsonl'), 'utf8').split('\n')
    killTree((JSON.parse(started!) as { readonly worker: { readonly pid: number } }).worker.pid)
    await untilState(device('pi-cut'), 'heavy.service', 'active')
    await runs(['pi-cut'], 'v2')

    expect(await device('pi-cut').exec(['cat', '/run/mimamori/update/demo.lease'])).toContain(run)
    await here.writeInventory({ revision: 'v3' })
    const next = await here.update('--canary', '0', '--limit', 'pi-cut,pi-ok')
    expect({ code: next.code, outcomes: outcomesOf(next.result) }).toEqual({ code: 0, outcomes: all(['pi-cut', 'pi-ok'], 'updated') })
    await runs(['pi-cut'], 'v3')
    const status = await here.run('--status', run, '--json')
    const result = JSON.parse(status.stdout) as RunResult
    const outcomes = { 'pi-cut': 'failed', 'pi-ok': 'skipped' }
    expect({ code: status.code, outcome: result.outcome, outcomes: outcomesOf(result) }).toEqual({ code: 1, outcome: 'interrupted', outcomes })
    expect(await recorded(run)).toMatchObject({ run: { outcome: 'interrupted' }, outcomes, series: all(['pi-cut', 'pi-ok'], 'updated'), logged: { 'pi-cut': expect.stringMatching(/^update: failed/) } })
  })

  test('a device loses power in the middle of the switch: unreachable, and the next run after its boot is true', async () => {
    await here.writeInventory({ revision: 'v3', hosts: { 'pi-hang': { ansible_ssh_retries: 0, release_hooks: { after_switch: 'sleep 240' } } } })
    const going = here.start('--yes', '--limit', 'pi-hang')
    await until('current points to the new release', async () => {
      const found = await installedOn(device('pi-hang'))
      return found === revision('v3') || notYet(found)
    }, pollTimeout)
    await device('pi-hang').kill()
    const { code, stdout } = await going.ended
    expect([code, tableIn(stdout)[0]]).toEqual([3, expect.stringMatching(/^pi-hang +unreachable/)])
    expect(await recorded(runIn(stdout))).toMatchObject({ run: { outcome: 'failed' }, outcomes: { 'pi-hang': 'unreachable' }, series: { 'pi-hang': 'unreachable' } })
    await here.writeInventory({ revision: 'v3' })
    await device('pi-hang').boot()
    const next = await catchUp('pi-hang')
    expect({ code: next.code, hosts: next.result.hosts }).toMatchObject({ code: 0, hosts: [{ host: 'pi-hang', outcome: 'updated', toRevision: revision('v3') }] })
    await runs(['pi-hang'], 'v3')
    expect(await recorded(next.result.run)).toMatchObject({ run: { outcome: 'succeeded' }, series: { 'pi-hang': 'updated' } })
  })

  test('with the collector dead throughout, exit code and table are what they are with it, and it gets the report when it is back', async () => {
    const outcomes = { 'pi-ok': 'unchanged', 'pi-ill': 'rolled_back' }
    await here.writeInventory({ revision: 'v3', hosts: { 'pi-ill': { release_revision: 'ill' } } })
    const totals = await hostTotals(here.collector())
    await here.stopCollector()
    const undelivered = await here.run('--yes', '--canary', '0', '--limit', 'pi-ok,pi-ill')
    await here.startCollectorAgain()
    expect([undelivered.code, tableIn(undelivered.stdout).slice(0, 4)]).toEqual([1, [
      expect.stringMatching(new RegExp(`^pi-ok +unchanged +${short('v3')} +${short('v3')}$`)),
      expect.stringMatching(new RegExp(`^pi-ill +rolled back +${short('v1')} +${short('v1')}$`)),
      '    step: checks', '    http://127.0.0.1:3000/health answered 500, expected 200'
    ]])
    await runs(['pi-ill'], 'v1')
    expect(undelivered.stdout).toContain('the collector has not received everything yet')
    expect(await here.run('--catch-up', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('No devices are waiting') })
    expect(await recorded(runIn(undelivered.stdout))).toMatchObject({
      run: { outcome: 'failed', counts: { unchanged: 1, rolled_back: 1 } }, outcomes, series: outcomes,
      totals: { unchanged: totals['unchanged']! + 1, rolled_back: totals['rolled_back']! + 1 },
      logged: { 'pi-ill': expect.stringMatching(/^update: rolled back at “checks”/) }
    })
  })
})
