import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { clampFutureTimes } from '../../../src/platform/clock/clamp-future-times.ts'
import { collectorInTest } from '../../collector-in-test.ts'
import { temporaryDirectory } from '../../temporary-directory.ts'
import { finished, start } from '../../updates/update-messages.ts'

const today = Date.UTC(2026, 10, 25, 9)
const twoYears = 730 * 86_400_000

const settableClock = () => {
  const clock = { wallMs: today, elapsedMs: 0, nowMs: () => clock.wallMs, monotonicMs: () => clock.elapsedMs }
  return clock
}

describe('times of a clock that was ahead', () => {
  const arrange = () => {
    const clock = settableClock()
    const trust = { trusted: true }
    const clampedTo: number[] = []
    let fails = false
    const store = {
      clampTimes: async (nowMs: number) => {
        if (fails) throw new Error('the disk is full')
        clampedTo.push(nowMs)
      }
    }
    const errors: unknown[] = []
    const { check, close } = clampFutureTimes({ clock, trust, stores: [store], onError: (error) => errors.push(error), everyMs: 1e9 })
    onTestFinished(close)
    return { clock, trust, clampedTo, errors, check, fail: (value: boolean) => { fails = value } }
  }

  it('are looked for at the start, again once the clock was set back, and every hour', async () => {
    const { clock, clampedTo, check } = arrange()
    await check()
    clock.wallMs += twoYears
    await check()
    expect(clampedTo).toEqual([today])
    clock.wallMs = today + 5
    await check()
    await check()
    expect(clampedTo).toEqual([today, today + 5])
    clock.wallMs += 3_600_000
    clock.elapsedMs += 3_600_000
    await check()
    expect(clampedTo).toHaveLength(3)
  })

  it('are not looked for where the clock was slewed, by up to a second between two looks', async () => {
    const { clock, clampedTo, check } = arrange()
    await check()
    clock.wallMs -= 1000
    await check()
    expect(clampedTo).toEqual([today])
    clock.wallMs -= 1001
    await check()
    expect(clampedTo).toEqual([today, today - 2001])
    clock.wallMs += 58_000
    clock.elapsedMs += 60_000
    await check()
    expect(clampedTo).toHaveLength(3)
  })

  it('are looked for every second without being asked, until the end', async () => {
    vi.useFakeTimers()
    onTestFinished(() => { vi.useRealTimers() })
    const clock = settableClock()
    const clampedTo: number[] = []
    const { close } = clampFutureTimes({
      clock,
      trust: { trusted: true },
      stores: [
        {
          clampTimes: async (nowMs) => {
            clampedTo.push(nowMs)
          }
        }
      ],
      onError: () => {}
    })
    await vi.advanceTimersByTimeAsync(0)
    clock.wallMs -= 5000
    await vi.advanceTimersByTimeAsync(999)
    expect(clampedTo).toEqual([today])
    await vi.advanceTimersByTimeAsync(1)
    expect(clampedTo).toEqual([today, today - 5000])
    await close()
    clock.wallMs -= 5000
    await vi.advanceTimersByTimeAsync(10_000)
    expect(clampedTo).toHaveLength(2)
  })

  it('are taken back by one round at a time, and who looks meanwhile waits for it', async () => {
    const clock = settableClock()
    const begun: (() => void)[] = []
    const store = { clampTimes: () => new Promise<void>((resolve) => { begun.push(resolve) }) }
    const { check, close } = clampFutureTimes({ clock, trust: { trusted: true }, stores: [store], onError: () => {}, everyMs: 1e9 })
    onTestFinished(close)
    clock.wallMs -= 5000
    const looking = check()
    expect(begun).toHaveLength(1)
    begun[0]!()
    await looking
    const again = check()
    expect(begun).toHaveLength(2)
    begun[1]!()
    await again
  })

  it('are left while the clock is in doubt, which may be the one that is wrong', async () => {
    const { clock, trust, clampedTo, check } = arrange()
    await check()
    trust.trusted = false
    clock.wallMs = 0
    await check()
    clock.wallMs = today + 7
    trust.trusted = true
    await check()
    expect(clampedTo).toEqual([today, today + 7])
  })

  it('are tried again a minute later where they could not be stored', async () => {
    const { clock, clampedTo, errors, check, fail } = arrange()
    await check()
    fail(true)
    clock.wallMs -= 5000
    await check()
    expect(errors).toHaveLength(1)
    fail(false)
    clock.elapsedMs += 59_000
    clock.wallMs += 59_000
    await check()
    expect([clampedTo, errors]).toEqual([[today], [expect.any(Error)]])
    clock.elapsedMs += 1000
    clock.wallMs += 1000
    await check()
    expect(clampedTo).toEqual([today, today + 55_000])
  })

  it('are taken back by the other stores where one fails', async () => {
    const clock = settableClock()
    const clamped: string[] = []
    const errors: unknown[] = []
    const failing = { clampTimes: () => Promise.reject(new Error('damaged')) }
    const stores = [failing, { clampTimes: async () => { clamped.push('other') } }]
    const { check, close } = clampFutureTimes({
      clock,
      trust: { trusted: true },
      stores,
      onError: (error) => errors.push(error),
      everyMs: 1e9
    })
    onTestFinished(close)
    await check()
    expect([clamped, errors]).toEqual([['other'], [expect.any(Error)]])
  })

  it('are those after the time of each store, are left once the clock falls into doubt, and looked for again when it is trusted', async () => {
    const clock = settableClock()
    const trust = { trusted: true }
    const calls: [string, number][] = []
    const takes = (name: string, ms: number) => ({
      clampTimes: async (nowMs: number) => {
        calls.push([name, nowMs])
        clock.wallMs += ms
      }
    })
    const doubtful = {
      clampTimes: async () => {
        trust.trusted = calls.length > 2
      }
    }
    const { check, close } = clampFutureTimes({
      clock,
      trust,
      stores: [takes('a', 10), takes('b', 20), doubtful, takes('c', 0)],
      onError: () => {},
      everyMs: 1e9
    })
    onTestFinished(close)
    await check()
    expect(calls).toEqual([
      ['a', today],
      ['b', today + 10]
    ])
    trust.trusted = true
    await check()
    expect(calls.slice(2)).toEqual([
      ['a', today + 30],
      ['b', today + 40],
      ['c', today + 60]
    ])
  })

  it('hold up no end: what is under way is told to stop, and the rest is not begun', async () => {
    const begun: string[] = []
    const untilAborted = { clampTimes: async (_: number, signal?: AbortSignal) => {
      begun.push('first')
      await new Promise((resolve) => { signal!.addEventListener('abort', resolve) })
    } }
    const rest = { clampTimes: async () => { begun.push('second') } }
    await clampFutureTimes({
      clock: settableClock(),
      trust: { trusted: true },
      stores: [untilAborted, rest],
      onError: () => {},
      everyMs: 1e9
    }).close()
    expect(begun).toEqual(['first'])
  })
})

