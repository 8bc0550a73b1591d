import { describe, expect, it } from 'vitest'
import { createRemoteWrite, type LateSeries } from '../../../src/samples/remote-write/remote-write.ts'
import { RetryLaterError } from '../../../src/samples/remote-write/retry-later-error.ts'
import { receiverStandIn, type ReceiverAnswer } from './receiver-stand-in.ts'

const nowMs = Date.UTC(2026, 10, 28, 12)
const hourMs = 3_600_000
const windowMs = 168 * hourMs
const clock = { nowMs: () => nowMs }

const series = (name: string, samples: readonly (readonly [hoursAgo: number, value: number])[], endHoursAgo?: number): LateSeries => ({
  labels: { site: 'north', __name__: name, job: 'device_backfill', instance: 'pi-1', device: 'pi-1' },
  samples: samples.map(([hoursAgo, value]) => ({ timestampMs: nowMs - hoursAgo * hourMs, value })),
  ...endHoursAgo !== undefined && { endMs: nowMs - endHoursAgo * hourMs }
})
const many = (count: number, samples: Parameters<typeof series>[1]): readonly LateSeries[] =>
  Array.from({ length: count }, (_, i) => series(`metric_${i}`, samples))

const withReceiver = async (token?: string) => {
  const receiver = await receiverStandIn({ nowMs: clock.nowMs, windowMs })
  return { receiver, remoteWrite: createRemoteWrite({ clock, url: receiver.url, ...token !== undefined && { token } }) }
}

describe('late samples', () => {
  it('arrive as remote write of version 1.0: labels sorted, samples by time, and a marker at the end', async () => {
    const { receiver, remoteWrite } = await withReceiver('secret-of-the-proxy')
    expect(await remoteWrite.write([series('load', [[3, 1.5], [2, NaN], [1, -Infinity]], 0.5)])).toEqual({ written: 3 })
    const [request] = receiver.requests
    expect(request!.headers).toMatchObject({
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
      'user-agent': 'mimamori-collector',
      authorization: 'Bearer secret-of-the-proxy'
    })
    expect(request!.series).toEqual([
      {
        labels: [
          ['__name__', 'load'],
          ['device', 'pi-1'],
          ['instance', 'pi-1'],
          ['job', 'device_backfill'],
          ['site', 'north']
        ],
        samples: [
          [3, 1.5],
          [2, NaN],
          [1, -Infinity],
          [0.5, 'end' as const]
        ].map(([hoursAgo, value]) => ({ timestampMs: nowMs - (hoursAgo as number) * hourMs, value }))
      }
    ])
  })

  it('have no label that is empty, and names in the order of their bytes', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    await remoteWrite.write([
      { labels: { a_b: '1', aB: '2', _x: '3', Z: '4', role: '', __name__: 'x' }, samples: [{ timestampMs: nowMs - 0.5, value: 1 }] }
    ])
    expect(receiver.requests[0]!.series[0]!.labels.map(([name]) => name)).toEqual(['Z', '__name__', '_x', 'aB', 'a_b'])
    expect(receiver.requests[0]!.series[0]!.samples).toEqual([{ timestampMs: nowMs - 1, value: 1 }])
  })

  it('come in requests of about a megabyte', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    expect(
      await remoteWrite.write([
        ...many(
          3000,
          Array.from({ length: 40 }, (_, i) => [40 - i, i])
        ),
        series('none', [])
      ])
    ).toEqual({ written: 120_000 })
    expect(receiver.requests.length).toBeGreaterThan(1)
    expect(Math.max(...receiver.requests.map(({ bytes }) => bytes))).toBeLessThan(1_100_000)
    expect(receiver.stored.size).toBe(3000)
  })

  it('of the future are never sent, nor is a marker there', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    expect(await remoteWrite.write([series('a', [[1, 1], [-1, 2]], -2), series('b', [[-1, 3]])])).toEqual({ written: 1, refused: 2 })
    expect(receiver.requests.flatMap(({ series }) => series.flatMap(({ samples }) => samples.map(({ value }) => value)))).toEqual([1])
  })

  it('that were stored already are no harm', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    const given = [series('a', [[3, 1], [2, NaN]], 1)]
    await remoteWrite.write(given)
    expect(await remoteWrite.write(given)).toEqual({ written: 2 })
    expect(receiver.requests).toHaveLength(2)
  })
})

