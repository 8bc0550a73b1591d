import { describe, expect, test } from 'vitest'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook } from '../run-playbook.ts'
import { unitText, updateStandIns } from './stand-in-devices.ts'

describeWith(ansiblePlaybook)('the order of steps, with the real ansible-playbook and a stand-in for the devices', () => {
  test('what a run that is over has left paused is started before the next one goes on', async () => {
    const { exitCode, steps, output } = await updateStandIns({ hosts: ['a'], answers: { preflight: { paused: ['heavy.service'] } } })
    expect(exitCode, output).toBe(0)
    expect(steps.slice(0, 4)).toEqual(['a preflight', 'a lease', 'a restore', 'a receive'])
  })

  test('what does not come back keeps no run away: it is tried again at the end, and said', async () => {
    const { exitCode, steps, output } = await updateStandIns({
      hosts: ['a'], answers: { preflight: { paused: ['heavy.service'] }, restore: { failed: true, message: 'paused for the update, and did not start again: heavy.service' } }
    })
    expect(steps.slice(0, 4)).toEqual(['a preflight', 'a lease', 'a restore', 'a receive'])
    expect(steps.slice(-4)).toEqual(['a commit', 'a restore', 'a prune', 'a release-lease'])
    expect(exitCode, output).toBe(2)
    expect(output).toContain('failed at restore: paused for the update, and did not start again: heavy.service')
  })

  test('nothing is brought back where nothing may be changed', async () => {
    const { steps } = await updateStandIns({ hosts: ['a'], arguments: ['--check'], answers: { preflight: { paused: ['heavy.service'] } } })
    expect(steps).toEqual(['a preflight'])
  })

  test('a check says of a device that has nothing to update which version it runs', async () => {
    const revision = '1'.repeat(40)
    const { exitCode, output, results } = await updateStandIns({ hosts: ['a'], arguments: ['--check'], answers: { preflight: { is_current: true, running: revision } } })
    expect(exitCode, output).toBe(0)
    expect(results).toMatchObject([{ outcome: 'unchanged', fromRevision: revision }])
  })

  test('a release that comes back is checked by what it had proved itself with, and not by what the refused one has brought', async () => {
    const before = { services: ['old.service'], checks: [{ http: 'http://127.0.0.1/old', within: 5 }], proof: { file: 'says' } }
    const kiosk = { name: 'kiosk.service', user: 'pi' }
    const { requests, results, output } = await updateStandIns({
      hosts: ['a'], variables: { release_services: ['demo.service', kiosk], release_hooks: { after_switch: 'false' } },
      answers: { preflight: { fallback: 'before' }, switch: { proved_with: { ...before, brought: ['demo.service'] } }, hook: { failed: true, message: 'no display' } }
    })
    expect(results, output).toMatchObject([{ outcome: 'rolled_back', step: 'after_switch', toRevision: 'before' }])
    // It may have filled the disk.
    expect(requests.at(-2)).toMatchObject({ command: 'prune' })
    expect(requests[0]).toMatchObject({ command: 'preflight', services: ['demo.service', kiosk] })
    expect(requests.filter(({ command }) => command === 'switch').map((request) => request['is_return'])).toEqual([false, true])
    for (const command of ['restart', 'checks', 'proof']) {
      expect(requests.findLast((request) => request['command'] === command)).toMatchObject({ revision: 'before', ...before, brought: ['demo.service'] })
    }
  })

  test.each([
    ['git', { running: 'v2' }, {}],
    ['the device', { running: 'other', is_older: true }, {}],
    [
      'the device, where git does not say so', { running: 'v2', is_older: false },
      { release_refuse_older: '{{ inventory_hostname not in release_named_hosts }}', release_named_hosts: ['b'] }
    ]
  ])('does not go back by a repeated run, by what %s knows', async (_who, preflight, variables) => {
    const { results, steps } = await updateStandIns({
      hosts: ['a'], answers: { preflight }, variables: { release_refuse_older: true, ...variables }
    })
    expect(results).toMatchObject([{
      outcome: 'failed', step: 'preflight',
      message: expect.stringMatching(new RegExp(`is older than ${preflight.running}, which this device has`)) as string
    }])
    expect(steps).toEqual(['a preflight'])
  })

  test('says which settings file the inventory no longer has, and that is still on the device', async () => {
    const { results, output } = await updateStandIns({ hosts: ['a'], answers: { commit: { left: ['/etc/demo/old.env'] } } })
    expect(results, output).toMatchObject([{
      outcome: 'updated',
      message: expect.stringContaining('still on the device, with what stands in it: /etc/demo/old.env. Remove it') as string
    }])
  })

  test('says that it was a rollback where it went back as it was asked to, and nothing of it where the release is newer', async () => {
    const named = { release_refuse_older: '{{ inventory_hostname not in release_named_hosts }}', release_named_hosts: ['a'] }
    const back = await updateStandIns({ hosts: ['a'], answers: { preflight: { running: 'v2' } }, variables: named })
    expect(back.results, back.output).toMatchObject([
      { outcome: 'updated', message: expect.stringMatching(/^This was a rollback: [0-9a-f]{40} is older than v2\.$/) as string }
    ])
    const forth = await updateStandIns({
      hosts: ['a'], answers: { preflight: { running: 'v1', is_older: true } },
      variables: { release_revision: 'v2', release_refuse_older: true, release_units: [] }
    })
    expect(forth.results, forth.output).toMatchObject([{ outcome: 'updated' }])
    expect(forth.results[0]).not.toHaveProperty('message')
  })

  describe('where the wanted revision runs already', () => {
    const revision = '1'.repeat(40)
    const secret = { path: '/etc/demo/demo.env', content: 'PASSWORD=hunter2\n', mode: '0600' }
    const found = (there: string | null, mode: string) => ({ there: there === null ? null : Buffer.from(there).toString('base64'), is_there_as: there === null ? null : { mode, owner: 'root', group: 'root' }, brought: null, ours: [] })
    const file = (there: string | null, mode = '0600', unit: string | null = unitText) => ({ files: [found(there, mode), found(unit, '0644')] })
    const cases: Readonly<Record<string, { readonly applied: Readonly<Record<string, unknown>>, readonly differs?: string }>> = {
      same: { applied: file(secret.content) },
      deleted: { applied: file(null), differs: '/etc/demo/demo.env is missing' },
      readable: { applied: file(secret.content, '0644'), differs: '/etc/demo/demo.env has mode 0644, expected 0600' },
      unitless: { applied: file(secret.content, '0600', null), differs: '/etc/systemd/system/demo-feed.service is missing' },
      other: { applied: { ...file(secret.content), differing: ['checks', 'hooks'] }, differs: 'release_checks, release_hooks changed in the inventory' },
      unknown: { applied: { ...file(secret.content), is_recorded: false, differing: ['checks'] }, differs: 'what this revision was installed with is not known' },
      cut: { applied: { ...file(secret.content), is_open: true }, differs: 'an update with other settings was cut off' },
      forced: { applied: file(secret.content), differs: 'all steps were asked for once more' }
    }
    const hosts = Object.keys(cases)
    const run = async (...given: readonly string[]) => {
      const { steps, results, output } = await updateStandIns({
        hosts: [...hosts, 'ill'], forks: hosts.length + 1, arguments: given, variables: { release_settings: [secret], release_units: ['demo-feed.service'], release_force: "{{ inventory_hostname == 'forced' }}" },
        answers: {
          preflight: { is_current: true, running: revision },
          'ill proof': { failed: true, message: 'the service says nothing' },
          ...Object.fromEntries(Object.entries({ ...cases, ill: cases['deleted']! }).flatMap(([host, { applied }]) => [[`${host} applied`, applied], [`${host} read-settings`, applied]]))
        }
      })
      expect(output).not.toContain('hunter2')
      return { output, stepsOf: (host: string) => steps.flatMap((step) => step.startsWith(`${host} `) ? step.slice(host.length + 1) : []), resultOf: (host: string) => results.find((one) => one.host === host) }
    }

    test('a device that lacks anything else that is wanted gets it and says what, one that lacks nothing is left alone, and what fails goes back to what it had', async () => {
      const { output, stepsOf, resultOf } = await run()
      expect(stepsOf('same'), output).toEqual(['preflight', 'lease', 'checks', 'applied', 'release-lease'])
      expect(resultOf('same')).toMatchObject({ outcome: 'unchanged' })
      for (const [host, { differs }] of Object.entries(cases)) {
        if (differs === undefined) continue
        expect(stepsOf(host), output).toEqual(expect.arrayContaining(['receive', 'read-settings', 'switch', 'restart', 'proof', 'commit']))
        expect(resultOf(host)).toMatchObject({ outcome: 'updated', message: `Same revision, applied again because: ${differs}.` })
      }
      const ill = stepsOf('ill')
      expect(ill.slice(ill.indexOf('proof'))).toEqual(['proof', 'journal', 'lease', 'undo-settings', 'switch', 'restart', 'checks', 'proof', 'prune', 'release-lease'])
      expect(resultOf('ill')).toMatchObject({ outcome: 'failed', step: 'proof' })
    })

    test('a check says the same, and changes nothing', async () => {
      const { output, stepsOf, resultOf } = await run('--check')
      for (const [host, { differs }] of Object.entries(cases)) {
        expect(stepsOf(host), output).toEqual(['preflight', 'checks', 'applied'])
        expect(resultOf(host)).toMatchObject(differs === undefined ? { outcome: 'unchanged' } : { outcome: 'updated', fromRevision: revision, message: `Same revision, applied again because: ${differs}.` })
      }
    })
  })

  test('a device on the wanted revision whose checks fail, or where it does not run, gets it again, and the run says why', async () => {
    const { results, output } = await updateStandIns({
      hosts: ['broken', 'dead'], arguments: ['--check'], answers: {
        'broken preflight': { is_in_place: true, is_current: true, running: '1'.repeat(40) }, 'broken checks': { failed: true, message: 'there is no unit demo.service on this device' },
        'dead preflight': { is_in_place: true }
      }
    })
    const resultOf = (host: string) => results.find((one) => one.host === host)
    expect(resultOf('broken'), output).toMatchObject({ outcome: 'updated', message: 'Same revision, applied again because: its checks failed: there is no unit demo.service on this device.' })
    expect(resultOf('dead'), output).toMatchObject({ outcome: 'updated', message: 'Same revision, applied again because: nothing was running by its proof.' })
  })

  test('of two releases on one device, in a playbook with a play for each, both are brought, and the worse decides by its name', async () => {
    const play = (name: string, vars: Readonly<Record<string, unknown>> = {}) => ({ hosts: 'all', gather_facts: false, strategy: 'ansible.builtin.host_pinned', vars: { release_name: name, ...vars }, roles: ['mimamori.fleet.release'] })
    const { exitCode, steps, results, output } = await updateStandIns({ hosts: ['a'], playbook: JSON.stringify([play('signage'), play('player', { release_proof: { file: 'REVISION' } })]) })
    expect(exitCode, output).toBe(2)
    expect(steps.filter((step) => step === 'a commit')).toHaveLength(1)
    expect(results.at(-1), output).toMatchObject({ outcome: 'failed', step: 'preflight' })
    expect(results.at(-1)).toMatchObject({ message: expect.stringMatching(/signage: updated[^]*player: failed/) })
  })

  test('with the strategy free each device goes its own way, and one that fails takes no other back', async () => {
    const { exitCode, steps, results, output } = await updateStandIns({
      hosts: ['a', 'b'], playbook: JSON.stringify([{ hosts: 'all', gather_facts: false, strategy: 'ansible.builtin.free', roles: ['mimamori.fleet.release'] }]),
      answers: { preflight: { fallback: 'before' }, 'b proof': { failed: true, message: 'it says nothing' } }
    })
    expect(exitCode, output).toBe(2)
    expect(results.find(({ host }) => host === 'a')).toMatchObject({ outcome: 'updated' })
    expect(results.find(({ host }) => host === 'b')).toMatchObject({ outcome: 'failed', step: 'proof', message: 'it says nothing. Going back to before failed too, at proof: it says nothing' })
    expect(steps.filter((step) => step.endsWith('undo-settings'))).toEqual(['b undo-settings'])
  })

  test('a device that has begun waits for no fork, so that no dead-man timer runs out meanwhile: the next begins when one is done', async () => {
    const { exitCode, steps, output } = await updateStandIns({ hosts: ['a', 'b'], forks: 1, variables: { mimamori_profile: 'pi_zero_2w' } })
    expect(exitCode, output).toBe(0)
    expect(steps.findIndex((step) => step.startsWith('b '))).toBe(steps.findLastIndex((step) => step.startsWith('a ')) + 1)
  })
})
