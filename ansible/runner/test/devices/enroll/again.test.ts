import { describe, expect, test } from 'vitest'
import type { EnrollResult } from '../../../src/devices/enroll/enroll-device.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'
import { deviceView, reported } from '../device-view.ts'
import { deviceStandIn, elsewhere, here } from './device-stand-in.ts'

const known = { devices: [deviceView({ address: here })], reports: [reported({ ipAddress: here })] }
const enrolled = async (options: Parameters<typeof deviceStandIn>[0]) => {
  const device = await deviceStandIn({ ...known, ...options })
  device.record(here, device.hostKey)
  return device
}
const text = enrollText('en')

describe('a device that has all', () => {
  test('is not said to get an agent', async () => {
    const device = await enrolled({ agent: 'unchanged' })
    expect((await device.enroll()).outcome).toBe('unchanged')
    expect(device.said).toEqual([text.comparing])
  })

  test.each([
    [{}], [{ isCopy: true }], [{ replaces: true }]
  ])('has nothing to do in a plan, with %j, by a look of Ansible’s', async (asked) => {
    const device = await enrolled({ agent: 'unchanged' })
    const { outcome, steps } = await device.enroll({ isPlan: true, ...asked })
    expect([outcome, steps.find(({ step }) => step === 'agent')]).toEqual(['unchanged', { step: 'agent', mark: 'found', detail: '0.1.0' }])
    expect(device.playbook()).toMatch(/ --check$/)
  })

  test('but another agent than the server’s is said in a plan to get that', async () => {
    const device = await enrolled({ agent: 'updated' })
    const { outcome, steps } = await device.enroll({ isPlan: true })
    expect([outcome, steps.find(({ step }) => step === 'agent')]).toEqual([
      'changePlanned', { step: 'agent', mark: 'planned', detail: text.agent.plannedChange }
    ])
  })

  test('and is silent, is waited for in a plan by nobody', async () => {
    const device = await enrolled({ agent: 'unchanged', reports: [reported({ ipAddress: here, freshness: 'late' })] })
    const { steps } = await device.enroll({ isPlan: true })
    expect(steps.find(({ step }) => step === 'report')).toEqual({ step: 'report', mark: 'planned', detail: text.report.planned })
  })

  test('but a host key, is not looked at by Ansible in a plan, which records none', async () => {
    const device = await deviceStandIn({ ...known, agent: 'unchanged' })
    const { outcome } = await device.enroll({ isPlan: true })
    expect([outcome, device.playbook()]).toEqual(['planned', undefined])
  })

  describe('and an agent that somebody has gone back to', () => {
    const words = { id: 'pi-kiosk-03', revision: '0.1.0', published: '0.1.1' }

    test('keeps that, and is told which command brings the server’s', async () => {
      const device = await enrolled({ agent: 'unchanged', publishedAgent: '0.1.1' })
      const { outcome, steps } = await device.enroll()
      expect([outcome, steps.find(({ step }) => step === 'agent')]).toEqual([
        'unchanged', { step: 'agent', mark: 'found', detail: text.agent.stays(words) }
      ])
      expect(device.variables()).toEqual({ release_closed_runs: [], agent_stays_at: '0.1.0' })
    })

    test('gets the settings of the server, and no other agent', async () => {
      const device = await enrolled({ agent: 'updated', publishedAgent: '0.1.1' })
      const { steps } = await device.enroll()
      expect(steps.find(({ step }) => step === 'agent')).toEqual({ step: 'agent', mark: 'done', detail: text.agent.doneSettings(words) })
    })

    test('that does not run, gets the server’s', async () => {
      const device = await enrolled({ agent: 'updated', publishedAgent: '0.1.1', isBroken: true })
      await device.enroll()
      expect(device.variables()).toEqual({ release_closed_runs: [] })
    })
  })

  describe('but the host key of another device', () => {
    const [neighbour, retired] = [
      deviceView({ id: 'pi-kiosk-02', address: elsewhere }), deviceView({ id: 'pi-kiosk-01', address: elsewhere, state: 'retired' })
    ]

    test('is told how to get one of its own, once all else is done', async () => {
      const device = await enrolled({ agent: 'unchanged', devices: [...known.devices, neighbour] })
      device.record(elsewhere, device.hostKey)
      const { outcome, steps } = await device.enroll()
      expect([outcome, steps.at(-1)]).toEqual([
        'missing', { step: 'uniqueHostKey', mark: 'missing', detail: text.uniqueHostKey.shared('pi-kiosk-03', ['pi-kiosk-02']) }
      ])
    })

    test('is not, where that is another key, or the other device is out of use', async () => {
      const device = await enrolled({ agent: 'unchanged', devices: [...known.devices, neighbour] })
      device.record(elsewhere, device.otherKey)
      expect((await device.enroll()).outcome).toBe('unchanged')
      const alone = await enrolled({ agent: 'unchanged', devices: [...known.devices, retired] })
      alone.record(elsewhere, alone.hostKey)
      expect((await alone.enroll()).outcome).toBe('unchanged')
    })
  })

  describe('but stands in a list with another site than it was given on the page', () => {
    const change = 'site: north → south'
    const registration = ({ steps }: EnrollResult) => steps.find(({ step }) => step === 'registration')

    test('is asked about by field and both values, and is changed and not added', async () => {
      const device = await enrolled({ agent: 'unchanged' })
      const result = await device.enroll({ site: 'south', answers: () => 'y' })
      expect(device.questions).toEqual([expect.stringContaining(change)])
      expect([result.outcome, registration(result), device.changes]).toEqual([
        'changed', { step: 'registration', mark: 'done', detail: change }, [{ site: 'south' }]
      ])
    })

    test('stays as it is where a person says no, and where nobody is there to ask', async () => {
      const device = await enrolled({ agent: 'unchanged' })
      const refused = await device.enroll({ site: 'south', answers: () => 'n' })
      expect(registration(refused)).toEqual({ step: 'registration', mark: 'missing', detail: text.registration.refused })
      expect(registration(await device.enroll({ site: 'south' }))?.detail).toContain(change)
      expect(device.changes).toEqual([])
    })

    test('is changed with --yes, and said in a plan to be', async () => {
      const device = await enrolled({ agent: 'unchanged' })
      const planned = await device.enroll({ site: 'south', isPlan: true })
      expect([planned.outcome, registration(planned)?.detail, device.changes]).toEqual(['changePlanned', change, []])
      expect((await device.enroll({ site: 'south', isYes: true })).outcome).toBe('changed')
      expect([device.questions, device.changes]).toEqual([[], [{ site: 'south' }]])
    })
  })
})

test('ends the key of an enrollment that was killed before the device had it, once the new one has reported', async () => {
  const device = await enrolled({ devices: [deviceView({ address: here, lastSeen: null })], agent: 'updated' })
  const { outcome, steps } = await device.enroll()
  expect([outcome, steps.find(({ step }) => step === 'oldKeys')?.mark]).toEqual(['enrolled', 'done'])
  expect(device.changes).toEqual([{ key: 'new' }, { oldKeys: 'ended' }])
})
