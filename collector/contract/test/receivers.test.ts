import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bodyEncoding, channelTypes, fillTemplate, mailRelay, receiver } from '../src/index.ts'

const golden = JSON.parse(readFileSync(new URL('../fixtures/receivers/receivers.json', import.meta.url), 'utf8')) as {
  readonly relay: object
  readonly receivers: readonly { readonly name: string, readonly channel: { readonly type: string } }[]
}
const of = (name: string) => golden.receivers.find((each) => each.name === name)!
const issuesOf = (given: unknown): readonly string[] =>
  receiver.safeParse(given).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? []
const withChannel = (channel: object): readonly string[] => issuesOf({ name: 'x', language: 'en', channel })

describe('a receiver', () => {
  test.each(golden.receivers)('is taken with the channel of $name', (given) => {
    expect(receiver.parse(given)).toMatchObject(given)
  })

  test('has a golden example of every channel', () => {
    expect(golden.receivers.map(({ channel }) => channel.type).sort()).toEqual(channelTypes.toSorted())
  })

  test('is notified of everything, always and at Mimamori’s own intervals, unless it says otherwise', () => {
    expect(receiver.parse({ name: 'x', language: 'en', channel: of('program').channel })).toMatchObject({
      sites: [],
      severities: [],
      repeatSeconds: {},
      quietHours: null,
      enabled: true
    })
  })

  test.each(['relay', 'nobody', 'watchdog', 'configuration', 'Chat', 'a b', 'a/test', ''])('is not named “%s”', (name) => {
    expect(issuesOf({ ...of('chat'), name })).not.toEqual([])
  })

  test.each([
    ['http://169.254.169.254/latest/meta-data', 'channel/url: must not be a link-local address'],
    ['http://[fe80::1]/', 'channel/url: must not be a link-local address'],
    ['http://[::ffff:169.254.169.254]/', 'channel/url: must not be a link-local address'],
    ['http://2852039166/', 'channel/url: must not be a link-local address'],
    ['http://metadata.google.internal/', 'channel/url: must not be a link-local address'],
    ['file:///etc/passwd', 'channel/url: expected an http or https address, such as http://chat.factory.lan:8065/hooks/…'],
    ['chat.factory.lan', 'channel/url: expected an http or https address, such as http://chat.factory.lan:8065/hooks/…']
  ])('is not notified at %s', (url, issue) => {
    expect(withChannel({ type: 'webhook', url })).toEqual([issue])
  })

  test.each(['http://127.0.0.1:9000/', 'http://192.168.10.5/', 'http://chat:8065/'])('may be notified at %s', (url) => {
    expect(withChannel({ type: 'webhook', url })).toEqual([])
  })

  test('has quiet hours at times of a day in a known time zone', () => {
    const quiet = (quietHours: object) => issuesOf({ ...of('chat'), quietHours })
    expect(quiet({ from: '24:00', to: '08:00' })).toEqual(['quietHours/from: expected a time such as 18:00'])
    expect(quiet({ from: '08:00', to: '08:00' })).toEqual(['quietHours/to: expected another time than from'])
    expect(quiet({ from: '18:00', to: '08:00', timeZone: 'Asia/Osaka' })).toEqual([
      'quietHours/timeZone: expected a time zone such as Asia/Tokyo'
    ])
  })
})

describe('a service on the internet', () => {
  test.each([
    ['telegram', { chat: 'line3' }, 'channel/chat: expected a chat’s ID such as -1001234567890, or a channel’s name such as @factory'],
    ['line', { chat: 'U123' }, 'channel/chat: expected the ID of a user, group or room: U, C or R and 32 of 0–9 and a–f'],
    ['oncall', { server: 'http://user:secret@proxy.lan' }, 'channel/server: expected an address without a login, path or query'],
    ['oncall', { server: 'http://proxy.lan/?key=secret' }, 'channel/server: expected an address without a login, path or query']
  ])('such as %s refuses %j', (name, change, issue) => {
    expect(withChannel({ ...of(name).channel, ...change })).toEqual([issue])
  })

  test('is spoken to at its published address, if no other is given', () => {
    expect(receiver.parse({ name: 'x', language: 'en', channel: { ...of('oncall').channel, server: undefined } }).channel).toMatchObject({
      server: 'https://events.pagerduty.com'
    })
  })
})

