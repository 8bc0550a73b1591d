import { beforeAll, describe, expect, test } from 'vitest'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook } from '../run-playbook.ts'
import { unitText, updateStandIns, type StandInDevice, type StandInUpdate } from './stand-in-devices.ts'

const revision = '1'.repeat(40)
const stillPaused = 'paused for the update, and did not start again: heavy.service'
const namedHosts = (...names: readonly string[]) => ({
  release_refuse_older: '{{ inventory_hostname not in release_named_hosts }}', release_named_hosts: names
})

const before = { services: ['old.service'], checks: [{ http: 'http://127.0.0.1/old', within: 5 }], proof: { file: 'says' } }
const kiosk = { name: 'kiosk.service', user: 'pi' }

const paused: StandInDevice = { answers: { preflight: { paused: ['heavy.service'] } } }
const devices: Readonly<Record<string, StandInDevice>> = {
  paused,
  unrestored: { answers: { ...paused.answers, restore: { failed: true, message: stillPaused } } },
  returning: {
    variables: { release_services: ['demo.service', kiosk], release_hooks: { after_switch: 'false' } },
    answers: {
      preflight: { fallback: 'before' }, switch: { proved_with: { ...before, brought: ['demo.service'] } },
      hook: { failed: true, message: 'no display' }
    }
  },
  olderForGit: { answers: { preflight: { running: 'v2' } }, variables: { release_refuse_older: true } },
  olderForDevice: { answers: { preflight: { running: 'other', is_older: true } }, variables: { release_refuse_older: true } },
  olderForGitAlone: { answers: { preflight: { running: 'v2', is_older: false } }, variables: namedHosts('another') },
  unlisted: { answers: { commit: { left: ['/etc/demo/old.env'] } } },
  goingBack: { answers: { preflight: { running: 'v2' } }, variables: namedHosts('goingBack') },
  goingForth: {
    answers: { preflight: { running: 'v1', is_older: true } },
    variables: { release_revision: 'v2', release_refuse_older: true, release_units: [] }
  }
}

const secret = { path: '/etc/demo/demo.env', content: 'PASSWORD=hunter2\n', mode: '0600' }
const found = (there: string | null, mode: string) => ({
  there: there === null ? null : Buffer.from(there).toString('base64'),
  is_there_as: there === null ? null : { mode, owner: 'root', group: 'root' }, brought: null, ours: []
})
const file = (there: string | null, mode = '0600', unit: string | null = unitText) => ({ files: [found(there, mode), found(unit, '0644')] })

/** What the device says of a revision that runs already, and how it differs from what is wanted. */
const cases: Readonly<Record<string, { readonly applied: Readonly<Record<string, unknown>>, readonly differs?: string }>> = {
  same: { applied: file(secret.content) },
  deleted: { applied: file(null), differs: '/etc/demo/demo.env is missing' },
  readable: { applied: file(secret.content, '0644'), differs: '/etc/demo/demo.env has mode 0644, expected 0600' },
  unitless: { applied: file(secret.content, '0600', null), differs: '/etc/systemd/system/demo-feed.service is missing' },
  other: {
    applied: { ...file(secret.content), differing: ['checks', 'hooks'] }, differs: 'release_checks, release_hooks changed in the inventory'
  },
  unknown: {
    applied: { ...file(secret.content), is_recorded: false, differing: ['checks'] },
    differs: 'what this revision was installed with is not known'
  },
  cut: { applied: { ...file(secret.content), is_open: true }, differs: 'an update with other settings was cut off' },
  forced: { applied: file(secret.content), differs: 'all steps were asked for once more' }
}
const running = (applied: Readonly<Record<string, unknown>>, more: StandInDevice = {}): StandInDevice => ({
  answers: { preflight: { is_current: true, running: revision }, applied, 'read-settings': applied, ...more.answers },
  variables: { release_settings: [secret], release_units: ['demo-feed.service'], ...more.variables }
})
const runningDevices: Readonly<Record<string, StandInDevice>> = {
  ...Object.fromEntries(Object.entries(cases).map(([host, { applied }]) =>
    [host, running(applied, { variables: { release_force: host === 'forced' } })])),
  ill: running(cases['deleted']!.applied, { answers: { proof: { failed: true, message: 'the service says nothing' } } })
}

