import { describe, expect, test } from 'vitest'
import type { DeviceView } from '@mimamori/contract'
import { checkRegistered, keyNeedOf } from '../../../src/devices/enroll/identity.ts'
import { enrollText } from '../../../src/devices/devices-texts.ts'
import type { ReportedDevice } from '../../../src/devices/registry-client.ts'
import { deviceView, reported, usedKey as key } from '../device-view.ts'

const text = enrollText('en').identity
const id = 'pi-kiosk-03'
const at = '2026-11-25T09:00:00.000Z'
const registered = deviceView
const pending = registered({ state: 'pending', lastSeen: null })
const need = (device: DeviceView | undefined, client: string | undefined, { replaces = false, isCopy = false, isKnown = false } = {}) =>
  keyNeedOf({ id, registered: device, client, replaces, isCopy, isKnown, text })

describe('which key a device needs', () => {
  test.each([
    ['a name that is new: enrolls it', undefined, undefined, false, 'enroll'],
    ['a name that was enrolled and never reported: a new key, since the first may be lost', pending, undefined, false, 'newKey'],
    ['the same, where the agent was being installed', pending, id, false, 'newKey'],
    ['the device that has this name: its own', registered(), id, false, 'keep'],
    ['a new card: a new one', registered(), undefined, true, 'newKey'],
    [
      'a new card whose replacement was interrupted, with the old key still valid: a new one', registered({ keys: [key, key] }),
      id, true, 'newKey'
    ],
    ['a new card that has taken the place already: its own', registered({ keys: [{ ...key, revokedAt: at }, key] }), id, true, 'keep']
  ] as const)('for %s', (_, device, client, replaces, expected) => {
    expect(need(device, client, { replaces })).toBe(expected)
  })

  test('is none where the name has reported, and this device is not it', () => {
    expect(() => need(registered(), undefined)).toThrow('If this is its new card, add --replace')
  })

  test('is a new one for the machine that has reported, and lost its key as its installation was undone', () => {
    expect(need(registered(), undefined, { isKnown: true })).toBe('newKey')
    expect(() => need(registered(), 'pi-line-01', { isKnown: true })).toThrow('This device is pi-line-01')
  })

  test('is none where the agent on the device has another name, also for a new card', () => {
    expect(() => need(undefined, 'pi-line-01')).toThrow('This device is pi-line-01')
    expect(() => need(registered(), 'pi-line-01', { replaces: true })).toThrow('This device is pi-line-01')
  })

  test('is one of its own for a copy of another device’s card, which goes on after a failure and takes no name that has reported', () => {
    expect(need(undefined, 'pi-line-01', { isCopy: true })).toBe('enroll')
    expect(need(pending, 'pi-line-01', { isCopy: true })).toBe('newKey')
    expect(need(registered(), id, { isCopy: true })).toBe('keep')
    expect(() => need(registered(), 'pi-line-01', { isCopy: true })).toThrow('pi-kiosk-03 exists already')
    expect(need(registered(), 'pi-line-01', { isCopy: true, replaces: true })).toBe('newKey')
  })
})

describe('what the registry alone says', () => {
  const address = '192.168.10.33'
  const check = (devices: readonly DeviceView[], { replaces = false, isCopy = false, reports = [] as readonly ReportedDevice[] } = {}) =>
    checkRegistered({
      id, address, known: { devices, reports, registered: devices.find((device) => device.id === id), places: [address] },
      replaces, isCopy, text
    })

  test('is nothing against the device with this name and address, nor against a new one', () => {
    expect(() => { check([registered()]) }).not.toThrow()
    expect(() => { check([]) }).not.toThrow()
  })

  test('stops where the address is that of another device in use, and not where that one is retired', () => {
    expect(() => { check([registered({ id: 'pi-line-01' })]) }).toThrow('192.168.10.33 is the address of pi-line-01')
    expect(() => { check([registered({ id: 'pi-line-01', state: 'retired' })]) }).not.toThrow()
  })

  test('stops where a device without an address of its own reports from there, which has installed its agent itself; ' +
    'not where a gateway stands for several', () => {
    const [one, two] = ['pi-page-01', 'pi-page-02'].map((other) => registered({ id: other, address: null }))
    const reports = [
      reported({ clientId: 'pi-page-01', ipAddress: address }), reported({ clientId: 'pi-page-02', ipAddress: '192.168.10.34' })
    ]
    expect(() => { check([one!, two!], { reports }) }).toThrow('pi-page-01 reports from 192.168.10.33')
    expect(() => { check([one!, two!], { reports, isCopy: true }) }).not.toThrow()
    expect(() => { check([one!, two!], { reports: reports.map((report) => ({ ...report, ipAddress: address })) }) }).not.toThrow()
  })

  test('stops where there is nothing to replace, and brings a retired device back only by --replace', () => {
    expect(() => { check([], { replaces: true }) }).toThrow('No device is enrolled as pi-kiosk-03')
    expect(() => { check([registered({ state: 'retired' })]) }).toThrow('To bring it back on this device, add --replace')
    expect(() => { check([registered({ state: 'retired' })], { replaces: true }) }).not.toThrow()
  })
})
