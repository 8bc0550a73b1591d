import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { exchanges } from '../../../../collector/contract/test/fixtures.ts'
import { encodeLogs, type LogItem } from '../../../src/spool/batch/log-batch.ts'
import { encodeReport } from '../../../src/spool/batch/report-batch.ts'
import { requestHeaders, type Attempt } from '../../../src/spool/batch/request-headers.ts'
import { encodeSamples } from '../../../src/spool/batch/sample-batch.ts'
import { lateReport } from '../late-reports.ts'

const sender = { clientId: 'pi-kiosk-03', clientKey: '7Qm2vT9xWc4LpZ8sNd1RfYh6Bk3JgAe5UoXiCq0nVt4', agentVersion: '0.1.0' }
const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'
const stream = '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'
const wallMs = 1_795_608_000_000

const attempt = (after: Partial<Attempt>): Attempt => ({
  boot,
  monotonicMs: 91_000,
  wallMs,
  clockSynchronised: true,
  spoolOldestAgeMs: 0,
  dropped: {},
  ...after
})
const requestOf = (name: string) => exchanges[name]!.request
const itemsOf = (name: string): LogItem[] => (JSON.parse(requestOf(name).body) as { items: LogItem[] }).items

describe('the golden messages', () => {
  test('are what the agent makes of a first report', () => {
    const batch = encodeReport({ stream, boot, sequence: 1 }, requestOf('first-report').body)
    expect(requestHeaders(sender, batch, attempt({}))).toEqual(requestOf('first-report').headers)
    expect(gunzipSync(batch.body).toString()).toBe(requestOf('first-report').body)
    expect(batch.items).toBe(5)
  })

  test('are what the agent makes of the next try of the same batch', () => {
    const batch = encodeReport({ stream, boot, sequence: 1 }, requestOf('report-again').body)
    expect(requestHeaders(sender, batch, attempt({ monotonicMs: 94_210, wallMs: wallMs + 3210 }))).toEqual(
      requestOf('report-again').headers
    )
  })

  test('are what the agent makes of a shutdown report', () => {
    const batch = encodeReport({ stream, boot, sequence: 2 }, requestOf('goodbye').body, 'poweroff')
    expect(requestHeaders(sender, batch, attempt({ monotonicMs: 151_000, wallMs: wallMs + 60_000 }))).toEqual(requestOf('goodbye').headers)
    expect(gunzipSync(batch.body).toString()).toBe(requestOf('goodbye').body)
  })

  test('are what the agent makes of log lines that had to wait', () => {
    const batch = encodeLogs({ stream, boot, sequence: 1 }, itemsOf('logs'))
    const now = attempt({
      monotonicMs: 91_500,
      wallMs: wallMs + 500,
      clockSynchronised: false,
      spoolOldestAgeMs: 30_500,
      dropped: { logs: 7, report: 0 }
    })
    expect(requestHeaders(sender, batch, now)).toEqual(requestOf('logs').headers)
    expect(gunzipSync(batch.body).toString()).toBe(requestOf('logs').body)
    expect(batch.items).toBe(2)
  })

  test('are what the agent makes of reports that are late', () => {
    const batch = encodeSamples({ stream, boot, sequence: 1 }, [
      lateReport('# TYPE node_load1 gauge\nnode_load1 0.25\nnode_thermal_zone_temp{type="cpu-thermal",zone="0"} 48.3\n', 61_000),
      lateReport('node_thermal_zone_temp{type="cpu-thermal",zone="0"} 49.1\nmimamori_example{kind="その他"} NaN\n', 75_500)
    ])
    expect(
      requestHeaders(
        sender,
        batch,
        attempt({ monotonicMs: 91_500, wallMs: wallMs + 500, clockSynchronised: false, spoolOldestAgeMs: 30_500 })
      )
    ).toEqual(requestOf('samples').headers)
    expect(gunzipSync(batch.body).toString()).toBe(requestOf('samples').body)
    expect(batch.items).toBe(2)
  })

  test('are what the agent makes of lines of an earlier boot', () => {
    const batch = encodeLogs(
      { stream: 'b1e3a7d2-0c54-4e1b-8f6a-93d0c2f4e5a6', boot: '0e1c5a11-1f0e-4f7e-8d2c-5d3b1c2a9f00', sequence: 1 },
      itemsOf('logs-of-an-earlier-boot')
    )
    const now = attempt({
      monotonicMs: 91_500,
      wallMs: wallMs + 500,
      clockSynchronised: false,
      spoolOldestAgeMs: 7_200_000,
      bootStartedMs: 1_795_600_800_500
    })
    expect(requestHeaders(sender, batch, now)).toEqual(requestOf('logs-of-an-earlier-boot').headers)
    expect(gunzipSync(batch.body).toString()).toBe(requestOf('logs-of-an-earlier-boot').body)
  })
})

test('clocks are sent in whole milliseconds', () => {
  const batch = encodeReport({ stream, boot, sequence: 1 }, 'a 1\n')
  expect(requestHeaders(sender, batch, attempt({ monotonicMs: 12.6, wallMs: 3.2, spoolOldestAgeMs: 0.7 }))).toMatchObject({
    'mimamori-attempt-monotonic-ms': '13', 'mimamori-attempt-wall-ms': '3', 'mimamori-spool-oldest-age-ms': '1'
  })
})

test('an empty report is a batch of no series', () => {
  expect(encodeReport({ stream, boot, sequence: 1 }, '').items).toBe(0)
})

test('a report of any size and script is compressed whole, one after the other', () => {
  const texts = ['a 1\n', `# HELP a ${'温度'.repeat(40_000)}\n`, '# HELP b 😀\n', `# HELP c ${'x'.repeat(500_000)}\n`, 'a 2\n']
  const batches = texts.map((text) => encodeReport({ stream, boot, sequence: 1 }, text))
  expect(batches.map(({ body }) => gunzipSync(body).toString())).toEqual(texts)
})
