import { describe, expect, it } from 'vitest'
import type { LateSeries } from '../../src/samples/remote-write/remote-write.ts'
import { RetryLaterError } from '../../src/samples/remote-write/retry-later-error.ts'
import { lateSamplesInTest } from './late-samples-in-test.ts'

const target = { job: 'device_backfill', instance: 'pi-1', device: 'pi-1', site: 'plant-1', role: 'kiosk' }
const load = (values: readonly (number | null)[]) => ({ name: 'node_load1', values: [...values] })
const isEmptied = ({ lateSamples }: Awaited<ReturnType<typeof lateSamplesInTest>>) =>
  expect.poll(() => lateSamples.queued).toEqual({ batches: 0, bytes: 0 })

describe('late samples', () => {
  it('are written at their times, with the labels of the device’s target under a job of their own, and end where the live series began again', async () => {
    const late = await lateSamplesInTest({ gaps: [{ fromMs: 1000, untilMs: 9000 }] })
    await late.append(
      [
        load([0.5, null, 0.25]),
        { name: 'node_disk_info{device="mmcblk0",job="x",empty="",model="a\\"b"}', values: ['NaN', '+Inf', '-Inf'] },
        { name: 'impostor{device="pi-2"}', values: [1, null, null] }
      ],
      [2000, 3000, 4000]
    )
    await isEmptied(late)
    expect(late.written).toEqual([
      {
        labels: { __name__: 'node_load1', ...target },
        samples: [
          { timestampMs: 2000, value: 0.5 },
          { timestampMs: 4000, value: 0.25 }
        ],
        endMs: 9000
      },
      {
        // As Prometheus has the scraped ones.
        labels: { __name__: 'node_disk_info', exported_job: 'x', model: 'a"b', ...target, device: 'mmcblk0' },
        samples: [
          { timestampMs: 2000, value: NaN },
          { timestampMs: 3000, value: Infinity },
          { timestampMs: 4000, value: -Infinity }
        ],
        endMs: 9000
      },
      { labels: { __name__: 'impostor', exported_device: 'pi-2', ...target }, samples: [{ timestampMs: 2000, value: 1 }], endMs: 9000 }
    ])
    expect(late.outcomes).toEqual({ written: 6, live: 0, undated: 0 })
  })

  it('of times at which live series were published, or that nobody knows, are counted and go no further', async () => {
    const late = await lateSamplesInTest({ gaps: [{ fromMs: 1000, untilMs: 2000 }, { fromMs: 5000, untilMs: 6000 }, { fromMs: 8000 }] })
    await late.append([load([1, 2, 3, 4, 5, 6])], [500, 1500, 3000, 5500, undefined, 9000])
    await isEmptied(late)
    expect(late.written.map(({ samples, endMs }) => [samples, endMs])).toEqual([
      [[{ timestampMs: 1500, value: 2 }], 2000], [[{ timestampMs: 5500, value: 4 }], 6000], [[{ timestampMs: 9000, value: 6 }], undefined]
    ])
    expect(late.outcomes).toEqual({ written: 3, live: 2, undated: 1 })
  })

  it('have key metrics for the charts wherever their time is known, and for the receiver within the gap', async () => {
    const late = await lateSamplesInTest({ gaps: [{ fromMs: 1000, untilMs: 2000 }] })
    const { keyMetrics } = await late.append(
      [{ name: 'node_thermal_zone_temp{type="cpu-thermal"}', values: [40, 41, 42] }],
      [500, 1500, undefined]
    )
    expect(keyMetrics).toEqual([{ atMs: 500, temperatureCelsius: 40 }, { atMs: 1500, temperatureCelsius: 41 }])
    await isEmptied(late)
    expect(late.written.map(({ labels, samples }) => [labels['__name__'], samples])).toEqual(
      ['node_thermal_zone_temp', 'mimamori_device_temperature_celsius'].map((name) => [name, [{ timestampMs: 1500, value: 41 }]])
    )
    expect(late.outcomes).toEqual({ written: 2, live: 2, undated: 2 })
  })

  it('of a batch that came before, or that has nothing for the receiver, have no second effect', async () => {
    const late = await lateSamplesInTest({ gaps: [{ fromMs: 1000, untilMs: 2000 }] })
    const send = (timesMs: readonly number[], sequence: number) => late.append([load([1])], timesMs, { mark: { stream: 's', sequence } })
    expect(await send([1500], 1)).toMatchObject({ isNew: true, acknowledgedSequence: 1 })
    expect(await send([1500], 1)).toMatchObject({ isNew: false, acknowledgedSequence: 1 })
    expect(await send([5000], 2)).toMatchObject({ isNew: true, acknowledgedSequence: 2 })
    expect(await send([5000], 2)).toMatchObject({ isNew: false, acknowledgedSequence: 2 })
    await isEmptied(late)
    expect(late.outcomes).toEqual({ written: 1, live: 1, undated: 0 })
  })

  it('of series that a report may not have either are left out, by reason', async () => {
    const late = await lateSamplesInTest()
    const { leftOut } = await late.append(
      [
        load([1]),
        { name: 'mimamori_device_state', values: [1] },
        { name: 'a{__b="c"}', values: [1] },
        { name: 'b{site="x",exported_site="y"}', values: [1] }
      ],
      [2000]
    )
    expect(Object.fromEntries(leftOut)).toEqual({ reserved_name: 1, reserved_label: 1, label_conflict: 1 })
    await isEmptied(late)
    expect(late.outcomes).toEqual({ written: 1, live: 0, undated: 0, left_out: 3 })
  })

  it.each(['', '# a', 'a 1', 'a 1\nb', 'a{', '1a', 'a{b="c",b="d"}', 'node_load1'])(
    'are refused whole where a series is named %j beside others',
    async (name) => {
      const late = await lateSamplesInTest()
      await expect(late.append([load([1]), { name, values: [1] }], [2000])).rejects.toMatchObject({
        name: 'ExpositionRefusedError',
        issues: [{ path: '/series/1/name' }]
      })
      expect([late.lateSamples.queued.batches, late.outcomes]).toEqual([0, {}])
    }
  )
})

