import { expect, test } from 'vitest'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook } from '../run-playbook.ts'
import { updateStandIns } from './stand-in-devices.ts'

describeWith(ansiblePlaybook)('the order of steps, with the real ansible-playbook and a stand-in for the devices', () => {
  test('what a run that is over has let rest comes back before the next one goes on', async () => {
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

  test('a device that has begun waits for no fork, so that no dead-man timer runs out meanwhile: the next begins when one is done', async () => {
    const { exitCode, steps, output } = await updateStandIns({ hosts: ['a', 'b'], forks: 1, variables: { mimamori_profile: 'pi_zero_2w' } })
    expect(exitCode, output).toBe(0)
    expect(steps.findIndex((step) => step.startsWith('b '))).toBe(steps.findLastIndex((step) => step.startsWith('a ')) + 1)
  })
})
