import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../temporary-directory.ts'
import { onServer } from './on-server.ts'

const secretFile = (secret: string): string => {
  const file = join(temporaryDirectory(), 'secret')
  writeFileSync(file, `${secret}\n`)
  return file
}

describe('mimamori receivers', () => {
  test('adds, lists, changes and removes; a secret comes from a file, stays and is never shown', async () => {
    const { collector, mimamori } = await onServer()
    const file = secretFile('http://chat.factory.lan:8065/hooks/very-secret')
    expect(await mimamori('receivers', 'add', 'chat', '--type', 'slack', '--url-file', file, '--language', 'ja', '--site', 'north', '--quiet', '18:00-08:00', '--time-zone', 'Asia/Tokyo')).toMatchObject({ code: 0, out: expect.stringContaining('chat is saved') })
    expect(await mimamori('receivers', 'set', 'chat', '--severity', 'critical', '--quiet', '')).toMatchObject({ code: 0 })
    expect(collector.deps.alerting.receivers.get('chat')).toMatchObject({ language: 'ja', sites: ['north'], severities: ['critical'], quietHours: null, channel: { url: 'http://chat.factory.lan:8065/hooks/very-secret' } })
    const { out } = await mimamori('receivers', 'list')
    expect(out).toMatch(/^chat {2}slack {2}ja {2}north {2}critical {2}http:\/\/chat\.factory\.lan:8065$/m)
    expect((await mimamori('receivers', 'list', '--json')).out).not.toContain('very-secret')
    expect(await mimamori('receivers', 'remove', 'chat')).toMatchObject({ code: 0 })
    expect((await mimamori('receivers', 'list')).out).toContain('Nobody receives alerts yet')
  })

  test('says of a test that does not arrive why, and exits 1', async () => {
    const { mimamori } = await onServer()
    await mimamori('receivers', 'add', 'phones', '--type', 'ntfy', '--server', 'http://ntfy.lan', '--topic', 'alerts')
    expect(await mimamori('receivers', 'test', 'phones')).toMatchObject({ code: 1, errors: expect.stringContaining('No Alertmanager is set') })
  })

  test('names what is wrong', async () => {
    const { mimamori } = await onServer()
    expect(await mimamori('receivers', 'add', 'mail', '--type', 'email', '--to', 'line3@factory.lan')).toMatchObject({ code: 1, errors: expect.stringContaining('receivers of e-mail need a mail relay') })
    expect(await mimamori('relay', 'set', '--host', 'mail.lan', '--from', 'mimamori@factory.lan', '--user', 'm', '--password-file', secretFile('pass-word'), '--tls', 'none')).toMatchObject({ code: 0, out: 'Mail goes through mail.lan:25' })
    expect(await mimamori('receivers', 'add', 'mail', '--type', 'email', '--to', 'line3')).toMatchObject({ code: 1, errors: expect.stringContaining('/channel/to/0: expected an address such as line3@factory.lan') })
    expect(await mimamori('receivers', 'add', 'x')).toMatchObject({ code: 2, errors: expect.stringContaining('--type is missing: expected one of email, webhook') })
    expect(await mimamori('receivers', 'set', 'nobody-there', '--site', 'x')).toMatchObject({ code: 1, errors: expect.stringContaining('no receiver nobody-there') })
    expect(await mimamori('receivers', 'set', 'x')).toMatchObject({ code: 2 })
  })
})
