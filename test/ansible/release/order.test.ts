import { expect, test } from 'vitest'
import { describeWith } from '../../whole/processes.ts'
import { ansiblePlaybook } from '../run-playbook.ts'
import { updateStandIns } from './stand-in-devices.ts'

describeWith(ansiblePlaybook)('the order of steps, with the real ansible-playbook and a stand-in for the devices', () => {
  test('what a run that is over has let rest comes back before the next one goes on', async () => {
    const steps = await updateStandIns({ hosts: ['a'], answers: { preflight: { paused: ['heavy.service'] }, lease: { took_over: '20261125-085000-0a1b2c' } } })
    expect(steps.slice(0, 4)).toEqual(['a preflight', 'a lease', 'a restore', 'a receive'])
  })

  test('what nobody can bring back does not keep the next run away: it is tried again at the end', async () => {
    const steps = await updateStandIns({ hosts: ['a'], answers: { preflight: { paused: ['heavy.service'] } } })
    expect(steps.slice(0, 3)).toEqual(['a preflight', 'a lease', 'a receive'])
    expect(steps.slice(-3)).toEqual(['a restore', 'a prune', 'a release-lease'])
  })

  test('a device that has begun waits for no fork, so that no dead-man timer runs out meanwhile: the next begins when one is done', async () => {
    const steps = await updateStandIns({ hosts: ['a', 'b'], forks: 1, variables: { mimamori_profile: 'pi_zero_2w' } })
    expect(steps.findIndex((step) => step.startsWith('b '))).toBe(steps.findLastIndex((step) => step.startsWith('a ')) + 1)
  })
})
