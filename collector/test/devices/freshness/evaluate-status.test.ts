import { describe, expect, it } from 'vitest'
import { evaluateStatus, type Evidence } from '../../../src/devices/freshness/evaluate-status.ts'
import type { Connection } from '../../../src/devices/connection/connection.ts'
import type { ScrapeFailureCode } from '../../../src/devices/freshness/scrape-failure.ts'
import type { Device, DeviceKey } from '../../../src/devices/registry/device.ts'

const nowMs = Date.parse('2026-11-25T03:00:00Z')
const minutes = (count: number) => count * 60_000
const hours = (count: number) => count * 3_600_000

const device = (changes: Partial<Device> = {}): Device => ({
  id: 'pi-kiosk-03', address: '192.0.2.3', site: 'east', role: 'kiosk', labels: {}, state: 'active', stateSinceMs: nowMs - hours(100),
  limits: {}, enrolledAtMs: nowMs - hours(1000), keys: [], ...changes
})
const connection = (seenMsAgo: number, changes: Partial<Connection> = {}): Connection =>
  ({ lastSeenMs: nowMs - seenMsAgo, intervalSeconds: 60, reportsTotal: 1, dropped: {}, ...changes })
const evaluate = (changes: Partial<Evidence>) => evaluateStatus({
  device: device(), silentAfterSeconds: 43_200, downAfterSeconds: 600, connection: connection(0), quietMs: 0, nowMs,
  clockTrusted: true, siteSilent: false, ...changes
})

describe('after the clock was set', () => {
  it.each([
    -hours(8), hours(8), hours(100)
  ])('a device that has been quiet for ten minutes is late, though it was heard %i ms ago by that clock', (seenMsAgo) => {
    expect(evaluate({ connection: connection(seenMsAgo, { quietMs: minutes(10) }) })).toMatchObject({ freshness: 'late' })
  })

  it.each([-hours(8), hours(100)])('a device that has just been heard is fresh, though that was %i ms ago by that clock', (seenMsAgo) => {
    expect(evaluate({
      connection: connection(seenMsAgo, { quietMs: 1000 }), clockTrusted: false
    })).toEqual({ freshness: 'fresh', certain: false })
  })

  it('a device that was heard before this run, at a time that is still to come, is late', () => {
    expect(evaluate({ connection: connection(-hours(8)) })).toMatchObject({ freshness: 'late' })
  })
})

describe('in the off-hours of its site', () => {
  const offHours = { untilMs: nowMs + hours(9) }

  it.each([
    [minutes(10), 'late'],
    [hours(13), 'silent']
  ])('a device that was heard %i ms ago is not expected until its site has opened', (quietMs, freshness) => {
    expect(evaluate({ connection: connection(quietMs), offHours, siteSilent: true, reachable: false })).toEqual({
      freshness,
      certain: true,
      reachable: false,
      offHours: true,
      reason: { code: 'off_hours', untilMs: nowMs + hours(9) }
    })
  })

  it('a device that was switched off is where it should be', () => {
    expect(
      evaluate({ connection: connection(minutes(1), { shutdownReport: { reason: 'poweroff', atMs: nowMs - minutes(1) } }), offHours }).reason
    ).toEqual({ code: 'off_hours', untilMs: nowMs + hours(9) })
  })

  it('a device that reports has no reason, and none is expected of it', () => {
    expect(evaluate({ offHours })).toEqual({ freshness: 'fresh', certain: true, offHours: true })
  })

  it('what does not end with them stays the reason: a pause, a refused key, a first report that never came', () => {
    expect(evaluate({ device: device({ state: 'paused' }), connection: connection(hours(1)), offHours }).reason).toMatchObject({
      code: 'paused'
    })
    expect(evaluate({ connection: connection(hours(1), { refusedAtMs: nowMs - 1 }), offHours }).reason).toMatchObject({
      code: 'key_refused'
    })
    expect(evaluate({ device: device({ state: 'pending' }), connection: undefined, offHours }).reason).toMatchObject({
      code: 'never_reported'
    })
  })

  it('nothing follows from a clock that is not trusted', () => {
    expect(evaluate({ connection: connection(hours(13)), clockTrusted: false, offHours })).toEqual({
      freshness: 'late',
      certain: false,
      reason: { code: 'clock_untrusted' }
    })
  })
})