it('after a clock that was two years ahead nothing lies in the future, in memory and on the disk, and what comes later counts as newer', async () => {
  const clock = settableClock()
  const directory = temporaryDirectory()
  const collector = await collectorInTest({ directory, clock })
  const { deps, app, asAdmin, enroll, close } = collector
  await deps.clockGuard.confirm()
  const lines = [{ level: 'error', message: 'before', eventMs: today }] as const
  await deps.logs.append('pi-1', lines, { receivedMs: today, requestId: 'before' })
  clock.wallMs += twoYears
  const key = await enroll({ id: 'pi-1' })
  await asAdmin({ method: 'POST', url: '/api/tokens', payload: { name: 'ahead', role: 'viewer' } })
  const { code } = deps.access.createLoginCode({ name: 'admin', role: 'admin' })
  const session = await deps.access.exchangeLoginCode(code)
  const status = () =>
    app.inject({
      method: 'POST',
      url: '/api/clients/status',
      headers: { 'x-client-key': key },
      payload: {
        clientId: 'pi-1',
        hostname: 'pi-1',
        ipAddress: '192.0.2.1',
        cpuUsage: 1,
        memoryUsage: 2,
        diskUsage: 3,
        logs: [{ level: 'ERROR', message: 'ahead' }]
      }
    })
  expect((await status()).statusCode).toBe(200)
  const ahead = new Date(clock.wallMs).toISOString()
  await deps.updates.start(start({ startedAt: ahead }))
  await deps.updates.report(start().run, [finished('pi-1', 'updated', { at: ahead })], { requestId: 'r' })
  await deps.updates.end(start().run, { endedAt: ahead, outcome: 'succeeded' })

  // So long that it is looked for in any case, also where nobody looked while the clock was ahead.
  clock.wallMs = today + 3_900_000
  clock.elapsedMs += 3_900_000
  await deps.clockGuard.confirm()
  await vi.waitFor(
    async () => {
      expect(
        (await deps.logs.search({ order: 'newest', limit: 200 })).lines.filter(
          ({ receivedMs, eventMs }) => Math.max(receivedMs, eventMs) > clock.wallMs
        )
      ).toEqual([])
    },
    { timeout: 60_000 }
  )
  expect(deps.logs.latest('pi-1', 20).every(({ receivedMs }) => receivedMs <= clock.wallMs)).toBe(true)
  // The clock that nobody sets knows when it was really heard.
  expect(deps.connections.get('pi-1')?.lastSeenMs).toBe(clock.wallMs - 3_900_000)
  expect(deps.registry.get('pi-1')).toMatchObject({
    enrolledAtMs: clock.wallMs,
    keys: [{ createdAtMs: clock.wallMs, firstUsedAtMs: clock.wallMs }]
  })
  expect(deps.access.tokens().find(({ name }) => name === 'ahead')?.createdAtMs).toBe(clock.wallMs)
  expect(deps.updates.device('pi-1').last).toMatchObject({ outcome: 'updated', finishedMs: clock.wallMs, lastSuccessMs: clock.wallMs })
  await vi.waitFor(
    () => {
      expect(deps.logs.errorsLast24h('pi-1', clock.wallMs)).toBe(2)
    },
    { timeout: 20_000 }
  )

  clock.wallMs += 3_600_000
  const later = start({ run: '20261125-100000-0a1b2c', startedAt: new Date(clock.wallMs).toISOString() })
  await deps.updates.start(later)
  await deps.updates.report(later.run, [finished('pi-1', 'failed', { at: later.startedAt })], { requestId: 'r' })
  expect(deps.updates.device('pi-1').last).toMatchObject({ run: later.run, outcome: 'failed' })
  clock.wallMs += 31 * 86_400_000
  expect(deps.access.bySession(session!.secret)).toBeUndefined()

  await close()
  const database = new DatabaseSync(join(directory, 'mimamori.db'), { readOnly: true })
  onTestFinished(() => {
    database.close()
  })
  const columns = database
    .prepare(
      "SELECT m.name AS tbl, c.name AS col FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name LIKE '%\\_ms' ESCAPE '\\' AND c.name NOT IN ('leapt_ms', 'highest_ms')"
    )
    .all() as { tbl: string, col: string }[]
  expect(columns.length).toBeGreaterThan(20)
  const inFuture = columns.filter(
    ({ tbl, col }) => (database.prepare(`SELECT max(${col}) AS ms FROM ${tbl}`).get() as { ms: number | null }).ms! > clock.wallMs
  )
  expect(inFuture).toEqual([])
}, 120_000)
