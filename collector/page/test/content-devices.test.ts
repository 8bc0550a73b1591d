import { describe, expect, it } from 'vitest'
import type { ContentDeviceState, ContentDeviceView } from '@mimamori/contract'
import { byState } from '../src/content/device-order.ts'

describe('the devices of a set', () => {
  const device = (id: string, state: ContentDeviceState): ContentDeviceView =>
    ({ id, name: null, site: '', state, number: null, since: null, bytesLeft: null, problem: null })

  it('are ordered by their state, the failed ones first, and then by name as a person counts', () => {
    const devices = [
      device('pi-1', 'current'), device('pi-10', 'waiting'), device('pi-2', 'waiting'), device('pi-3', 'downloading'), device('pi-9', 'failed')
    ]
    expect(devices.toSorted(byState).map(({ id }) => id)).toEqual(['pi-9', 'pi-2', 'pi-10', 'pi-3', 'pi-1'])
  })
})
