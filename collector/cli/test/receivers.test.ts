import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenFiring } from '../../test/alerts/golden-alerts.ts'
import { httpStandIn } from '../../test/alerts/stand-ins/http-stand-in.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { untilAllEnd } from '../../test/until-all-end.ts'
import { onServer } from './on-server.ts'

const secretFile = (secret: string): string => {
  const file = join(temporaryDirectory(), 'secret')
  writeFileSync(file, `${secret}\n`)
  return file
}

describe('mimamori receivers', () => {
  const server = onServer({ until: untilAllEnd() })

  test('adds, lists, changes and removes; a secret comes from a file, stays and is never shown', async () => {
    const { collector, mimamori } = await onServer()
    const file = secretFile('http://chat.factory.lan:8065/hooks/very-secret')
    expect(await mimamori(
      'receivers', 'add', 'chat', '--type', 'slack', '--url-file', file, '--language', 'ja', '--site', 'north', '--quiet', '18:00-08:00',
      '--time-zone', 'Asia/Tokyo'
    )).toMatchObject({ code: 0, out: expect.stringContaining('chat is saved') })
    expect(await mimamori('receivers', 'set', 'chat', '--severity', 'critical', '--quiet', '')).toMatchObject({ code: 0 })
    expect(collector.deps.alerting.receivers.get('chat')).toMatchObject({
      language: 'ja', sites: ['north'], severities: ['critical'], quietHours: null,
      channel: { url: 'http://chat.factory.lan:8065/hooks/very-secret' }
    })
    const { out } = await mimamori('receivers', 'list')
    expect(out.split('\n').slice(0, 2).map((line) => line.split(/ {2,}/))).toEqual([
      ['NAME', 'TYPE', 'LANGUAGE', 'SITES', 'SEVERITIES', 'QUIET HOURS', 'DESTINATION'],
      ['chat', 'slack', 'ja', 'north', 'critical', '–', 'http://chat.factory.lan:8065']
    ])
    expect((await mimamori('receivers', 'list', '--json')).out).not.toContain('very-secret')
    expect(await mimamori('receivers', 'remove', 'chat')).toMatchObject({ code: 0 })
    expect((await mimamori('receivers', 'list')).out).toContain('Nobody receives alerts yet')
  })

  test('sets quiet days and how often an alert is sent again, keeps what is left out, and lists quiet hours', async () => {
    const { collector, mimamori } = await onServer()
    const phones = () => collector.deps.alerting.receivers.get('phones')
    await mimamori(
      'receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts', '--quiet', '18:00-08:00',
      '--quiet-days', 'saturday,sunday', '--time-zone', 'Asia/Tokyo', '--repeat', 'critical=4h', '--repeat', 'warning=1d'
    )
    expect(phones()).toMatchObject({
      repeatSeconds: { critical: 14_400, warning: 86_400 },
      quietHours: { from: '18:00', to: '08:00', days: ['saturday', 'sunday'], timeZone: 'Asia/Tokyo' }
    })
    expect((await mimamori('receivers', 'list')).out).toMatch(
      /^phones .* 18:00-08:00 saturday,sunday Asia\/Tokyo {2}http:\/\/ntfy\.lan alerts$/m
    )
    expect(await mimamori('receivers', 'set', 'phones', '--quiet', '20:00-07:00', '--repeat', '')).toMatchObject({ code: 0 })
    expect(phones()).toMatchObject({
      repeatSeconds: {}, quietHours: { from: '20:00', days: ['saturday', 'sunday'], timeZone: 'Asia/Tokyo' }
    })
    await mimamori('receivers', 'set', 'phones', '--quiet-days', '')
    expect(phones()).toMatchObject({ quietHours: { from: '20:00', to: '07:00', days: [] } })
    expect(await mimamori('receivers', 'set', 'phones', '--repeat', 'often')).toMatchObject({
      code: 2, errors: expect.stringContaining('--repeat: expected a severity, and how often')
    })
    await mimamori('receivers', 'set', 'phones', '--quiet', '')
    expect(await mimamori('receivers', 'set', 'phones', '--quiet-days', 'monday')).toMatchObject({
      code: 2, errors: expect.stringContaining('--quiet is missing')
    })
  })

  test('takes away a sender or a token that is given empty', async () => {
    const { collector, mimamori } = await onServer()
    const channel = (name: string) => collector.deps.alerting.receivers.get(name).channel
    await mimamori('relay', 'set', '--host', 'mail.lan', '--from', 'mimamori@factory.lan')
    await mimamori('receivers', 'add', 'mail', '--type', 'email', '--to', 'line3@factory.lan', '--from', 'alerts@factory.lan')
    await mimamori(
      'receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts', '--token-file',
      secretFile('tk_1')
    )
    expect(channel('phones')).toMatchObject({ token: 'tk_1' })
    await mimamori('receivers', 'set', 'mail', '--from', '')
    await mimamori('receivers', 'set', 'phones', '--token-file', secretFile(''))
    expect([channel('mail'), channel('phones')]).toEqual([
      { type: 'email', to: ['line3@factory.lan'] }, { type: 'ntfy', server: 'http://ntfy.lan', topic: 'alerts' }
    ])
  })

  test.each([
    [
      ['--type', 'slack', '--url-file', 'ftp://chat.lan/very-secret'],
      'the content of --url-file was rejected: expected an http or https address'
    ],
    [['--type', 'slack'], '--url-file is missing'],
    [['--type', 'pigeon'], '--type: expected one of email, slack'],
    [['--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'a b'], '--topic: expected'],
    [
      ['--type', 'http', '--url-file', 'http://tower.lan', '--body-file', '{{nonsense}}'],
      'the content of --body-file was rejected: there is no placeholder nonsense'
    ],
    [['--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'a', '--repeat', 'critical=1m'], '--repeat: expected'],
    [['--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'a', '--severity', 'urgent'], '--severity: expected'],
    [
      ['--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'a', '--quiet', '18:00-08:00', '--time-zone', 'Tokio'],
      '--time-zone: expected'
    ],
    [['--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'a', '--quiet', '25:00-08:00'], '--quiet: expected']
  ])('names the option that is wrong, and never the secret: %j', async (options, said) => {
    const { mimamori } = await server
    const { code, errors } = await mimamori('receivers', 'add', 'chat', ...options.map((option, index) =>
      options[index - 1]?.endsWith('-file') ? secretFile(option) : option))
    expect([code, errors]).toEqual([2, expect.stringContaining(said)])
    expect(errors).not.toContain('very-secret')
  })

  test('says of a test that does not arrive why, and exits 1', async () => {
    const { mimamori } = await onServer()
    await mimamori('receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts')
    expect(await mimamori('receivers', 'test', 'phones')).toMatchObject({
      code: 1,
      out:
        'not sent  From the collector to Alertmanager\nnot sent  From Alertmanager back to the collector\nnot sent  From the collector ' +
          'to http://ntfy.lan',
      errors: expect.stringContaining('No Alertmanager is set')
    })
  })

  test('says in the list which receiver did not take its last message, and why', async () => {
    const { collector, mimamori } = await onServer()
    const { origin } = await httpStandIn(() => ({ status: 404 }))
    await mimamori('receivers', 'add', 'program', '--type', 'webhook', '--url-file', secretFile(`${origin}/very-secret`))
    expect((await mimamori('receivers', 'list')).out).not.toContain('Warning')
    await collector.asAdmin({ method: 'POST', url: '/api/receivers/program/notifications', body: goldenFiring })
    const { out } = await mimamori('receivers', 'list')
    expect(out).toMatch(
      /^Warning: program: the last message, .*\d\d:\d\d.*, did not arrive\. http:\/\/127\.0\.0\.1:\d+ does not know this address \(404\)\./m
    )
    expect(out).not.toContain('very-secret')
  })

  test('warns of a site that no device has, and names the nearest one', async () => {
    const { collector, mimamori } = await onServer()
    await collector.enroll({ id: 'pi-kiosk-03', site: 'north' })
    const warning = 'No device is enrolled at site nroth. Did you mean north?'
    expect(
      await mimamori('receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts', '--site', 'nroth')
    ).toMatchObject({ code: 0, out: expect.stringContaining(`Warning: ${warning}`) })
    expect((await mimamori('receivers', 'list')).out).toContain(`Warning: phones: ${warning}`)
    expect((await mimamori('receivers', 'set', 'phones', '--site', 'north')).out).not.toContain('Warning')
    expect(await mimamori('alerts', 'silence', '--site', 'nroth', '--until', '2999-01-01T08:00', '--reason', 'power work')).toMatchObject({
      code: 1, errors: 'mimamori: no device is enrolled at site nroth; did you mean north?'
    })
  })

  test('says how to enable one where every receiver is disabled', async () => {
    const { mimamori } = await onServer()
    await mimamori('receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts', '--enabled', 'no')
    expect((await mimamori('receivers', 'list')).out).toMatch(
      /every receiver is disabled\. To enable one: .* receivers set NAME --enabled yes/
    )
  })

  test('says where the port of the mail relay goes that was typed behind its host', async () => {
    const { mimamori } = await onServer()
    expect(await mimamori('relay', 'set', '--host', 'mail.lan:587', '--from', 'mimamori@factory.lan')).toMatchObject({
      code: 2, errors: 'mimamori: --host takes no port; use --host mail.lan --port 587'
    })
  })

  test('names what is wrong', async () => {
    const { mimamori } = await onServer()
    expect(await mimamori('receivers', 'add', 'mail', '--type', 'email', '--to', 'line3@factory.lan')).toMatchObject({
      code: 1, errors: expect.stringContaining('e-mail receivers need a mail relay')
    })
    expect(await mimamori(
      'relay', 'set', '--host', 'mail.lan', '--from', 'mimamori@factory.lan', '--user', 'm', '--password-file', secretFile('pass-word'),
      '--tls', 'none'
    )).toMatchObject({ code: 0, out: 'The mail relay is mail.lan:25' })
    expect(await mimamori('receivers', 'add', 'mail', '--type', 'email', '--to', 'line3')).toMatchObject({
      code: 2, errors: expect.stringContaining('--to: expected an e-mail address; may be given several times; got "line3"')
    })
    expect(await mimamori('receivers', 'add', 'x')).toMatchObject({
      code: 2, errors: expect.stringContaining('--type is missing: expected one of email, slack')
    })
    expect(await mimamori('receivers', 'set', 'nobody-there', '--site', 'x')).toMatchObject({
      code: 1, errors: expect.stringContaining('no receiver nobody-there')
    })
    expect(await mimamori('receivers', 'set', 'x')).toMatchObject({ code: 2 })
  })
})
