import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { EnrollResult } from '../../../src/devices/enroll/enroll-device.ts'
import { recordedKeys } from '../../../src/devices/enroll/known-hosts.ts'
import { failedStep } from '../../../src/devices/steps.ts'
import { deviceView, reported } from '../device-view.ts'
import { deviceStandIn, elsewhere, here } from './device-stand-in.ts'

const why = ({ steps }: EnrollResult): string | undefined => failedStep(steps)?.detail
const reportsElsewhere = { devices: [deviceView({ address: elsewhere })], reports: [reported({ ipAddress: elsewhere })] }
const isSilent = { devices: [deviceView({ address: elsewhere })], reports: [reported({ ipAddress: elsewhere, freshness: 'late' })] }

describe('a name that has reported, at an address that is not its own', () => {
  test.each([[false], [true]])('is refused before anybody is asked for anything, by the host key that is recorded for it; in a plan: ' +
    '%s', async (isPlan) => {
    const device = await deviceStandIn(reportsElsewhere)
    device.record(elsewhere, device.otherKey)
    const before = readFileSync(device.knownHosts, 'utf8')
    const result = await device.enroll({ isPlan, answers: () => 'y' })
    expect([result.outcome, why(result)]).toEqual([
      'missing', expect.stringContaining(`The machine at ${here} shows another host key, so it is not pi-kiosk-03`)
    ])
    expect([device.logins(), device.questions, readFileSync(device.knownHosts, 'utf8')]).toEqual([[], [], before])
  })

  test('is refused also where no host key is recorded, with what to do if it has moved', async () => {
    const device = await deviceStandIn(isSilent)
    const result = await device.enroll({ isYes: true })
    expect(why(result)).toContain(`sudo mimamori devices set pi-kiosk-03 --address ${here}`)
    expect([device.logins(), existsSync(device.knownHosts)]).toEqual([[], false])
  })

  test.each([
    ['the machine there shows the host key of where it was', reportsElsewhere, elsewhere],
    ['it reports from there', { devices: [deviceView({ address: elsewhere })], reports: [reported({ ipAddress: here })] }, undefined],
    [
      'it is registered there',
      { devices: [deviceView({ address: here })], reports: [reported({ ipAddress: elsewhere, freshness: 'late' })] }, undefined
    ],
    [
      'it has never reported',
      {
        devices: [deviceView({ address: elsewhere, state: 'pending', lastSeen: null })],
        reports: [reported({ lastSeen: null, ipAddress: null, freshness: 'silent' })]
      }, undefined
    ]
  ] as const)('is none where %s', async (_, known, recordedAt) => {
    const device = await deviceStandIn(known)
    if (recordedAt !== undefined) device.record(recordedAt, device.hostKey)
    await device.enroll({ isYes: true })
    expect(device.logins()).toEqual(['mimamori', 'pi'])
  })

  test('that it is registered at while it reports from elsewhere is asked about with its host key', async () => {
    const device = await deviceStandIn({ devices: [deviceView({ address: here })], reports: [reported({ ipAddress: elsewhere })] })
    await device.enroll({ answers: () => 'n' })
    expect(device.questions).toEqual([expect.stringContaining(`pi-kiosk-03 reports from ${elsewhere} now. Record it?`)])
    expect(device.logins()).toEqual([])
  })
})

describe('--replace of a device that reports from elsewhere', () => {
  test('is asked about by name, address and time, and changes nothing where the answer is no', async () => {
    const device = await deviceStandIn(reportsElsewhere)
    const result = await device.enroll({ replaces: true, answers: () => 'n' })
    expect(device.questions).toEqual([
      expect.stringContaining(`pi-kiosk-03 is reporting from ${elsewhere}, last at 2026-11-25T09:00:00.000Z`)
    ])
    expect([why(result), device.logins()]).toEqual([`pi-kiosk-03 at ${elsewhere} was not replaced. Nothing was changed.`, []])
  })

  test('goes on where the answer is yes', async () => {
    const device = await deviceStandIn(reportsElsewhere)
    await device.enroll({ replaces: true, answers: () => 'y' })
    expect(device.logins()).toEqual(['mimamori', 'pi'])
  })

  test.each([[{ isYes: true }], [{ isYes: true, isPlan: true }], [{}]])('is refused with %j, where nobody answers', async (asked) => {
    const device = await deviceStandIn(reportsElsewhere)
    const result = await device.enroll({ replaces: true, ...asked })
    expect([why(result), device.logins()]).toEqual([expect.stringContaining('--yes does not replace a device that works'), []])
  })

  test('is said in a plan', async () => {
    const device = await deviceStandIn(reportsElsewhere)
    const { steps, outcome } = await device.enroll({ replaces: true, isPlan: true })
    expect([outcome, steps[0]]).toEqual([
      'planned', { step: 'identity', mark: 'planned', detail: expect.stringContaining('asks whether it is to be replaced') as string }
    ])
    expect(device.questions).toEqual([])
  })

  test.each([
    ['it is silent', isSilent],
    [
      'the device that reports is the one at the address',
      { devices: [deviceView({ address: here })], reports: [reported({ ipAddress: here })] }
    ]
  ])('asks nobody where %s', async (_, known) => {
    const device = await deviceStandIn(known)
    await device.enroll({ replaces: true, isYes: true })
    expect(device.logins()).toEqual(['mimamori', 'pi'])
  })
})

describe('an address at which another machine’s host key is recorded', () => {
  const enrolling = async (known: Parameters<typeof deviceStandIn>[0]) => {
    const device = await deviceStandIn(known)
    device.record(here, device.otherKey)
    return device
  }

  test('gets the new device’s key where a person says so', async () => {
    const device = await enrolling({})
    await device.enroll({ answers: () => 'y' })
    expect(device.questions).toEqual([expect.stringContaining('Record the new one?')])
    expect((await recordedKeys(device.knownHosts, { address: here, port: device.port })).keys).toEqual([device.hostKey])
  })

  test.each([
    [{ isYes: true }], [{ isYes: true, isPlan: true }]
  ])('keeps it with %j, which says how to go on, without --replace: there is nothing to replace', async (asked) => {
    const device = await enrolling({})
    const reason = why(await device.enroll(asked))
    expect(reason).toContain('If this is the new device, run this in a terminal without --yes')
    expect(reason).not.toContain('--replace')
    expect((await recordedKeys(device.knownHosts, { address: here, port: device.port })).keys).toEqual([device.otherKey])
  })

  test('is refused for a device that has reported there, whose new card --replace is for', async () => {
    const device = await enrolling({ devices: [deviceView({ address: here })], reports: [reported({ ipAddress: here })] })
    expect(why(await device.enroll({ answers: () => 'y' }))).toContain('If pi-kiosk-03 has a new card, add --replace')
    expect([device.questions, device.logins()]).toEqual([[], []])
  })
})
