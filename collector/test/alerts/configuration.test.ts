import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { receiver, weekdays } from '@mimamori/contract'
import { readBaseConfiguration, type BaseConfiguration } from '../../src/alerts/alertmanager/base-configuration.ts'
import { buildConfiguration, type Configuration } from '../../src/alerts/alertmanager/configuration.ts'
import type { Calendar } from '@mimamori/contract/calendar'
import type { NotificationSettings } from '../../src/alerts/receivers/receivers.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { untilAllEnd } from '../until-all-end.ts'
import { siteInTest } from '../../contract/test/calendar/calendar-in-test.ts'
import type { Route } from '../../src/alerts/alertmanager/routes.ts'
import { amtool, describeWithAmtool } from './amtool-in-test.ts'
import { everyReceiver, everyReceiverSettings, goldenReceiver, goldenSecrets } from './golden-receivers.ts'

interface Built {
  readonly route: {
    readonly receiver: string
    readonly group_by: readonly string[]
    readonly routes: readonly { readonly receiver?: string }[]
  }
  readonly receivers: readonly (Readonly<Record<string, unknown>> & { readonly name: string })[]
  readonly inhibit_rules: unknown
  readonly time_intervals?: unknown
  readonly templates: readonly string[]
}

let base: BaseConfiguration
const directory = temporaryDirectory(untilAllEnd())
beforeAll(async () => { base = await readBaseConfiguration(join(import.meta.dirname, '../../../dashboards/out/alertmanager.yml')) })

const build = (given: NotificationSettings = everyReceiverSettings, calendar: Calendar = new Map()): Configuration =>
  buildConfiguration(given, {
    base,
    directory,
    calendar,
    serverTimeZone: 'Asia/Tokyo',
    own: {
      url: 'https://127.0.0.1:8080',
      tokenFile: '/data/tokens/alertmanager',
      tls: { caFile: '/etc/mimamori/cert.pem', serverName: 'mimamori.lan' }
    }
  })
const read = (configuration: Configuration): Built => parse(configuration.yaml) as Built
const noted = (name: string) => ({ url: `https://127.0.0.1:8080/api/alerts?receiver=${name}` })
const integrationOf = (configuration: Configuration, name: string) => read(configuration).receivers.find((each) => each.name === name)