describe('freshness', () => {
  it.each([
    [0, 'fresh'], [minutes(3), 'fresh'], [minutes(3) + 1, 'late'], [hours(12), 'late'], [hours(12) + 1, 'silent']
  ])('of a device that was heard %i ms ago is %s', (quietMs, freshness) => {
    expect(evaluate({ connection: connection(quietMs) }).freshness).toBe(freshness)
  })

  it('goes by the interval that the device reports at', () => {
    expect(evaluate({ connection: connection(minutes(14), { intervalSeconds: 300 }) }).freshness).toBe('fresh')
    expect(evaluate({ connection: connection(minutes(16), { intervalSeconds: 300 }) }).freshness).toBe('late')
  })

  it('goes by the limit that holds for the device', () => {
    expect(evaluate({ silentAfterSeconds: 3600, connection: connection(hours(2)) }).freshness).toBe('silent')
  })

  it('of a device that never reported counts from its enrollment', () => {
    const pending = (ageMs: number) =>
      evaluate({ device: device({ state: 'pending', enrolledAtMs: nowMs - ageMs }), connection: undefined })
    expect(pending(minutes(1))).toMatchObject({ freshness: 'late', reason: { code: 'never_reported', atMs: nowMs - minutes(1) } })
    expect(pending(hours(13))).toMatchObject({ freshness: 'silent', reason: { code: 'never_reported' } })
  })

  it.each([
    ['resumed', 'active', connection(hours(100))],
    ['resumed before it ever reported', 'active', undefined],
    ['brought back by a new key', 'pending', connection(hours(100))]
  ] as const)('of a device that was %s counts from then', (_, state, heard) => {
    const back = (agoMs: number) => evaluate({ device: device({ state, stateSinceMs: nowMs - agoMs }), connection: heard }).freshness
    expect(back(0)).toBe('late')
    expect(back(hours(12))).toBe('late')
    expect(back(hours(12) + 1)).toBe('silent')
  })

  it('of a device that is paused is not put off by the pause', () => {
    expect(evaluate({ device: device({ state: 'paused', stateSinceMs: nowMs }), connection: connection(hours(13)) }).freshness).toBe(
      'silent'
    )
  })

  it('is never silent by a clock that is not trusted', () => {
    expect(evaluate({ connection: connection(hours(20)), clockTrusted: false })).toMatchObject({
      freshness: 'late',
      certain: false,
      reason: { code: 'clock_untrusted' }
    })
    expect(evaluate({ clockTrusted: false })).toStrictEqual({ freshness: 'fresh', certain: false })
  })
})

describe('down', () => {
  const quiet = (quietMs: number, changes: Partial<Evidence> = {}) => evaluate({ connection: connection(quietMs), quietMs, ...changes })

  it('is a device that has sent nothing for longer than its limit, as DeviceDown has it', () => {
    expect(quiet(minutes(10))).not.toHaveProperty('down')
    expect(quiet(minutes(10) + 1)).toMatchObject({ freshness: 'late', down: true })
    expect(quiet(minutes(10) + 1, { downAfterSeconds: 3600 })).not.toHaveProperty('down')
    expect(quiet(minutes(11), { clockTrusted: false })).toMatchObject({ down: true })
  })

  it.each<[string, Partial<Evidence>]>([
    ['has sent a shutdown report', { connection: connection(hours(1), { shutdownReport: { reason: 'poweroff', atMs: nowMs - hours(1) } }) }],
    ['is paused', { device: device({ state: 'paused' }) }],
    ['has never reported', { device: device({ state: 'pending' }), connection: undefined }],
    ['is off-hours', { offHours: {} }],
    ['was heard before this run of the collector, which has just begun', { quietMs: 0 }]
  ])('is not one that %s', (_, changes) => {
    expect(quiet(hours(1), changes)).not.toHaveProperty('down')
  })
})