describeWith(ansiblePlaybook)('the order of steps, with the real ansible-playbook and a stand-in for the devices', () => {
  describe('in an update of devices that are each in another state', () => {
    const until = untilAllEnd()
    let update: StandInUpdate
    beforeAll(async () => { update = await updateStandIns({ hosts: { ...devices, ...runningDevices }, until }) })

    test('what a run that is over has left paused is started before the next one goes on', () => {
      const { steps, results } = update.of('paused')
      expect(steps.slice(0, 4), update.output).toEqual(['preflight', 'lease', 'restore', 'receive'])
      expect(results).toMatchObject([{ outcome: 'updated' }])
    })

    test('what does not come back keeps no run away: it is tried again at the end, and said', () => {
      const { steps, results } = update.of('unrestored')
      expect(steps.slice(0, 4), update.output).toEqual(['preflight', 'lease', 'restore', 'receive'])
      expect(steps.slice(-4)).toEqual(['commit', 'restore', 'prune', 'release-lease'])
      expect(results).toMatchObject([{ outcome: 'failed', step: 'restore' }])
      expect(update.exitCode).toBe(2)
      expect(update.output).toContain(`failed at restore: ${stillPaused}`)
    })

    test('a release that comes back is checked by what it had proved itself with, and not by what the refused one has brought', () => {
      const { requests, results } = update.of('returning')
      expect(results, update.output).toMatchObject([{ outcome: 'rolled_back', step: 'after_switch', toRevision: 'before' }])
      // It may have filled the disk.
      expect(requests.at(-2)).toMatchObject({ command: 'prune' })
      expect(requests[0]).toMatchObject({ command: 'preflight', services: ['demo.service', kiosk] })
      expect(requests.filter(({ command }) => command === 'switch').map((request) => request['is_return'])).toEqual([false, true])
      for (const command of ['restart', 'checks', 'proof']) {
        expect(requests.findLast((request) => request['command'] === command))
          .toMatchObject({ revision: 'before', ...before, brought: ['demo.service'] })
      }
    })

    test.each([['git', 'olderForGit', 'v2'], ['the device', 'olderForDevice', 'other'], ['git alone', 'olderForGitAlone', 'v2']])(
      'a device does not go back by a repeated run, by what %s knows', (_who, host, from) => {
        const { steps, results } = update.of(host)
        expect(results, update.output).toMatchObject([{
          outcome: 'failed', step: 'preflight',
          message: expect.stringMatching(new RegExp(`is older than ${from}, which this device has`)) as string
        }])
        expect(steps).toEqual(['preflight'])
      }
    )

    test('the run says which settings file the inventory no longer has, and that is still on the device', () => {
      expect(update.of('unlisted').results, update.output).toMatchObject([{
        outcome: 'updated',
        message: expect.stringContaining('still on the device, with what stands in it: /etc/demo/old.env. Remove it') as string
      }])
    })

    test('the run says that it was a rollback where it went back as it was asked to, and nothing of it where the release is newer', () => {
      expect(update.of('goingBack').results, update.output).toMatchObject([
        { outcome: 'updated', message: expect.stringMatching(/^This was a rollback: [0-9a-f]{40} is older than v2\.$/) as string }
      ])
      const [forth] = update.of('goingForth').results
      expect(forth).toMatchObject({ outcome: 'updated' })
      expect(forth).not.toHaveProperty('message')
    })

    test('a device on the wanted revision that lacks anything else gets it and says what; one that lacks nothing is left alone', () => {
      expect(update.of('same').steps, update.output).toEqual(['preflight', 'lease', 'checks', 'applied', 'release-lease'])
      expect(update.of('same').results).toMatchObject([{ outcome: 'unchanged' }])
      for (const [host, { differs }] of Object.entries(cases)) {
        if (differs === undefined) continue
        const { steps, results } = update.of(host)
        expect(steps, update.output).toEqual(expect.arrayContaining(['receive', 'read-settings', 'switch', 'restart', 'proof', 'commit']))
        expect(results).toMatchObject([{ outcome: 'updated', message: `Same revision, applied again because: ${differs}.` }])
      }
      expect(update.output).not.toContain('hunter2')
    })

    test('what fails on the wanted revision goes back to what it had', () => {
      const { steps, results } = update.of('ill')
      expect(steps.slice(steps.indexOf('proof')), update.output)
        .toEqual(['proof', 'journal', 'lease', 'undo-settings', 'switch', 'restart', 'checks', 'proof', 'prune', 'release-lease'])
      expect(results).toMatchObject([{ outcome: 'failed', step: 'proof' }])
    })
  })

  describe('with --check', () => {
    const until = untilAllEnd()
    let check: StandInUpdate
    beforeAll(async () => {
      check = await updateStandIns({
        until,
        arguments: ['--check'],
        hosts: {
          paused,
          current: { answers: { preflight: { is_current: true, running: revision } } },
          broken: {
            answers: {
              preflight: { is_in_place: true, is_current: true, running: revision },
              checks: { failed: true, message: 'there is no unit demo.service on this device' }
            }
          },
          dead: { answers: { preflight: { is_in_place: true } } },
          ...runningDevices
        }
      })
    })

    test('nothing is brought back, since nothing may be changed', () => {
      expect(check.of('paused').steps, check.output).toEqual(['preflight'])
    })

    test('a device that has nothing to update says which version it runs', () => {
      expect(check.exitCode, check.output).toBe(0)
      expect(check.of('current').results).toMatchObject([{ outcome: 'unchanged', fromRevision: revision }])
    })

    test('a device on the wanted revision says the same of what it lacks, and changes nothing', () => {
      for (const [host, { differs }] of Object.entries(cases)) {
        const { steps, results } = check.of(host)
        expect(steps, check.output).toEqual(['preflight', 'checks', 'applied'])
        expect(results).toMatchObject([differs === undefined
          ? { outcome: 'unchanged' }
          : { outcome: 'updated', fromRevision: revision, message: `Same revision, applied again because: ${differs}.` }])
      }
      expect(check.output).not.toContain('hunter2')
    })

    test.each([
      ['broken', 'its checks failed: there is no unit demo.service on this device'],
      ['dead', 'nothing was running by its proof']
    ])('a device on the wanted revision that is %s gets it again, and the run says why', (host, why) => {
      expect(check.of(host).results, check.output)
        .toMatchObject([{ outcome: 'updated', message: `Same revision, applied again because: ${why}.` }])
    })
  })

  test('of two releases on one device, in a playbook with a play for each, both are brought, and the worse decides', async () => {
    const play = (name: string, vars: Readonly<Record<string, unknown>> = {}) => ({
      hosts: 'all', gather_facts: false, strategy: 'ansible.builtin.host_pinned',
      vars: { release_name: name, ...vars }, roles: ['mimamori.fleet.release']
    })
    const { exitCode, steps, of, output } = await updateStandIns({
      hosts: { a: {} }, playbook: JSON.stringify([play('signage'), play('player', { release_proof: { file: 'REVISION' } })])
    })
    expect(exitCode, output).toBe(2)
    expect(steps.filter((step) => step === 'a commit')).toHaveLength(1)
    expect(of('a').results.at(-1), output).toMatchObject({
      outcome: 'failed', step: 'preflight', message: expect.stringMatching(/signage: updated[^]*player: failed/) as string
    })
  })

  test('with the strategy free each device goes its own way, and one that fails takes no other back', async () => {
    const preflight = { fallback: 'before' }
    const { exitCode, steps, of, output } = await updateStandIns({
      playbook: JSON.stringify([
        { hosts: 'all', gather_facts: false, strategy: 'ansible.builtin.free', roles: ['mimamori.fleet.release'] }
      ]),
      hosts: { a: { answers: { preflight } }, b: { answers: { preflight, proof: { failed: true, message: 'it says nothing' } } } }
    })
    expect(exitCode, output).toBe(2)
    expect(of('a').results).toMatchObject([{ outcome: 'updated' }])
    expect(of('b').results).toMatchObject([{
      outcome: 'failed', step: 'proof',
      message: 'it says nothing. Going back to before failed too, at proof: it says nothing'
    }])
    expect(steps.filter((step) => step.endsWith('undo-settings'))).toEqual(['b undo-settings'])
  })

  test('a device that has begun waits for no fork, so that no dead-man timer runs out: the next begins when one is done', async () => {
    const { exitCode, steps, output } = await updateStandIns({
      hosts: { a: {}, b: {} }, forks: 1, variables: { mimamori_profile: 'pi_zero_2w' }
    })
    expect(exitCode, output).toBe(0)
    expect(steps.findIndex((step) => step.startsWith('b '))).toBe(steps.findLastIndex((step) => step.startsWith('a ')) + 1)
  })
})