describe('Alertmanager’s configuration', () => {
  test('has intervals, inhibitions and Watchdog’s route from the base, and a branch for each receiver', () => {
    const { route, inhibit_rules: inhibitions } = read(build())
    expect(route.group_by).toEqual(base.route['group_by'])
    expect(inhibitions).toEqual(
      base.inhibit_rules.map((rule) => ({ ...rule, source_matchers: [...rule.source_matchers, 'mimamori_late_end=""'] }))
    )
    expect(route.receiver).toBe('nobody')
    expect(route.routes.map((each) => each.receiver)).toEqual([
      undefined, undefined, 'collector', 'watchdog', ...everyReceiver.map(({ name }) => name)
    ])
  })

  test('has each receiver notified of what one cause brings to many sites by one message, and in its quiet hours of neither', () => {
    const { route: { routes } } = read(build({ ...everyReceiverSettings, receivers: ['plain', 'quiet'].map((name) => ({
      ...goldenReceiver('phones'), name, repeatSeconds: {}, quietHours: name === 'quiet' ? { from: '18:00', to: '08:00', days: [] } : null
    })) }))
    const group = { matchers: [expect.stringMatching(/^alertname=~".*\bSiteSilent\b.*\bVersionDrift\b/)], group_by: ['alertname'] }
    const [plain, quiet] = ['plain', 'quiet'].map((name) => routes.find(({ receiver }) => receiver === name))
    const muted = [
      { matchers: ['severity="critical"'] },
      { mute_time_intervals: ['quiet-quiet'] },
      { mute_time_intervals: ['quiet-quiet'] }
    ]
    expect(plain).toMatchObject({ routes: [group, {}, {}, {}] })
    expect(quiet).toMatchObject({ routes: [{ ...group, routes: muted }, ...muted] })
    // By them Alertmanager knows what somebody was notified of (`Route.Key` in its dispatch/route.go): new quiet hours must send nothing
    // again.
    const matchersOf = ({ matchers, routes: below = [] }: Route): unknown => [matchers, below.map(matchersOf)]
    expect(matchersOf(quiet as Route)).toEqual(matchersOf(plain as Route))
  })

  test('has secrets in files of their own, and nowhere else', () => {
    const { yaml, files } = build()
    for (const secret of goldenSecrets) expect(yaml).not.toContain(secret)
    expect(files.filter(({ isSecret }) => isSecret).map(({ name, content }) => [name, content])).toEqual([
      ['maintenance-password', 'relay-pass-word'], ['program-url', 'http://192.168.10.5:5001/hook?key=f2c1a4'],
      ['chat-url', 'http://chat.factory.lan:8065/hooks/xq3f7t']
    ])
    expect(files.filter(({ isSecret }) => !isSecret).map(({ name }) => name)).toEqual(['messages.tmpl'])
  })

  test('has the collector deliver to everybody, with a token and its certificate', () => {
    expect(integrationOf(build(), 'phones')).toMatchObject({
      webhook_configs: [
        {
          url: 'https://127.0.0.1:8080/api/receivers/phones/notifications',
          send_resolved: true,
          http_config: {
            follow_redirects: false,
            authorization: { credentials_file: '/data/tokens/alertmanager' },
            tls_config: { ca_file: '/etc/mimamori/cert.pem', server_name: 'mimamori.lan' }
          }
        }
      ]
    })
  })

  test('has the collector keep every alert', () => {
    expect(integrationOf(build(), 'collector')).toMatchObject({
      webhook_configs: [{ url: 'https://127.0.0.1:8080/api/alerts', send_resolved: true }]
    })
    expect(read(build()).route.routes[2]).toEqual({
      receiver: 'collector', matchers: ['alertname!="Watchdog"'], continue: true, group_wait: '0s', group_interval: '5s'
    })
  })

  test('brings mail, chats and webhooks itself that the collector is down', () => {
    const routesOf = (configuration: Configuration, name: string) =>
      (read(configuration).route.routes.find((each) => each.receiver === name) as { readonly routes: readonly object[] }).routes
    expect(routesOf(build(), 'program')[0]).toEqual({
      receiver: 'program/past-collector', matchers: ['alertname="CollectorDown"'], repeat_interval: '3600s'
    })
    const past = (name: string) => integrationOf(build(), `${name}/past-collector`)
    expect(past('program')).toMatchObject({
      webhook_configs: [{ url_file: join(directory, 'program-url'), send_resolved: true }, noted('program')]
    })
    expect(past('chat')).toMatchObject({
      slack_configs: [{ api_url_file: join(directory, 'chat-url'), send_resolved: true }], webhook_configs: [noted('chat')]
    })
    expect(past('maintenance')).toMatchObject({
      email_configs: [{ to: 'line3@factory.lan, chief@factory.lan', require_tls: false }], webhook_configs: [noted('maintenance')]
    })
    expect(past('phones')).toBeUndefined()
    expect(routesOf(build(), 'phones').filter((each) => 'receiver' in each)).toEqual([])
  })

  test('tests by a receiver of its own, which sends no resolution', () => {
    expect(integrationOf(build(), 'chat/test')).toMatchObject({
      webhook_configs: [{ url: 'https://127.0.0.1:8080/api/receivers/chat/notifications', send_resolved: false }]
    })
  })

  test('has late ends by receivers of their own, held back for the same hours and never repeated', () => {
    expect(integrationOf(build(), 'chat/end')).toMatchObject({
      webhook_configs: [{ url: 'https://127.0.0.1:8080/api/receivers/chat/notifications', send_resolved: false }]
    })
    const {
      route: { routes }
    } = read(
      build({
        ...everyReceiverSettings,
        receivers: [{ ...goldenReceiver('chat'), repeatSeconds: { warning: 900 }, quietHours: { from: '18:00', to: '08:00', days: [] } }]
      })
    )
    const muted = [{ matchers: ['severity="critical"'] }, { mute_time_intervals: ['quiet-chat'] }, { mute_time_intervals: ['quiet-chat'] }]
    expect(routes[1]).toMatchObject({
      repeat_interval: '5d',
      routes: [{ receiver: 'chat/end', matchers: ['mimamori_late_end="chat"'], routes: [{ routes: muted }, ...muted] }]
    })
    expect(JSON.stringify(routes[1])).not.toMatch(/\d00s/)
  })

  test('encrypts mail as the relay wants it, where the Alertmanager can', () => {
    const past = (change: object) => integrationOf(build({
      ...everyReceiverSettings, relay: { ...everyReceiverSettings.relay!, ...change }
    }), 'maintenance/past-collector')
    expect(past({ tls: 'starttls' })).toMatchObject({ email_configs: [{ require_tls: true, smarthost: 'mail.factory.lan:25' }] })
    expect(past({ tls: 'implicit', port: 465, host: '::1' })).toMatchObject({
      email_configs: [{ require_tls: false, smarthost: '[::1]:465' }]
    })
    expect(past({ tls: 'implicit', port: 2465 })).toBeUndefined()
  })

  test('leaves out who is not enabled', () => {
    const { yaml, files } = build({ ...everyReceiverSettings, receivers: [{ ...goldenReceiver('chat'), enabled: false }] })
    expect(yaml).not.toContain('chat')
    expect(files.map(({ name }) => name)).toEqual(['messages.tmpl'])
  })

  test('holds quiet hours past midnight as an evening and the morning after', () => {
    const quiet = (quietHours: object) =>
      read(build({ receivers: [receiver.parse({ ...goldenReceiver('chat'), quietHours })], relay: undefined })).time_intervals
    expect(quiet({ from: '18:00', to: '08:00', days: ['friday', 'sunday'], timeZone: 'Asia/Taipei' })).toEqual([
      {
        name: 'quiet-chat',
        time_intervals: [
          { times: [{ start_time: '18:00', end_time: '24:00' }], weekdays: ['friday', 'sunday'], location: 'Asia/Taipei' },
          { times: [{ start_time: '00:00', end_time: '08:00' }], weekdays: ['saturday', 'monday'], location: 'Asia/Taipei' }
        ]
      }
    ])
    expect(quiet({ from: '18:00', to: '00:00' })).toEqual([
      { name: 'quiet-chat', time_intervals: [{ times: [{ start_time: '18:00', end_time: '24:00' }], location: 'Asia/Tokyo' }] }
    ])
    expect(quiet({ from: '12:00', to: '13:00' })).toEqual([
      { name: 'quiet-chat', time_intervals: [{ times: [{ start_time: '12:00', end_time: '13:00' }], location: 'Asia/Tokyo' }] }
    ])
  })
})

const calendar: Calendar = new Map([
  ['north', siteInTest('time_zone: Asia/Taipei\nopen:\n  monday-friday: 08:00-18:00\nclosed: [2026-12-31 to 2027-01-01]')],
  ['south', siteInTest('time_zone: Asia/Taipei')], ['東"工場"', siteInTest('open: { sunday-saturday: 22:00-06:00 }')]
])

describe('a calendar', () => {
  const settingsOf = (change: object): NotificationSettings => ({
    relay: undefined, receivers: [receiver.parse({ ...goldenReceiver('phones'), name: 'chat', sites: [], quietHours: null, ...change })]
  })
  /** Without those that only group. */
  const routesOf = (change: object) =>
    (
      read(build(settingsOf(change), calendar)).route.routes.find((each) => each.receiver === 'chat') as {
        readonly routes: readonly { readonly group_by?: unknown }[]
      }
    ).routes.filter((each) => each.group_by === undefined)

  test('holds back what is not critical of each site that closes, for every receiver of it, beside its quiet hours', () => {
    expect(routesOf({ sites: ['north'], quietHours: { from: '12:00', to: '13:00' }, repeatSeconds: { warning: 900 } })).toEqual([
      {
        matchers: ['severity!~"critical|info"', 'site="north"'],
        repeat_interval: '900s',
        mute_time_intervals: ['quiet-chat', 'off-hours-north']
      },
      { matchers: ['severity="info"', 'site="north"'], mute_time_intervals: ['quiet-chat', 'off-hours-north'] },
      { matchers: ['severity="critical"'], repeat_interval: '3600s' },
      { matchers: ['severity!~"critical|info"'], repeat_interval: '900s', mute_time_intervals: ['quiet-chat'] },
      { matchers: ['severity="info"'], mute_time_intervals: ['quiet-chat'] }
    ])
    expect(routesOf({ sites: ['south'] })).toEqual([
      { matchers: ['severity="critical"'], repeat_interval: '3600s' }, { matchers: ['severity!~"critical|info"'] },
      { matchers: ['severity="info"'] }
    ])
  })

  test('has sites with the same hours in one route, so that one message can be about all of them', () => {
    const sameHours: Calendar = new Map(
      ['north', 'hall (2)', 'east'].map((site) => [site, siteInTest('time_zone: Asia/Taipei\nopen:\n  monday-friday: 08:00-18:00')])
    )
    const built = read(build(settingsOf({ sites: ['north', 'hall (2)', 'west'] }), sameHours))
    expect(built.time_intervals).toMatchObject([{ name: 'off-hours-north' }])
    expect(built.route.routes.find((each) => each.receiver === 'chat')).toMatchObject({
      routes: [
        {
          group_by: ['alertname'],
          routes: [{ matchers: ['severity!~"critical|info"', String.raw`site=~"north|hall \\(2\\)"`] }, {}, {}, {}, {}]
        },
        { mute_time_intervals: ['off-hours-north'] },
        {},
        {},
        {},
        {}
      ]
    })
  })

  test('is written as weekly hours with the half hour after opening, and the dates on which more is closed, by the clocks of the site', () => {
    const at = { location: 'Asia/Taipei' }
    expect(read(build(settingsOf({}), calendar)).time_intervals).toEqual([
      {
        name: 'off-hours-north',
        time_intervals: [
          {
            times: [
              { start_time: '00:00', end_time: '08:30' },
              { start_time: '18:00', end_time: '24:00' }
            ],
            weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
            ...at
          },
          { times: [{ start_time: '00:00', end_time: '24:00' }], weekdays: ['saturday', 'sunday'], ...at },
          { times: [{ start_time: '00:00', end_time: '24:00' }], days_of_month: ['31'], months: ['12'], years: ['2026'], ...at },
          { times: [{ start_time: '00:00', end_time: '24:00' }], days_of_month: ['1'], months: ['1'], years: ['2027'], ...at }
        ]
      },
      {
        name: 'off-hours-東"工場"',
        time_intervals: [{ times: [{ start_time: '06:00', end_time: '22:30' }], weekdays: [...weekdays], location: 'Asia/Tokyo' }]
      }
    ])
  })
})

describeWithAmtool('amtool', () => {
  const written = ({ yaml, files }: Configuration): string => {
    const own = temporaryDirectory()
    mkdirSync(join(own, 'x'))
    for (const { name, content } of files) writeFileSync(join(own, name), content)
    const file = join(own, 'alertmanager.yml')
    writeFileSync(
      file,
      yaml
        .replaceAll(directory, own)
        .replaceAll('https://127.0.0.1:8080', 'http://127.0.0.1:8080')
        .replaceAll(/^ +tls_config:\n(?: +(?:ca_file|server_name): .*\n)+/gm, '')
    )
    return file
  }

  test('takes the configuration, its templates, and the intervals of a calendar', () => {
    expect(amtool('check-config', written(build(everyReceiverSettings, calendar)))).toMatchObject({
      status: 0,
      output: expect.stringContaining('SUCCESS')
    })
  })

  const settings: NotificationSettings = {
    relay: undefined,
    receivers: [
      { ...goldenReceiver('chat'), name: 'machine', severities: ['info'] },
      { ...goldenReceiver('chat'), name: 'all', severities: [], sites: [] },
      { ...goldenReceiver('chat'), name: 'north', sites: ['north', 'hall (2)', '東"工場"'] },
      {
        ...goldenReceiver('chat'),
        name: 'urgent',
        severities: ['critical'],
        quietHours: { from: '18:00', to: '08:00', days: [] },
        repeatSeconds: { critical: 900 }
      }
    ]
  }
  test.each([
    [['alertname=DeviceSilent', 'severity=warning', 'site=south'], 'collector,all'],
    [['alertname=DeviceSilent', 'severity=warning', 'site=north'], 'collector,all,north'],
    [['alertname=DeviceSilent', 'severity=warning', 'site=northern'], 'collector,all'],
    [['alertname=DeviceSilent', 'severity=warning', 'site=hall (2)'], 'collector,all,north'],
    [['alertname=DeviceSilent', 'severity=warning', String.raw`site="東\"工場\""`], 'collector,all,north'],
    [['alertname=CollectorDown', 'severity=critical'], 'collector,all/past-collector,north/past-collector,urgent/past-collector'],
    [['alertname=UpdateOverdue', 'severity=info', 'site=north'], 'collector,machine'],
    [['alertname=Watchdog', 'severity=info'], 'watchdog'],
    [['alertname=DeviceSilent', 'severity=warning', 'site=north', 'mimamori_late_end=north'], 'north/end'],
    [['alertname=DeviceSilent', 'severity=warning', 'site=north', 'mimamori_late_end=somebody'], 'nobody'],
    [['alertname=Anything', 'mimamori_test=urgent', 'mimamori_test_id=1'], 'urgent/test'],
    [['alertname=Anything', 'mimamori_test=somebody', 'mimamori_test_id=1'], 'nobody']
  ])('routes %j to %s', (labels, receivers) => {
    expect(
      amtool('config', 'routes', 'test', `--config.file=${written(build(settings))}`, `--verify.receivers=${receivers}`, ...labels)
    ).toMatchObject({ status: 0 })
  })
})
