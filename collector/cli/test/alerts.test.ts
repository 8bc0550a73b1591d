import { describe, expect, test } from 'vitest'
import { alertmanagerStandIn } from '../../test/alerts/stand-ins/alertmanager.ts'
import { goldenFingerprint, goldenFiring, goldenResolved, withAlert } from '../../test/alerts/golden-alerts.ts'
import { onServer } from './on-server.ts'

describe('mimamori alerts', () => {
  test('lists what fires and what ended, acknowledges with a note, and says that nobody is notified', async () => {
    const { collector, mimamori } = await onServer()
    const { alerts } = collector.deps.alerting
    expect((await mimamori('alerts', 'list')).out).toBe(
      'Nobody receives alerts: no Alertmanager is set. Set the server up with one, or set MIMAMORI_ALERTMANAGER_URL.\nNo alerts.'
    )
    await alerts.accept(goldenFiring)
    expect(await mimamori('alerts', 'ack', goldenFingerprint, '--note', 'cable ordered')).toMatchObject({
      code: 0, out: 'DeviceSilent pi-kiosk-03 is acknowledged'
    })
    expect((await mimamori('alerts', 'list', '--site', 'north')).out).toMatch(
      /9d3bf1a8b51a9c06 {2}critical {2}DeviceSilent {2}pi-kiosk-03 {2}north .* – +– +admin: cable ordered/
    )
    await collector.enroll({ id: 'pi-kiosk-04' })
    expect((await mimamori('alerts', 'list', '--device', 'pi-kiosk-04')).out).toContain('No alerts.')
    expect(await mimamori('alerts', 'unack', goldenFingerprint, '--lang', 'ja')).toMatchObject({
      code: 0, out: 'DeviceSilent pi-kiosk-03 の確認済みを取り消しました'
    })
    await alerts.accept(goldenResolved)
    expect(JSON.parse((await mimamori('alerts', 'list', '--state', 'resolved', '--json')).out)).toMatchObject([{
      fingerprint: goldenFingerprint, state: 'resolved'
    }])
    await alerts.accept(withAlert(goldenFiring, { startsAt: '2026-11-25T08:00:00Z' }))
    await alerts.unwatch((await alerts.firing()).map(({ id }) => ({ id, reason: 'paused' })))
    expect((await mimamori('alerts', 'list', '--state', 'resolved')).out).toMatch(/ No longer watched \(paused\) /)
    expect(await mimamori('alerts', 'ack', goldenFingerprint)).toMatchObject({
      code: 1, errors: expect.stringContaining(`no alert ${goldenFingerprint} is firing`)
    })
  })

  test('silences for a while, lists the silences and ends them', async () => {
    const alertmanager = await alertmanagerStandIn()
    const { collector, mimamori } = await onServer({ env: { MIMAMORI_ALERTMANAGER_URL: alertmanager.origin } })
    await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const { out } = await mimamori('alerts', 'silence', '--device', 'pi-kiosk-03', '--until', until, '--reason', 'power work', '--by', '田中')
    const id = /unsilence (\S+)$/.exec(out)![1]!
    expect(alertmanager.silences).toMatchObject([{ id, endsAt: until, createdBy: '田中', comment: 'power work' }])
    expect((await mimamori('alerts', 'silences')).out).toMatch(
      /^ID +MATCHERS +FROM +UNTIL +BY +REASON\n.*device="pi-kiosk-03" .* 田中 {2}power work$/
    )
    expect(await mimamori('alerts', 'unsilence', id)).toMatchObject({ code: 0 })
    expect(out).toMatch(/^Silenced\. /)
    const planned = (await mimamori(
      'alerts', 'silence', '--device', 'pi-kiosk-03', '--from', '2098-12-01', '--until', '2099-01-01', '--reason', 'x'
    )).out
    expect(planned).toMatch(/^Planned\. To cancel it: .* alerts unsilence \S+$/)
    await mimamori('alerts', 'unsilence', /unsilence (\S+)$/.exec(planned)![1]!)
    const mistyped = (await mimamori('alerts', 'silence', '--alertname', 'DiskFul', '--until', until, '--reason', 'x')).out
    expect(mistyped).toContain('No alert called DiskFul is known. Did you mean DiskFull?')
    expect((await mimamori('alerts', 'silences', '--lang', 'ja')).out).toContain('「DiskFull」の間違いではないか')
    await mimamori('alerts', 'unsilence', /unsilence (\S+)/.exec(mistyped)![1]!)
    expect((await mimamori('alerts', 'silences')).out).toBe('No silences.')
  })

  test('names what is wrong', async () => {
    const { collector, mimamori } = await onServer()
    expect(await mimamori('alerts', 'silence', '--until', '2099-01-01', '--reason', 'x')).toMatchObject({
      code: 2, errors: expect.stringContaining('nothing to silence')
    })
    expect(await mimamori('alerts', 'silence', '--alertname', 'DiskFull', '--until', 'soon', '--reason', 'x')).toMatchObject({
      code: 2, errors: expect.stringContaining('--until')
    })
    expect(await mimamori('alerts', 'silence', '--device', 'pi-kiosk-03', '--until', '2099-01-01', '--reason', 'x')).toMatchObject({
      code: 1, errors: expect.stringContaining('no device pi-kiosk-03;')
    })
    await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
    expect(await mimamori('alerts', 'silence', '--site', 'north', '--until', '2020-01-01', '--reason', 'x')).toMatchObject({
      code: 2, errors: expect.stringContaining('--until: expected a time in the future')
    })
    expect(await mimamori('alerts', 'silences')).toMatchObject({
      code: 1, errors: expect.stringContaining('no Alertmanager is set, or it does not answer')
    })
    expect(await mimamori('alerts', 'ack', 'x')).toMatchObject({ code: 2, errors: expect.stringContaining('16 hexadecimal digits') })
  })
})
