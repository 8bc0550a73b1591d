import { describe, expect } from 'vitest'
import { promtool, testWith } from '../debian-tool.ts'
import { expectedAlert } from './expected-alert.ts'
import { collectorSeries } from './inventory-series.ts'
import { complaints, complaintsAbout, type Expectation } from './rule-test.ts'

const test = testWith(promtool)

const instance = 'server:8080'
const down = (labels: Readonly<Record<string, string>> = { instance }) => expectedAlert('CollectorDown', { severity: 'critical', ...labels })

describe('CollectorDown', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorDown', firing })

  test('is silent through nine minutes of a restart, fires after ten, and ends when it answers', () => {
    const series = collectorSeries({ up: '1x29 0x60 1x60', trusted: '1x29 stale _x60 1x60' })
    expect(complaints(series, [at('29m'), at('39m'), at('40m', down()), at('1h30m', down()), at('1h31m')])).toBe(
      ''
    )
  })

  test('fires where only the page of the inventory is gone', () => {
    const series = { ...collectorSeries({ up: '1x60', trusted: '1x60' }), 'up{job="mimamori-inventory",instance="server:8080"}': '0x60' }
    expect(complaints(series, [at('9m'), at('10m', down())])).toBe('')
  })

  test('fires where Prometheus does not even know of a collector', () => {
    expect(complaints({ 'up{job="node",instance="pi-1"}': '1x60' }, [at('9m'), at('10m', down({ job: 'mimamori-inventory' }))])).toBe('')
  })
})

describe('CollectorClockUntrusted', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorClockUntrusted', firing })
  const untrusted = expectedAlert('CollectorClockUntrusted', { severity: 'critical', instance }, { page: '/admin' })

  test('gives a server that boots ten minutes, then fires until the clock is confirmed', () => {
    const series = collectorSeries({ up: '1x60', trusted: '0x29 1x60' })
    expect(complaints(series, [at('9m'), at('10m', untrusted), at('29m', untrusted), at('30m')])).toBe('')
  })
})

describe('CollectorCertificateEnds', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorCertificateEnds', firing })
  const ends = (value: string) => expectedAlert('CollectorCertificateEnds', { severity: 'warning', instance }, { value })

  test('is silent two weeks before, fires an hour later, says when it has expired, and ends with the next one', () => {
    const hours = 340
    // It expires 14 days and an hour after the beginning; a new one is served from hour 339 on.
    const series = {
      ...collectorSeries({ up: `1x${hours}`, trusted: `1x${hours}` }),
      'mimamori_collector_certificate_expiry_timestamp_seconds{job="mimamori-collector",instance="server:8080"}': '1213200x338 99999999x5'
    }
    expect(complaintsAbout([{ everyMinutes: 60, series, expectations: [
      at('2h'), at('3h', ends('13d 22h 0m')), at('338h', ends('-')), at('339h')
    ] }])).toBe('')
  })
})

describe('backups', () => {
  const hours = 1000
  const series = ({ up = `1x${hours}`, ...times }: Readonly<Record<string, string>>) => ({
    ...collectorSeries({ up, trusted: up }),
    ...Object.fromEntries(Object.entries(times).map(([name, values]) =>
      [`mimamori_backup_${name}_timestamp_seconds{job="mimamori-collector",instance="server:8080"}`, values]))
  })
  const firing = (alert: string, value?: string) =>
    expectedAlert(alert, { severity: 'warning', instance }, { ...value !== undefined && { value } })
  const complaintsOf = (given: ReturnType<typeof series>, expectations: readonly Expectation[]) =>
    complaintsAbout([{ everyMinutes: 60, series: given, expectations }])

  test('BackupFailed is silent for 36 hours after a backup, fires an hour later, and ends with the next', () => {
    const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'BackupFailed', firing: alerts })
    // Backups at hour 0 and hour 60.
    const given = series({ configured: `0x${hours}`, last_success: '0x59 216000x900' })
    expect(complaintsOf(given, [at('36h'), at('37h'), at('38h', firing('BackupFailed', '1d 14h 0m')), at('60h')])).toBe('')
  })

  test('BackupFailed fires where no backup has been made since they were set up, and never where they are not', () => {
    const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'BackupFailed', firing: alerts })
    expect(complaintsOf(series({ configured: `0x${hours}` }), [at('36h'), at('38h', firing('BackupFailed', '1d 14h 0m'))])).toBe('')
    expect(complaintsOf(series({}), [at('38h'), at('900h')])).toBe('')
  })

  test('BackupFailed goes on while the collector cannot be asked', () => {
    const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'BackupFailed', firing: alerts })
    const given = series({ up: '1x2300 0x100', configured: '0x2300 stale' })
    expect(complaints(given, [at('38h', firing('BackupFailed', '1d 14h 0m')), at('39h', firing('BackupFailed'))])).toBe('')
  })

  test('BackupUnproven is silent for 40 days after a proof, fires an hour later, and ends with the next', () => {
    const at = (time: string, ...alerts: Expectation['firing']): Expectation => ({ at: time, alert: 'BackupUnproven', firing: alerts })
    const given = series({ configured: `0x${hours}`, last_proven: '0x979 3528000x20' })
    expect(complaintsOf(given, [at('960h'), at('961h'), at('962h', firing('BackupUnproven', '40d 2h 0m')), at('980h')])).toBe('')
  })
})

