import { describe, expect, it } from 'vitest'
import { parseFamilies } from '@mimamori/exporter/text-format'
import { longExpositionBytes, type Group, type IdentityLabels, type LiveStore } from '../../../src/devices/live/live-store.ts'
import { createLiveStore } from '../../../src/devices/live/memory-live-store.ts'
import { repeatableNumbers } from './repeatable-numbers.ts'

const later = { expiresAtMs: 1000 }
const report = (deviceId: string) => ({ deviceId, key: 'report' })
const inNorth = (device: string): IdentityLabels => ({ device, site: 'north "1"', role: 'kiosk' })
const newStore = () => createLiveStore({ monotonicMs: () => 0 })
const put = (store: LiveStore, group: Group, exposition: string, options = later) => store.put(group, Buffer.from(exposition), options)
const deviceText = (store: LiveStore, deviceId: string, nowMs = 0) => store.deviceExposition(deviceId, nowMs)?.toString()

const fleetText = async (store: LiveStore, identityOf = inNorth, nowMs = 0) => {
  let text = ''
  for await (const piece of store.fleetExposition(identityOf, nowMs)) text += piece.toString()
  return text
}

describe('a device’s exposition', () => {
  it('is the text that came', () => {
    const store = newStore()
    const text = '# HELP a What a is.\n# TYPE a counter\na{x="1"} 1\na{x="2"} 2\n'
    expect(put(store, report('pi'), text)).toEqual({ series: 2, leftOut: [] })
    expect(deviceText(store, 'pi')).toBe(text)
  })

  it('is the newest report alone', () => {
    const store = newStore()
    put(store, report('pi'), 'a 1\nb 1\n')
    put(store, report('pi'), 'b 2\n')
    expect(deviceText(store, 'pi')).toBe('# TYPE b untyped\nb 2\n')
    expect(store.seriesTotal).toBe(1)
  })

  it('stays as it was when a new exposition is refused', () => {
    const store = newStore()
    put(store, report('pi'), 'a 1\n')
    expect(() => put(store, report('pi'), 'a 2\na 1\n')).toThrow(/appears twice/)
    expect(deviceText(store, 'pi')).toContain('a 1\n')
    expect(store.seriesTotal).toBe(1)
  })

  it('is read with other work let in where it is long, to the same end', async () => {
    let nowMs = 0
    let yielded = 0
    // Each look at the clock is two milliseconds later: a slice is over after every step of reading.
    const store = createLiveStore({ monotonicMs: () => nowMs += 2, yieldTurn: async () => { yielded++ } })
    const body = Buffer.from(Array.from({ length: 3000 }, (_, i) => `a{n="${i}",x="${'x'.repeat(100)}"} ${i}\n`).join(''))
    expect(body.length).toBeGreaterThan(longExpositionBytes)
    expect(await store.putInSlices(report('pi'), body, later)).toEqual({ series: 3000, leftOut: [] })
    expect(yielded).toBeGreaterThanOrEqual(Math.floor(body.length / 33_000))
    const inOneGo = newStore()
    inOneGo.put(report('pi'), body, later)
    expect(deviceText(store, 'pi')).toBe(deviceText(inOneGo, 'pi'))
    await expect(store.putInSlices(report('pi'), Buffer.from('a 1\na 2\n'), later)).rejects.toThrow(/appears twice/)
  })

  it('is gone when it has expired, and its memory with it', () => {
    const store = newStore()
    put(store, report('pi'), 'a 1\n')
    expect(deviceText(store, 'pi', 999)).toBeDefined()
    expect(deviceText(store, 'pi', 1000)).toBeUndefined()
    store.expire(1000)
    expect(store.seriesTotal).toBe(0)
    expect(store.textBytes).toBe(0)
  })
})

