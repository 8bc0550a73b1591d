import { describe, expect, it } from 'vitest'
import { createLiveStore } from '../../../src/devices/live/memory-live-store.ts'

const group = { deviceId: 'pi', key: 'report' }

const storeWith = (exposition: string) => {
  const store = createLiveStore({ monotonicMs: () => 0, sampledFamilies: new Set(['h', 'a', 'large', 'b']) })
  store.put(group, Buffer.from(exposition), { expiresAtMs: 1000 })
  return store
}

describe('the values of some families', () => {
  it('are given by name, unescaped', () => {
    const store = storeWith('# TYPE h summary\nh_sum 3\nh_count 2\na{x="\\"q\\"\\n"} NaN\nb 1\n')
    expect(store.samples(group, ['h', 'a', 'none'])).toEqual([
      { name: 'h_sum', labels: {}, value: 3 }, { name: 'h_count', labels: {}, value: 2 }, { name: 'a', labels: { x: '"q"\n' }, value: NaN }
    ])
  })

  it('leave out a family that is too large to be read of every device', () => {
    const large = Array.from({ length: 2000 }, (_, i) => `large{n="${i}",x="${'x'.repeat(200)}"} 1\n`).join('')
    const store = storeWith(`a 1\n${large}b 1\n`)
    expect(store.samples(group, ['a', 'large', 'b']).map(({ name }) => name)).toEqual(['a', 'b'])
  })
})