describe('the template of a plain request', () => {
  const http = { type: 'http', url: 'http://tower.lan/', headers: { 'Content-Type': 'application/json' } }

  test('has only known placeholders, which the message names', () => {
    expect(withChannel({ ...http, body: '{"a":"{{titel}}"}' })).toEqual([
      'channel/body: there is no placeholder titel; known here: title, text, status, severity, alertname, site, device, count'
    ])
    for (const body of ['{"lamp":"{{ .Status }"}', '{"a":"{{title}"}']) {
      expect(withChannel({ ...http, body })).toEqual([
        'channel/body: expected {{title}} or another placeholder, with two braces at each end; got {{ without its }}'
      ])
    }
    expect(withChannel({ ...http, body: '{"a":{"b":{"c":"{{title}}"}}}' })).toEqual([])
    expect(withChannel({ ...http, url: 'http://tower.lan/?x={{nothing}}' })).toEqual([
      expect.stringContaining('channel/url: there is no placeholder nothing')
    ])
  })

  test('is JSON once it is filled, where it says that it is', () => {
    expect(withChannel({ ...http, body: '{"a":{{title}}}' })).toEqual([
      'channel/body: is no JSON once its placeholders are filled; all but {{count}}, which is a number, need quotation marks: "{{title}}"'
    ])
    expect(withChannel({ ...http, body: '{"a":"{{title}}","n":[1]}' })).toEqual([])
    expect(withChannel({ ...http, body: '{"n":{{count}},"text":"{{count}}"}' })).toEqual([])
  })

  test('has no placeholder in the name of the host', () => {
    expect(withChannel({ ...http, url: 'http://{{site}}.lan/' })).not.toEqual([])
  })

  test('is filled so that no value ends the string that it stands in', () => {
    const values = { title: 'a "b"\n', text: '', status: '', severity: '', alertname: '', site: 'A&b=c', device: '', count: '' }
    expect(fillTemplate('{"t":"{{ title }}"}', values, bodyEncoding('application/json; charset=utf-8'))).toBe(String.raw`{"t":"a \"b\"\n"}`)
    expect(fillTemplate('site={{site}}', values, bodyEncoding('application/x-www-form-urlencoded'))).toBe('site=A%26b%3Dc')
    expect(fillTemplate('{{site}} {{unknown}}', values, bodyEncoding('text/plain'))).toBe('A&b=c {{unknown}}')
  })
})

describe('the mail relay', () => {
  const issues = (change: object) =>
    mailRelay.safeParse({ ...golden.relay, ...change }).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? []

  test('is taken', () => { expect(issues({})).toEqual([]) })

  test('is encrypted from the first byte on any port but 25, and on port 465 always', () => {
    const issue = ['tls: implicit is for port 465, not for port 25']
    expect(issues({ port: 465 })).toEqual(issue)
    expect(issues({ port: 25, tls: 'implicit' })).toEqual(issue)
    for (const port of [465, 2465]) expect(issues({ port, tls: 'implicit' })).toEqual([])
  })

  test.each(['169.254.1.1', 'fe80::1', '2852039166'])('is not at the link-local address %s', (host) => {
    expect(issues({ host })).toContain('host: must not be a link-local address')
  })

  test('has a user and a password, or neither', () => {
    expect(issues({ user: 'mimamori' })).toEqual(['password: expected a password for the user'])
    expect(issues({ password: 'x' })).toEqual(['user: expected a user for the password'])
  })
})
