import { beforeAll, describe, expect, test } from 'vitest'
import { batchHeaders, type BatchKind } from '@mimamori/contract'
import { bootHeaders } from '../boot-headers.ts'
import { clockInTest, collectorInTest, type CollectorInTest } from '../collector-in-test.ts'
import { untilAllEnd } from '../until-all-end.ts'

const id = 'pi-kiosk-03'
const halfMinuteMs = 30_000

/** A card was copied while its device was off: two agents with one key and one host name, each with its own boot, stream and address. */
describe('two machines with the key of one device', () => {
  const ended = untilAllEnd()
  const clock = clockInTest(Date.parse('2026-11-25T03:00:00Z'))
  let collector: CollectorInTest
  let key: string

  const machine = (address: string, bootedMs: number, dropped: string) => {
    const boot = bootHeaders()
    const sequences: Record<BatchKind, number> = { report: 0, logs: 0, samples: 0 }
    let ownKey: string | undefined
    const send = async (kind: BatchKind, payload: string | object, sequence = ++sequences[kind]): Promise<unknown> => {
      const answer = await collector.app.inject({
        method: 'POST',
        url: '/api/clients/batch',
        remoteAddress: address,
        payload,
        headers: {
          'x-client-key': ownKey ?? key,
          ...boot,
          [batchHeaders.kind]: kind,
          [batchHeaders.sequence]: String(sequence),
          [batchHeaders.attemptMonotonicMs]: String(clock.nowMs() - bootedMs),
          [batchHeaders.attemptWallMs]: String(clock.nowMs()),
          [batchHeaders.dropped]: dropped,
          ...(kind === 'report' && { 'content-type': 'text/plain; version=0.0.4' })
        }
      })
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json<object>()
    }
    return {
      /** As enroll-device.sh --copy does. */
      rename: async (name: string): Promise<void> => {
        ownKey = await collector.enroll({ id: name, address })
      },
      report: (cpuSeconds: number) =>
        send(
          'report',
          `node_uname_info{nodename="${id}"} 1\nnode_cpu_seconds_total{cpu="0",mode="idle"} ${cpuSeconds}\nnode_cpu_seconds_total{cpu="0",mode="user"} ${cpuSeconds}\n`
        ),
      logs: (message: string, sequence?: number) =>
        send('logs', { items: [{ monotonicMs: clock.nowMs() - bootedMs, wallMs: clock.nowMs(), level: 'info', message }] }, sequence)
    }
  }
  const dayBefore = clock.nowMs() - 86_400_000
  const original = machine('192.0.2.3', dayBefore, 'logs=5')
  const copy = machine('192.0.2.9', dayBefore + 3_600_000, 'logs=3')

  const warnings = async (language: string, of = id): Promise<readonly { readonly code: string, readonly text: string }[]> => {
    const { clients } = (await collector.asAdmin({ url: '/api/clients/status', headers: { 'accept-language': language } })).json<{
      clients: readonly { clientId: string, warnings: readonly { code: string, text: string }[] }[]
    }>()
    return clients.find(({ clientId }) => clientId === of)!.warnings
  }
  const inventory = async (name: string): Promise<string | undefined> =>
    new RegExp(`^mimamori_device_${name}\\{[^}]*\\} (.*)$`, 'm').exec(await collector.page('/metrics/inventory'))?.[1]

  beforeAll(async () => {
    collector = await collectorInTest({ until: ended, clock, env: { MIMAMORI_TIME_ZONE: 'Asia/Tokyo' } })
    key = await collector.enroll({ id, address: '192.0.2.3' })
    await original.report(100)
    clock.advance(60_000)
    await original.report(130)
    expect(await inventory('cpu_usage_ratio')).toBe('0.5')
    for (let turn = 0; turn < 5; turn++) {
      clock.advance(halfMinuteMs)
      await copy.report(5000 + turn)
      await copy.logs(`copy ${turn}`)
      clock.advance(halfMinuteMs)
      await original.report(160 + turn)
      await original.logs(`original ${turn}`)
    }
  })

  test('are shown with both addresses and host names, and when, and with what to do', async () => {
    expect(await warnings('en')).toEqual([
      {
        code: 'identity_conflict',
        text: 'Two machines report with its key, last in turn at 12:06 GMT+9: 192.0.2.9 (pi-kiosk-03) and 192.0.2.3 (pi-kiosk-03). Its SD card was probably copied: give one of them a name of its own, with enroll-device.sh --copy.'
      }
    ])
    expect(await warnings('ja')).toEqual([
      {
        code: 'identity_conflict',
        text: '2 台が同じキーで交互に報告しています（最後は 12:06 JST）：192.0.2.9（pi-kiosk-03）、192.0.2.3（pi-kiosk-03）。SD カードを複製したと思われます。enroll-device.sh --copy で、片方に別の名前を付けてください。'
      }
    ])
    expect(await inventory('identity_conflict_timestamp_seconds')).toBe(String(clock.nowMs() / 1000))
  })

  test('lose no line of either, though their batches have the same numbers, and a batch that comes again is not stored again', async () => {
    await copy.logs('copy 4', 5)
    await original.logs('original 4', 5)
    const { logs } = (await collector.asAdmin({ url: `/api/clients/logs?clientId=${id}&limit=100` })).json<{
      logs: readonly { message: string }[]
    }>()
    expect(logs.map(({ message }) => message).sort()).toEqual(
      ['copy', 'original'].flatMap((name) => [0, 1, 2, 3, 4].map((turn) => `${name} ${turn}`))
    )
  })

  test('have no usage of the processor from the difference of their counters, and what each dropped counts once', async () => {
    expect(await inventory('cpu_usage_ratio')).toBeUndefined()
    await collector.deps.connections.flush()
    expect(/^mimamori_device_dropped_items_total\{.*kind="logs".*\} (.*)$/m.exec(await collector.page('/metrics/inventory'))?.[1]).toBe('8')
  })

  test('are no conflict any more once one of them has reported under a name of its own, until they really take turns again', async () => {
    await copy.report(6000)
    clock.advance(halfMinuteMs)
    await original.report(300)
    expect(await warnings('en')).toMatchObject([{ code: 'identity_conflict' }])
    await copy.rename('pi-kiosk-04')
    expect(await warnings('en')).toMatchObject([{ code: 'identity_conflict' }])
    await copy.report(6001)
    expect([await warnings('en'), await warnings('en', 'pi-kiosk-04')]).toEqual([[], []])
    expect(await inventory('identity_conflict_timestamp_seconds')).toBeUndefined()
    clock.advance(halfMinuteMs)
    await original.report(301)
    expect(await warnings('en')).toEqual([])

    const second = machine('192.0.2.10', clock.nowMs(), 'logs=0')
    clock.advance(2 * halfMinuteMs)
    await second.report(1)
    clock.advance(2 * halfMinuteMs)
    await original.report(302)
    expect(await warnings('en')).toMatchObject([{ code: 'identity_conflict' }])
  })
})