describe('CollectorDiskSlow', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'CollectorDiskSlow', firing })
  const slow = (value?: string) =>
    expectedAlert('CollectorDiskSlow', { severity: 'warning', instance }, { page: '/admin', ...value !== undefined && { value } })
  /** Sixty commits a minute, none longer than five seconds, and of how many those within a second. */
  const series = (withinSecond: string, up = '1x130') => ({
    ...collectorSeries({ up, trusted: up }),
    ...Object.fromEntries([['1', withinSecond], ['5', '0+60x130'], ['+Inf', '0+60x130']].map(([le, values]) =>
      [`mimamori_collector_commit_duration_seconds_bucket{job="mimamori-collector",instance="server:8080",le="${le}"}`, values!]))
  })

  test('fires once one in ten commits has taken longer than a second for half an hour, and ends when the disk is quick again', () => {
    // One in five, from minute 31 to 80.
    expect(complaints(series('0+60x30 1848+48x49 4260+60x50'), [at('65m'), at('70m', slow('3.0')), at('80m', slow('3.0')), at('95m')])).toBe('')
  })

  test('is silent of one in twenty, as on a card that is busy each hour', () => {
    expect(complaints(series('0+57x130'), [at('70m'), at('120m')])).toBe('')
  })

  test('goes on while the collector cannot be asked', () => {
    const given = Object.fromEntries(Object.entries(series('0+48x130')).map(([name, values]) =>
      [name, values.startsWith('0+') ? `${values.replace('130', '60')} stale` : values]))
    expect(complaints({ ...given, ...collectorSeries({ up: '1x60 0x60', trusted: '1x60' }) }, [at('55m', slow('3.0')), at('100m', slow())])).toBe('')
  })
})

describe('LogNotStored', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'LogNotStored', firing })
  const filled = (value?: string) =>
    expectedAlert('LogNotStored', { severity: 'warning', instance }, { page: '/admin/logs', ...value !== undefined && { value } })
  const series = ({ up, backendUp, queued }: Readonly<Record<'up' | 'backendUp' | 'queued', string>>) => ({
    ...collectorSeries({ up, trusted: up }),
    'mimamori_collector_log_backend_up{job="mimamori-collector",instance="server:8080"}': backendUp,
    'mimamori_collector_log_queue_bytes{job="mimamori-collector",instance="server:8080"}': queued,
    'mimamori_collector_log_queue_limit_bytes{job="mimamori-collector",instance="server:8080"}': '1000x120'
  })

  test('gives a restart of Loki a quarter of an hour, then fires, says how full it is, and ends once lines are stored', () => {
    const given = series({ up: '1x120', backendUp: '1x9 0x29 1x60', queued: '0x9 10+10x29 0x60' })
    expect(complaints(given, [at('24m'), at('25m', filled('16%')), at('39m', filled('30%')), at('40m')])).toBe('')
  })

  test('a queue that is long while lines are stored is no alert', () => {
    expect(complaints(series({ up: '1x120', backendUp: '1x120', queued: '900x120' }), [at('1h')])).toBe('')
  })

  test('goes on while the collector cannot be asked', () => {
    const given = series({ up: '1x29 0x30 1x60', backendUp: '0x29 stale _x30 1x60', queued: '500x29 stale _x30 0x60' })
    expect(complaints(given, [at('15m', filled('50%')), at('45m', filled()), at('1h1m')])).toBe('')
  })
})

describe('LogLinesRefused', () => {
  const at = (time: string, ...firing: Expectation['firing']): Expectation => ({ at: time, alert: 'LogLinesRefused', firing })
  const lines = (value?: string) =>
    expectedAlert('LogLinesRefused', { severity: 'warning', instance }, { page: '/admin/logs', ...value !== undefined && { value } })
  const series = (up: string, counts: Readonly<Record<string, string>>) => ({
    ...collectorSeries({ up, trusted: up }),
    ...Object.fromEntries(
      Object.entries(counts).map(([reason, values]) => [
        `mimamori_collector_loki_lines_refused_total{job="mimamori-collector",instance="server:8080",reason="${reason}"}`,
        values
      ])
    )
  })

  test('is silent while nothing is refused, fires ten minutes after the first line, with those of all reasons, and ends an hour after the last', () => {
    const given = series('1x200', { too_old: '0x60 12x140', too_long: '3x60 4x140', other: '0x200' })
    expect(complaints(given, [at('60m'), at('1h10m'), at('1h15m', lines('13')), at('1h55m', lines('13')), at('2h5m')])).toBe('')
  })

  test('goes on while the collector cannot be asked', () => {
    const given = series('1x79 0x100', { too_old: '0x60 12x19 stale' })
    expect(complaints(given, [at('1h15m', lines('12')), at('2h30m', lines())])).toBe('')
  })
})

describe('Watchdog', () => {
  test('fires from the first evaluation, with nothing to go by', () => {
    const firing = [expectedAlert('Watchdog', { severity: 'info' })]
    expect(complaints({ unrelated: '1x5' }, [{ at: '0m', alert: 'Watchdog', firing }])).toBe('')
  })
})
