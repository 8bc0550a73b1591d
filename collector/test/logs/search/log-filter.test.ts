import { describe, expect, it } from 'vitest'
import { logConditions, logSearchQuery } from '../../../src/logs/search/log-filter.ts'
import { deviceInTest } from '../../devices/snapshot-in-test.ts'

const devices = [
  deviceInTest('pi-1', { site: 'north', role: 'kiosk' }),
  deviceInTest('pi-2', { site: 'north', role: 'sensor' }),
  deviceInTest('pi-3', { site: '', role: 'kiosk' })
]
const registry = { all: () => devices, get: (id: string) => devices.find((device) => device.id === id) }
const conditions = (query: Readonly<Record<string, string>>) => logConditions(logSearchQuery({}).parse(query), registry)

describe('the parameters of a search for log lines', () => {
  it('ask for all lines where there are none', () => {
    expect(conditions({})).toEqual({})
  })

  it.each([
    [{ clientId: 'pi-2' }, ['pi-2']],
    [{ site: 'north' }, ['pi-1', 'pi-2']],
    [{ site: '' }, ['pi-3']],
    [{ role: 'kiosk' }, ['pi-1', 'pi-3']],
    [{ site: 'north', role: 'kiosk' }, ['pi-1']],
    [{ clientId: 'pi-2', site: 'north' }, ['pi-2']]
  ] as const)('name the devices of %o', (query, deviceIds) => {
    expect(conditions(query)).toEqual({ deviceIds })
  })

  it('ask for none where no device is at the site, or the device is at another', () => {
    expect(conditions({ site: 'south' })).toBeUndefined()
    expect(conditions({ clientId: 'pi-3', site: 'north' })).toBeUndefined()
  })

  it('refuse a device that is not enrolled, since it is mistyped', () => {
    expect(() => conditions({ clientId: 'pi-9' })).toThrow('no device is enrolled as pi-9')
  })

  it('take several levels, by any logger’s name', () => {
    expect(conditions({ level: 'WARNING, critical' })).toEqual({ levels: ['warn', 'error'] })
  })

  it('refuse a level that is none, and name those that are', () => {
    const read = logSearchQuery({}).safeParse({ level: 'warn,loud' })
    expect(read.error?.issues).toMatchObject([{ path: ['level'], message: expect.stringContaining('debug, info, warn, error') as string }])
  })

  it('take a time with its offset from UTC', () => {
    expect(conditions({ since: '2026-11-28T14:00:00+09:00', until: '2026-11-28T05:10:00Z' })).toEqual({
      sinceMs: Date.UTC(2026, 10, 28, 5),
      untilMs: Date.UTC(2026, 10, 28, 5, 10)
    })
  })

  it('take an empty text for none', () => {
    expect(conditions({ q: '' })).toEqual({})
    expect(conditions({ q: '温度' })).toEqual({ text: '温度' })
  })
})