describe('several groups of a device', () => {
  it('print a family that both have once', () => {
    const store = newStore()
    put(store, report('pi'), '# TYPE a gauge\na{x="1"} 1\nb 1\n')
    put(store, { deviceId: 'pi', key: 'backup' }, '# TYPE a gauge\na{x="2"} 2\n')
    expect(deviceText(store, 'pi')).toBe('# TYPE a gauge\na{x="1"} 1\na{x="2"} 2\n# TYPE b untyped\nb 1\n')
  })

  it('leave out a series that another group has, under whatever labels it was written', () => {
    const store = newStore()
    put(store, report('pi'), 'a{job="x",y="1"} 1\n')
    const second = put(store, { deviceId: 'pi', key: 'backup' }, 'a{y="1",job="x"} 2\na{y="2"} 3\n')
    expect(second).toEqual({ series: 1, leftOut: [{ reason: 'other_group', count: 1 }] })
  })

  it('leave out a family of another type', () => {
    const store = newStore()
    put(store, report('pi'), '# TYPE a gauge\na 1\n')
    expect(put(store, { deviceId: 'pi', key: 'backup' }, '# TYPE a counter\na{x="1"} 2\n').leftOut).toEqual([
      { reason: 'type_conflict', count: 1 }
    ])
  })

  it.each([
    ['# TYPE h histogram\nh_sum 1\n', '# TYPE h_sum gauge\nh_sum{a="1"} 2\n'],
    ['# TYPE h_count gauge\nh_count 1\n', '# TYPE h summary\nh_sum 2\n']
  ])('leave out a family that readers would take for a part of another group’s: %j beside %j', (first, second) => {
    const store = newStore()
    put(store, report('pi'), first)
    expect(put(store, { deviceId: 'pi', key: 'backup' }, `${second}b 1\n`)).toEqual({
      series: 1,
      leftOut: [{ reason: 'type_conflict', count: 1 }]
    })
    expect(deviceText(store, 'pi')).toBe(`${first}# TYPE b untyped\nb 1\n`)
  })

  it('share the device’s room', () => {
    const store = createLiveStore({
      monotonicMs: () => 0,
      limits: {
        seriesPerDevice: 3,
        refusedSeries: 9,
        labelsPerSeries: 9,
        metricNameLength: 9,
        labelNameLength: 9,
        labelValueLength: 9,
        refusedLabelValueLength: 99,
        helpLength: 9,
        refusedLineLength: 999
      }
    })
    put(store, report('pi'), 'a 1\nb 1\n')
    expect(put(store, { deviceId: 'pi', key: 'backup' }, 'c 1\nd 1\n')).toEqual({
      series: 1,
      leftOut: [{ reason: 'series_cap', count: 1 }]
    })
  })
})