describe('whether its address answers', () => {
  it('is given for a device that is not fresh, where it was probed', () => {
    expect(evaluate({ connection: connection(minutes(10)), reachable: false }).reachable).toBe(false)
    expect(evaluate({ connection: connection(minutes(10)) })).not.toHaveProperty('reachable')
    expect(evaluate({ reachable: true })).not.toHaveProperty('reachable')
  })

  it('is told by a scrape that fails with an answer, too', () => {
    const afterScrape = (code: ScrapeFailureCode) =>
      evaluate({ connection: connection(minutes(10)), reachable: false, scrapeFailure: { code, sinceMs: nowMs } }).reachable
    expect((['status', 'refused', 'not_metrics', 'certificate'] as const).map(afterScrape)).toEqual([true, true, true, true])
    expect((['no_answer', 'unknown_name', 'forbidden_address'] as const).map(afterScrape)).toEqual([false, false, false])
  })
})

describe('the reason', () => {
  const late = connection(minutes(10))

  it('is absent while the device is fresh', () => {
    expect(evaluate({})).toStrictEqual({ freshness: 'fresh', certain: true })
  })

  it.each([
    ['an answer', { reachable: true }, 'answers'],
    ['no answer', { reachable: false }, 'no_answer'],
    ['no probe yet', {}, 'probing'],
    ['no address', { device: (({ address: _, ...rest }: Device) => rest)(device()) }, 'no_address'],
    ['a silent site', { siteSilent: true, reachable: false }, 'site_silent'],
    ['a silent site where this device answers', { siteSilent: true, reachable: true }, 'answers']
  ] as const)('with %s is %s', (_, changes, code) => {
    expect(evaluate({ connection: late, ...changes }).reason?.code).toBe(code)
  })

  it.each(['poweroff', 'reboot', 'stopped'] as const)('is the shutdown report that was the last word: %s', (reason) => {
    const atMs = nowMs - minutes(10)
    expect(evaluate({ connection: connection(minutes(10), { shutdownReport: { reason, atMs } }), siteSilent: true }).reason).toStrictEqual({
      code: `goodbye_${reason}`,
      atMs
    })
  })

  it('is the shutdown report at once, before the device is late', () => {
    expect(evaluate({ connection: connection(5000, { shutdownReport: { reason: 'poweroff', atMs: nowMs - 5000 } }) })).toMatchObject({
      freshness: 'fresh',
      reason: { code: 'goodbye_poweroff' }
    })
  })

  it('is that its agent was stopped only once the device is late: a restart, as for an upgrade or a new key, is over by then', () => {
    const stopped = (agoMs: number, changes: Partial<Connection> = {}) =>
      evaluate({ connection: connection(agoMs, { shutdownReport: { reason: 'stopped', atMs: nowMs - agoMs }, ...changes }) })
    expect(stopped(minutes(3))).toStrictEqual({ freshness: 'fresh', certain: true })
    expect(stopped(minutes(3) + 1)).toStrictEqual({
      freshness: 'late',
      certain: true,
      reason: { code: 'goodbye_stopped', atMs: nowMs - minutes(3) - 1 }
    })
    expect(stopped(minutes(1), { refusal: { code: 'REPORT_INVALID', atMs: nowMs - minutes(2) } }).reason?.code).toBe('report_refused')
  })

  it('is the refused key of a device that came back after its shutdown report, also before it is late', () => {
    const gone = connection(9000, { shutdownReport: { reason: 'stopped', atMs: nowMs - 9000 }, refusedAtMs: nowMs - 2000 })
    expect(evaluate({ connection: gone })).toMatchObject({ freshness: 'fresh', reason: { code: 'key_refused', atMs: nowMs - 2000 } })
    expect(evaluate({ connection: connection(9000, { refusedAtMs: nowMs - 2000 }) }).reason).toBeUndefined()
  })

  it('forgets a shutdown report after which the device was heard', () => {
    expect(evaluate({ connection: connection(minutes(10), { shutdownReport: { reason: 'reboot', atMs: nowMs - hours(2) } }) }).reason?.code).toBe(
      'probing'
    )
  })

  it('says that a device answers again after it was switched off, but not after its agent was stopped', () => {
    const gone = (reason: 'poweroff' | 'stopped') =>
      evaluate({ connection: connection(minutes(10), { shutdownReport: { reason, atMs: nowMs - minutes(10) } }), reachable: true })
    expect(gone('poweroff').reason?.code).toBe('answers')
    expect(gone('stopped').reason?.code).toBe('goodbye_stopped')
  })

  it('is the refused key where that came after the last accepted message', () => {
    expect(evaluate({ connection: connection(minutes(10), { refusedAtMs: nowMs - 1000 }) }).reason).toStrictEqual({
      code: 'key_refused',
      atMs: nowMs - 1000
    })
    expect(evaluate({ connection: connection(minutes(10), { refusedAtMs: nowMs - hours(1) }) }).reason?.code).toBe('probing')
    expect(
      evaluate({
        device: device({ state: 'pending' }),
        connection: { intervalSeconds: 60, reportsTotal: 0, dropped: {}, refusedAtMs: nowMs }
      }).reason?.code
    ).toBe('key_refused')
  })

  it('of a refused key has the backup of the server if the device has neither reported nor got a key here since', () => {
    const backupMs = nowMs - hours(10)
    const of = (seenMsAgo: number, changes: Partial<Device> = {}) =>
      evaluate({ device: device(changes), connection: connection(seenMsAgo, { refusedAtMs: nowMs - 1000 }), backupMs }).reason
    expect(of(hours(10))).toStrictEqual({ code: 'key_refused', atMs: nowMs - 1000, backupMs })
    expect(of(hours(10) - 1)).toStrictEqual({ code: 'key_refused', atMs: nowMs - 1000 })
    expect(of(hours(11), { enrolledAtMs: nowMs - hours(9) })).not.toHaveProperty('backupMs')
    const key = { createdAtMs: nowMs - hours(9) } as DeviceKey
    expect(of(hours(11), { keys: [key] })).not.toHaveProperty('backupMs')
  })

  it('is no refused key where the device was heard in the same moment', () => {
    expect(evaluate({ connection: connection(minutes(10), { refusedAtMs: nowMs - minutes(10) }) }).reason?.code).toBe('probing')
  })

  it('is no refused key once the device has a newer one, until that is refused as well', () => {
    const refused = { intervalSeconds: 60, reportsTotal: 0, dropped: {}, refusedAtMs: nowMs - minutes(8) }
    const withNewKey = (agoMs: number, changes: Partial<DeviceKey> = {}) =>
      device({
        keys: [
          { hash: 'old', weak: false, createdAtMs: nowMs - hours(1000) },
          { hash: 'new', weak: false, createdAtMs: nowMs - agoMs, ...changes }
        ]
      })
    expect(evaluate({ device: withNewKey(minutes(2)), connection: refused }).reason).toStrictEqual({
      code: 'never_reported',
      atMs: nowMs - hours(1000)
    })
    expect(
      evaluate({ device: withNewKey(minutes(2)), connection: connection(minutes(10), { refusedAtMs: nowMs - minutes(8) }) }).reason?.code
    ).toBe('probing')
    expect(evaluate({ device: withNewKey(minutes(9)), connection: refused }).reason).toStrictEqual({
      code: 'key_refused',
      atMs: nowMs - minutes(8)
    })
    expect(evaluate({ device: withNewKey(minutes(8)), connection: refused }).reason?.code).toBe('key_refused')
    expect(evaluate({ device: withNewKey(minutes(2), { revokedAtMs: nowMs }), connection: refused }).reason?.code).toBe('key_refused')
  })

  it('is the refused report while the device is heard, and the silence once it is not', () => {
    const refusal = { code: 'EXPOSITION_REFUSED', atMs: nowMs }
    expect(evaluate({ connection: connection(0, { refusal }) })).toMatchObject({
      freshness: 'fresh',
      reason: { code: 'report_refused', atMs: nowMs, refusedAs: 'EXPOSITION_REFUSED' }
    })
    expect(evaluate({ connection: connection(minutes(10), { refusal }), reachable: false }).reason?.code).toBe('no_answer')
  })

  it('of a paused device is the pause, until when and why', () => {
    const paused = device({ state: 'paused', pausedUntilMs: nowMs + hours(60), pauseReason: '棚卸し' })
    expect(evaluate({ device: paused, connection: connection(hours(20)) }).reason).toStrictEqual({
      code: 'paused',
      atMs: paused.stateSinceMs,
      untilMs: nowMs + hours(60),
      note: '棚卸し'
    })
    const withoutEnd = device({ state: 'paused' })
    expect(evaluate({ device: withoutEnd }).reason).toStrictEqual({ code: 'paused', atMs: withoutEnd.stateSinceMs })
  })

  it.each(['retired', 'revoked'] as const)('of a device that is %s is that', (state) => {
    expect(evaluate({ device: device({ state }), connection: connection(hours(20), { refusedAtMs: nowMs }) }).reason).toMatchObject({
      code: state
    })
  })
})

