/*
 * The whole chain: the script, the runner, Ansible with the callback, the role on real devices, and the collector that
 * their agents report to. What is proven elsewhere in the same depth:
 *   - devices, servers and collectors that are cut off in the middle, restarts and reboots: interrupted-runs.test.ts
 *   - a connection from the administrator's computer that dies in the middle: test/scripts/real-runner.test.ts
 *   - settings, checks, proofs, a device with another owner, name, clock or run: test/ansible/release.test.ts
 *   - silences in Alertmanager and annotations in Grafana: test/runner/chain.test.ts
 *   - waves, budgets, cancelling, a wave at its deadline: ansible/runner/test
 *   - somebody else's playbook with the callback: test/ansible/callback
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { fillDisk, tracesOn } from '../ansible/on-device.ts'
import { describeInLab } from '../lab/lab-here.ts'
import { all, expectRunning, outcomesOf, runIn, tableIn, untilReported } from './fleet-run.ts'
import { findRecorded, hostTotals } from './recorded.ts'
import { startUpdateLab, type UpdateLab } from './update-lab.ts'

const releases = { v1: {}, v2: {}, crashing: { crashes: '' } }
const ids = ['pi-ok', 'pi-ill', 'pi-full', 'pi-hang', 'pi-away']
// Each is one to three runs over real devices, and machines that test are busy.
vi.setConfig({ testTimeout: 600_000 })

describeInLab('scripts/update-all-clients.sh over a fleet of lab devices', () => {
  let here: UpdateLab
  beforeAll(async () => { here = await startUpdateLab({ ids, releases }) })
  afterAll(() => here?.end())

  const device = (id: string) => here.device(id)
  const revision = (tag: keyof typeof releases): string => here.revisions[tag]!
  const short = (tag: keyof typeof releases): string => revision(tag).slice(0, 12)
  const recorded = (run: string) => findRecorded(here.collector(), run)

  test('updates all of them, from the administrator’s computer', async () => {
    await here.writeInventory({ revision: 'v1' })
    const { code, stdout, stderr } = await here.runOverSsh('--yes')
    expect(code, stderr).toBe(0)
    expect(tableIn(stdout)).toEqual(ids.map((id) => expect.stringMatching(new RegExp(`^${id} +updated +- +${short('v1')}$`)) as string))
    await expectRunning(here, ids, 'v1')
    const updated = all(ids, 'updated')
    expect(await recorded(runIn(stdout))).toMatchObject({
      run: { outcome: 'succeeded', revision: revision('v1'), counts: { total: 5, updated: 5 } },
      outcomes: updated,
      series: updated,
      totals: { updated: 5 },
      logged: all(ids, `update: updated, ${revision('v1')}`)
    })
    await untilReported(here, ids, 'v1')
  })

  test('changes nothing where all runs already', async () => {
    const before = await tracesOn(device('pi-ok'))
    const { code, result } = await here.update('--canary', '0')
    expect({ code, outcomes: outcomesOf(result) }).toEqual({ code: 0, outcomes: all(ids, 'unchanged') })
    expect(await tracesOn(device('pi-ok'))).toBe(before)
    expect(await recorded(result.run)).toMatchObject({
      run: { outcome: 'succeeded' },
      outcomes: all(ids, 'unchanged'),
      series: all(ids, 'unchanged'),
      totals: { updated: 5, unchanged: 5 }
    })
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
    await first.printed("pi-ok: Run the release's hook")
    first.signal('SIGHUP')
    const run = runIn((await first.ended).stdout)
    const second = await here.run('--yes', '--limit', limit)
    expect([second.code, second.stderr]).toEqual([75, expect.stringContaining(`--attach ${run}`)])
    await device('pi-ok').exec(['touch', '/opt/demo/shared/go'])
    const { code, stdout } = await here.run('--attach', run)
    expect(code, stdout).toBe(1)
    expect(stdout).toMatch(new RegExp(`^pi-ok +updated +${short('v1')} +${short('v2')}`, 'm'))
    expect(stdout).toMatch(
      new RegExp(
        `^pi-ill +rolled back +${short('v1')} +${short('v1')} .*\\n {4}step: checks\\n[^]*\\n {4}last lines of demo.service:\\n[^]* {6}\\S+ demo: cannot open the display \\(温度\\)\n`,
        'm'
      )
    )
    expect(stdout).toMatch(/^pi-away +failed .*\n {4}step: preflight\n {4}.*MB of memory are free, and 10000000 are needed/m)
    expect(stdout).toMatch(/^pi-full +failed .*\n {4}step: preflight\n {4}.*MB of disk are free/m)
    expect(stdout).toMatch(/^pi-hang +failed .*\n {4}step: prepare\n {4}.*did not end within 5 s/m)

    expect(await tracesOn(device('pi-away'))).toBe(away)
    expect(await tracesOn(device('pi-full'))).toBe(full)
    await expectRunning(here, ['pi-ok'], 'v2')
    await expectRunning(here, ['pi-ill', 'pi-away', 'pi-full', 'pi-hang'], 'v1')
    const { hosts, ...rest } = await recorded(run)
    expect(rest).toMatchObject({
      run: { outcome: 'failed', counts: { total: 5, updated: 1, rolled_back: 1, failed: 3 } },
      outcomes,
      series: outcomes,
      totals: { updated: totals['updated']! + 1, rolled_back: 1, failed: 3, skipped: 0, unreachable: 0 },
      logged: {
        'pi-ill': expect.stringMatching(/^update: rolled back at “checks”/),
        'pi-away': expect.stringMatching(/^update: failed at “preflight”/)
      }
    })
    expect(hosts.find(({ host }) => host === 'pi-ill')).toMatchObject({
      step: 'checks',
      journal: { unit: 'demo.service', lines: expect.arrayContaining([expect.stringContaining('demo: cannot open the display (温度)')]) }
    })
  })
})