describe('the fleet exposition', () => {
  it('prints each family once with the registry’s labels, escaped', async () => {
    const store = newStore()
    put(store, report('pi-2'), '# HELP a Second.\n# TYPE a gauge\na 2\n')
    put(store, report('pi-1'), '# HELP a First.\n# TYPE a gauge\na{device="sda"} 1\n')
    expect(await fleetText(store)).toBe(
      '# HELP a First.\n# TYPE a gauge\n' +
      'a{job="node",instance="pi-1",device="pi-1",site="north \\"1\\"",role="kiosk",exported_device="sda"} 1\n' +
      'a{job="node",instance="pi-2",device="pi-2",site="north \\"1\\"",role="kiosk"} 2\n')
  })

  it('leaves out and counts a family to which another device gives another type', async () => {
    const store = newStore()
    put(store, report('pi-1'), '# TYPE a gauge\na 1\n')
    put(store, report('pi-2'), '# TYPE a counter\na 2\nb 2\n')
    const text = await fleetText(store)
    expect(text).not.toContain('instance="pi-2",device="pi-2",site="north \\"1\\"",role="kiosk"} 2\n# TYPE')
    expect(parseFamilies(text).map(({ name, samples }) => [name, samples.length])).toEqual([['a', 1], ['b', 1]])
    expect(store.contradictions).toBe(1)
  })

  it('goes by the type that most devices give a name, so that one device hides no other', async () => {
    const store = newStore()
    put(store, report('pi-1'), '# TYPE a counter\na 1\n')
    put(store, report('pi-2'), '# TYPE a gauge\na 2\n')
    put(store, report('pi-3'), '# TYPE a gauge\na 3\n')
    expect(parseFamilies(await fleetText(store)).map(({ type, samples }) => [type, samples.map(({ value }) => value)])).toEqual([
      ['gauge', [2, 3]]
    ])
    expect(store.contradictions).toBe(1)
  })

  it('has neither expired devices nor those that are not enrolled', async () => {
    const store = newStore()
    put(store, report('old'), 'a 1\n', { expiresAtMs: 5 })
    put(store, report('gone'), 'a 1\n')
    expect(await fleetText(store, (id) => id === 'gone' ? undefined as never : inNorth(id), 10)).toBe('')
  })

  it('says, parsed back, exactly what was put in', async () => {
    // Expositions of awkward spellings.
    const below = repeatableNumbers(7)
    const values = ['1', '-0.5', '1e300', 'NaN', '+Inf', '.5', '7.']
    const labelValues = ['', 'a', '\\\\', '\\"}', '\\n', '温度', ' x ', ',', '{']
    const store = newStore()
    const sent = new Map<string, number>()
    for (const device of ['pi-1', 'pi-2', 'pi-3']) {
      let exposition = ''
      for (let family = 0; family < 40; family++) {
        const labels =
          below(4) === 0
            ? ''
            : `{${below(2) === 0 ? ' ' : ''}device="${labelValues[below(9)]}" , x="${labelValues[below(9)]}"${below(2) === 0 ? ',' : ''}}`
        exposition += `f_${family}${labels}${below(2) === 0 ? ' ' : '\t '}${values[below(7)]}${below(3) === 0 ? ' ' : ''}\n`
      }
      for (const { name, samples } of parseFamilies(exposition)) {
        for (const { labels: { device: disk, ...labels } = {}, value } of samples) {
          sent.set(JSON.stringify([name, device, disk, labels]), value)
        }
      }
      put(store, report(device), exposition)
    }
    const printed = new Map<string, number>()
    for (const { name, samples } of parseFamilies(await fleetText(store))) {
      for (const { labels, value } of samples) {
        const { job, instance, device, site, role, exported_device: disk, ...rest } = labels!
        expect([job, instance, site, role]).toEqual(['node', device, 'north "1"', 'kiosk'])
        printed.set(JSON.stringify([name, device, disk, rest]), value)
      }
    }
    expect(printed).toEqual(sent)
    expect(sent.size).toBe(120)
  })

  it('yields to other work between pieces, however large the fleet', async () => {
    let nowMs = 0
    let yielded = 0
    // Each look at the clock is a millisecond later: a slice of two is over at every second piece of work.
    const store = createLiveStore({ monotonicMs: () => nowMs++, yieldTurn: async () => { yielded++ } })
    const exposition = Array.from({ length: 300 }, (_, i) => `family_${i % 60}_of_many{n="${i}"} ${i}`).sort().join('\n') + '\n'
    for (let i = 0; i < 1000; i++) put(store, report(`pi-${i}`), exposition, { expiresAtMs: Infinity })
    expect(store.seriesTotal).toBe(300_000)
    let lines = 0
    let bytes = 0
    let longest = 0
    for await (const piece of store.fleetExposition(inNorth, 0)) {
      lines += piece.toString().split('\n').length - 1
      bytes += piece.length
      longest = Math.max(longest, piece.length)
    }
    expect(lines).toBe(300_000 + 60)
    // 1,000 devices are gathered and the exposition is printed by 64 KiB, each a piece of work of its own: some 0.1 ms.
    expect(yielded).toBeGreaterThan((1000 + bytes / 65_536) / 3)
    expect(longest).toBeLessThanOrEqual(65_536)
  })

  it('stays whole while devices report, change what they measure, and go', async () => {
    const store = newStore()
    const ids = Array.from({ length: 300 }, (_, i) => `pi-${String(i).padStart(3, '0')}`)
    const exposition = (value: string) =>
      Array.from({ length: 40 }, (_, i) => `# TYPE h${i} summary\nh${i}_sum ${value}\nh${i}_count ${value}\n`).join('')
    for (const id of ids) put(store, report(id), exposition('1'))
    let text = ''
    let pieces = 0
    for await (const piece of store.fleetExposition(inNorth, 0)) {
      text += piece.toString()
      if (pieces++ > 0) continue
      for (const [i, id] of ids.entries()) {
        if (i % 3 === 0) put(store, report(id), exposition('-1.23456789e+100'))
        else if (i % 3 === 1) put(store, report(id), 'other 1\n')
        else store.forget(id)
      }
    }
    expect(pieces).toBeGreaterThan(10)
    const values = new Map<string, Set<number>>()
    for (const { name, samples } of parseFamilies(text)) {
      expect(samples).toHaveLength(2 * ids.length)
      for (const { labels, value } of samples) {
        const key = `${name} ${labels!['device']}`
        values.set(key, (values.get(key) ?? new Set<number>()).add(value))
      }
    }
    // A family of a device is of one report: its sum and its count are not of two.
    expect([...values.values()].every((of) => of.size === 1)).toBe(true)
    expect([...values.values()].some((of) => of.has(-1.23456789e100))).toBe(true)
  })
})