describe('a device that is scraped', () => {
  const failed = (code: ScrapeFailureCode, sinceMs = nowMs - minutes(10)) => ({ scrapeFailure: { code, sinceMs } })
  const reason = (changes: Partial<Evidence>) => evaluate({ connection: connection(minutes(10)), ...changes }).reason?.code

  it('says why it could not be scraped, before its first answer and after its last', () => {
    const scrapeFailure = { code: 'status', detail: '404', sinceMs: nowMs - minutes(10) } as const
    const found = { code: 'scrape_failed', atMs: scrapeFailure.sinceMs, scrapeFailure: { code: 'status', detail: '404' } }
    expect(evaluate({ connection: undefined, scrapeFailure }).reason).toEqual(found)
    expect(evaluate({ connection: connection(minutes(10)), scrapeFailure }).reason).toEqual(found)
    expect(evaluate({ connection: connection(hours(13)), scrapeFailure })).toMatchObject({ freshness: 'silent', reason: found })
  })

  it('is like any other where nothing answers, and where it sent a shutdown report, is paused or off-hours', () => {
    expect(reason({ ...failed('no_answer'), reachable: false })).toBe('no_answer')
    expect(reason({ ...failed('no_answer'), siteSilent: true })).toBe('site_silent')
    expect(reason({ ...failed('refused'), siteSilent: true })).toBe('scrape_failed')
    expect(reason({ ...failed('no_answer'), reachable: true })).toBe('answers')
    expect(reason(failed('no_answer'))).toBe('scrape_failed')
    expect(reason({ ...failed('refused'), device: device({ state: 'paused' }) })).toBe('paused')
    expect(reason({ ...failed('refused'), offHours: {} })).toBe('off_hours')
    expect(reason({
      ...failed('refused'), connection: connection(minutes(10), { shutdownReport: { reason: 'poweroff', atMs: nowMs - minutes(10) } })
    })).toBe('goodbye_poweroff')
  })

  it('says so while it is heard in another way, once three intervals have failed', () => {
    expect(evaluate(failed('refused', nowMs - minutes(3))).reason).toBeUndefined()
    expect(evaluate(failed('refused', nowMs - minutes(3) - 1))).toMatchObject({ freshness: 'fresh', reason: { code: 'scrape_failed' } })
  })
})
