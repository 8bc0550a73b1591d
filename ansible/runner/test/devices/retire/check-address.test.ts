import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../src/platform/errors.ts'
import { checkAddress } from '../../../src/devices/retire/check-address.ts'
import type { ReportedDevice } from '../../../src/devices/registry-client.ts'
import { retireText } from '../../../src/devices/devices-texts.ts'
import { reported } from '../device-view.ts'

const id = 'pi-door-01'
const text = retireText('en')
const check = (address: string, report: ReportedDevice) =>
  checkAddress({ id, ssh: { address }, registry: { reported: () => Promise.resolve(report) }, text })
const reports = reported({ clientId: id, ipAddress: '10.213.0.106' })

describe('a device that is to be retired', () => {
  test('and reports without an address by which it is reached, is not: the command that registers it is said', async () => {
    const refused = await check(id, reports).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UsageError)
    expect((refused as UsageError).mistakes).toEqual([
      expect.stringContaining('sudo mimamori devices set pi-door-01 --address 10.213.0.106\n')
    ])
  })

  test.each([
    ['has an address', '10.213.0.106', reports],
    ['has not reported lately', id, { ...reports, freshness: 'silent' }]
  ])('is where it %s', async (_, address, report) => {
    await expect(check(address, report)).resolves.toBeUndefined()
  })
})

test.each(['en', 'ja'] as const)('nothing stands behind the command that is said of a device that is not reached, in %s', (language) => {
  const { left, network } = retireText(language)
  const command = 'sudo mimamori devices set pi-door-01 --address 10.213.0.106'
  expect(left(network.reports({
    id, from: '10.213.0.106', lastSeen: '2026-11-25T09:00:00.000Z', command
  }))).toMatch(/ --address 10\.213\.0\.106$/)
})