describe('a request of which the receiver takes nothing because of one sample', () => {
  it('is halved by time where that is too old, and the young ones are stored with a dozen requests', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    const times = Array.from({ length: 60 }, (_, i): readonly [number, number] => [185 - i, i])
    expect(await remoteWrite.write(many(200, times))).toEqual({ too_old: 200 * 17, written: 200 * 43 })
    expect(receiver.requests.length).toBeLessThan(12)
    expect([...receiver.stored.values()].every((values) => values.size === 43)).toBe(true)
  })

  it('is halved by series where one has another value already, and all others are stored', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    await remoteWrite.write([series('metric_77', [[2, 100]])])
    expect(await remoteWrite.write(many(200, [[3, 1], [2, 2], [1, 3]]))).toEqual({ duplicate: 1, written: 599 })
    expect([...receiver.stored.values()].every((values) => values.size === 3)).toBe(true)
    expect(receiver.requests.length).toBeLessThan(30)
  })

  it('is halved until several bad ones stand alone, each by its reason', async () => {
    const { remoteWrite } = await withReceiver()
    await remoteWrite.write([series('metric_3', [[2, 100]])])
    const given = [...many(8, [[2, 2], [1, 3]]), series('old', [[200, 1], [1, 1]])]
    expect(await remoteWrite.write(given)).toEqual({ duplicate: 1, too_old: 1, written: 16 })
  })

  it('is given up after some hundred requests where nearly everything is bad', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    receiver.interrupt(() => ({ status: 400, body: 'out of order sample\n' }))
    expect(await remoteWrite.write(many(1000, [[2, 2], [1, 3]]))).toEqual({ out_of_order: 2000 })
    expect(receiver.requests.length).toBeLessThan(230)
  })

  it.each<[string, ReceiverAnswer, object]>([
    ['Thanos has another value', { status: 409, body: 'store locally for endpoint: conflict' }, { refused: 1 }],
    [
      'Mimir finds it too old',
      {
        status: 400,
        body: 'failed pushing to ingester: the sample has been rejected because its timestamp is too old (err-mimir-sample-timestamp-too-old)'
      },
      { too_old: 1 }
    ],
    ['there is no window for old ones', { status: 400, body: 'out of bounds' }, { too_old: 1 }],
    ['an older Prometheus calls that its own failure', { status: 500, body: 'too old sample' }, { too_old: 1 }],
    ['one sample is too large', { status: 413 }, { refused: 1 }]
  ])('counts one by the reason where %s', async (_, answer, counts) => {
    const { receiver, remoteWrite } = await withReceiver()
    receiver.interrupt(() => answer)
    expect(await remoteWrite.write([series('a', [[1, 1]])])).toEqual(counts)
  })
})

describe('a receiver in trouble', () => {
  it.each<[string, ReceiverAnswer, number | undefined]>([
    ['is limiting', { status: 429, retryAfter: '7' }, 7000],
    ['fails', { status: 500, body: 'database is closed' }, undefined],
    ['is starting', { status: 503, retryAfter: 'Sat, 28 Nov 2026 12:00:00 GMT' }, undefined],
    ['wants a token', { status: 401 }, undefined],
    [
      'has its receiver switched off',
      { status: 404, body: 'remote write receiver needs to be enabled with --web.enable-remote-write-receiver' },
      undefined
    ],
    ['expects TLS', { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }, undefined],
    ['stands behind a proxy that refuses', { status: 400, type: 'text/html', body: '<h1>400 Bad Request</h1>' }, undefined],
    ['has moved', { status: 301 }, undefined]
  ])('that %s gets the same samples again', async (_, answer, retryAfterMs) => {
    const { receiver, remoteWrite } = await withReceiver()
    const given = many(2, [
      [2, 1],
      [1, 2]
    ])
    receiver.interrupt((count) => (count === 1 ? answer : undefined))
    const error = await remoteWrite.write(given).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(RetryLaterError)
    expect((error as RetryLaterError).retryAfterMs).toBe(retryAfterMs)
    expect(await remoteWrite.write(given)).toEqual({ written: 4 })
  })

  it('that is not there says so, with its address', async () => {
    await expect(createRemoteWrite({ clock, url: 'http://127.0.0.1:1/api/v1/write' }).write(many(1, [[1, 1]]))).rejects.toThrow(
      'does not answer at http://127.0.0.1:1/api/v1/write'
    )
  })

  it('that fails in the middle of a halved request gets all of it again, and each sample is counted once', async () => {
    const { receiver, remoteWrite } = await withReceiver()
    await remoteWrite.write([series('metric_3', [[2, 100]])])
    const given = many(8, [[2, 2], [1, 3]])
    receiver.interrupt((count) => count === 4 ? { status: 503 } : undefined)
    await expect(remoteWrite.write(given)).rejects.toThrow(RetryLaterError)
    expect(await remoteWrite.write(given)).toEqual({ duplicate: 1, written: 15 })
  })
})
