import { describe, expect, it } from 'vitest'
import { alertCheck } from '../../../src/run/canary/alert-check.ts'
import { reportCheck } from '../../../src/run/canary/report-check.ts'
import { runText } from '../../../src/text/runner-text.ts'

const never = new AbortController().signal
const { soak: text } = runText('en')

describe('alerts of a canary', () => {
  const since = '2026-03-14T09:30:00.000Z'
  const look = (labels: Record<string, string>, startsAt = '2026-03-14T09:31:00.000Z') =>
    alertCheck({ since, text, client: { activeAlerts: async () => [{ labels, startsAt }] } })(['pi-01'], never)

  it('stop the run where they began since it did', async () => {
    expect(await look({ device: 'pi-01', alertname: 'DeviceTooHot', severity: 'warning' })).toStrictEqual({
      host: 'pi-01', message: 'the canary pi-01 has an alert since its update: DeviceTooHot'
    })
    expect(await look({ device: 'pi-01', alertname: 'DeviceTooHot', severity: 'warning' }, '2026-03-14T09:29:00.000Z')).toBeUndefined()
  })

  it('are no finding about the version where they are about the device itself, and none at all where they are about earlier updates', async () => {
    expect(await look({ device: 'pi-01', alertname: 'DeviceDown', severity: 'warning' })).toStrictEqual({
      host: 'pi-01', message: 'the canary pi-01 has an alert since its update: DeviceDown', isAway: true
    })
    expect(await look({ device: 'pi-01', alertname: 'UpdateFailed', severity: 'warning' })).toBeUndefined()
  })

  it('are those that ask for somebody, of devices that are watched', async () => {
    expect(await look({ device: 'pi-01', alertname: 'UpdateRunning', severity: 'info' })).toBeUndefined()
    expect(await look({ device: 'pi-02', alertname: 'DeviceTooHot', severity: 'critical' })).toBeUndefined()
    expect(await look({ alertname: 'CollectorDown', severity: 'critical' })).toBeUndefined()
  })
})

describe('reports of a canary', () => {
  const client = (freshness: string, state = 'active') => ({
    get: async () => ({
      status: 200, body: { clients: [{ clientId: 'pi-01', state, freshness, reason: null, lastSeen: '2026-03-14T09:30:00.000Z' }] }
    })
  })
  const watched = (answers: readonly ReturnType<typeof client>[], freshBefore = new Set(['pi-01'])) => {
    let turn = 0
    return reportCheck({ freshBefore, text, client: { get: async () => await answers[turn++]!.get() } })
  }

  it('are missed where they stay away, which is no finding about the version', async () => {
    const look = watched([client('fresh'), client('late')])
    expect([await look(['pi-01'], never), await look(['pi-01'], never)]).toStrictEqual([
      undefined, { host: 'pi-01', message: 'the canary pi-01 has stopped reporting since its update', isAway: true }
    ])
  })

  it('say nothing where there were none before, or somebody has paused the device', async () => {
    const unknown = watched([client('late'), client('late')], new Set())
    const paused = watched([client('late', 'paused'), client('late', 'paused')])
    for (const look of [unknown, paused]) expect([
      await look(['pi-01'], never), await look(['pi-01'], never)
    ]).toStrictEqual([undefined, undefined])
  })
})