it('late samples wait while their device is about to be scraped, since they end there, and those of other devices do not', async () => {
  const gaps: { fromMs: number, untilMs?: number }[] = [{ fromMs: 1000 }]
  let awaited = 'pi-1'
  const late = await lateSamplesInTest({ gaps, awaitScrape: (device) => device === awaited })
  await late.append([load([1])], [2000])
  await late.append([load([2])], [2000], { device: 'pi-2' })
  await expect.poll(() => late.lateSamples.queued.batches).toBe(1)
  expect(late.written.map(({ labels, endMs }) => [labels['device'], endMs])).toEqual([['pi-2', undefined]])
  gaps[0] = { fromMs: 1000, untilMs: 9000 }
  awaited = ''
  await isEmptied(late)
  expect(late.written.map(({ labels, endMs }) => [labels['device'], endMs])).toEqual([['pi-2', undefined], ['pi-1', 9000]])
})

it('late samples wait while the server’s clock cannot be trusted: they may lie in its future', async () => {
  const clockTrust = { trusted: false }
  const late = await lateSamplesInTest({ clockTrust })
  // The second is committed after the first could have been written.
  for (const ms of [2000, 3000]) await late.append([load([ms])], [ms])
  expect(late.written).toEqual([])
  clockTrust.trusted = true
  await isEmptied(late)
  expect(late.written.map(({ samples: [sample] }) => sample?.timestampMs)).toEqual([2000, 3000])
})

describe('while nothing can be written', () => {
  /** A receiver that is away as long as `away` holds. */
  const withReceiverAway = async (options: Parameters<typeof lateSamplesInTest>[0] = {}) => {
    const state = { away: true, written: [] as LateSeries[] }
    const late = await lateSamplesInTest({
      async write (series) {
        if (state.away) throw new RetryLaterError('away', {}, 2)
        state.written.push(...series)
        return { written: series.length }
      },
      ...options
    })
    return { state, ...late }
  }

  it('samples wait, and are written once it can', async () => {
    const { state, ...late } = await withReceiverAway()
    for (const ms of [2000, 3000]) await late.append([load([ms])], [ms])
    await expect.poll(() => late.troubles).toEqual(['away'])
    expect(late.lateSamples.queued.batches).toBe(2)
    state.away = false
    await isEmptied(late)
    expect(state.written.map(({ samples: [sample] }) => sample?.timestampMs)).toEqual([2000, 3000])
    expect(late.troubles).toEqual(['away', undefined])
  })

  it('samples outlive a restart', async () => {
    const before = await withReceiverAway()
    await before.append([load([1])], [2000])
    await before.close()
    const late = await lateSamplesInTest({ directory: before.directory })
    await isEmptied(late)
    expect(late.written).toHaveLength(1)
  })

  it('more than may wait is refused, a device’s own share first, and the devices take turns', async () => {
    const { state, ...late } = await withReceiverAway({ maxQueueBytes: 4000 })
    const flood = { name: `flood{text="${'x'.repeat(600)}"}`, values: [1] }
    await late.append([flood], [2000])
    await late.append([flood], [3000])
    await expect(late.append([flood], [4000])).rejects.toMatchObject({
      name: 'QueueFullError',
      message: expect.stringContaining('MIMAMORI_SAMPLE_QUEUE_MAX_BYTES') as string
    })
    await late.append([load([1])], [2000], { device: 'pi-2' })
    state.away = false
    await isEmptied(late)
    expect(state.written.map(({ labels }) => labels['device']).toSorted()).toEqual(['pi-1', 'pi-1', 'pi-2'])
    expect(await late.append([flood], [4000])).toMatchObject({ isNew: true })
  })
})

it('a receiver that is slow holds up no device: what comes meanwhile is taken in, and each sample is written once and in order', async () => {
  const slow = Promise.withResolvers<void>()
  const written: LateSeries[] = []
  const late = await lateSamplesInTest({
    async write (series) {
      await slow.promise
      written.push(...series)
      return { written: series.length }
    }
  })
  const devices = ['pi-1', 'pi-2']
  for (const ms of [2000, 3000, 4000]) {
    for (const device of devices) expect(await late.append([load([ms])], [ms], { device })).toMatchObject({ isNew: true })
  }
  expect([late.lateSamples.queued.batches, written]).toEqual([6, []])
  slow.resolve()
  await isEmptied(late)
  for (const device of devices) {
    expect(written.filter(({ labels }) => labels['device'] === device).map(({ samples: [sample] }) => sample?.timestampMs)).toEqual([
      2000, 3000, 4000
    ])
  }
  expect(late.outcomes['written']).toBe(6)
})

it('samples of a batch are written again where the answer of the receiver was lost', async () => {
  let answers = 0
  const late = await lateSamplesInTest({
    async write () {
      if (answers++ === 0) throw new RetryLaterError('the answer was lost')
      return { written: 1 }
    }
  })
  await late.append([load([1])], [2000])
  await isEmptied(late)
  expect([answers, late.outcomes['written']]).toEqual([2, 1])
})
