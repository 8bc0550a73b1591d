import { describe, expect, test } from 'vitest'
import { receiver, type Language } from '@mimamori/contract'
import { deliver } from '../../src/alerts/delivery/deliver.ts'
import { sendRequest } from '../../src/alerts/delivery/send-request.ts'
import { deliveryMessage } from '../../src/alerts/delivery/delivery-text.ts'
import { httpStandIn, type ReceivedRequest, type StandInAnswer } from './stand-ins/http-stand-in.ts'
import { asDiscord, asLine, asNtfy, asPagerDuty, asRocketChat, asSlack, asTeams, asTelegram } from './stand-ins/published-formats.ts'
import { alertOf, notificationOf } from './notifications.ts'

const receiverAt = (channel: object, language: Language = 'ja') => receiver.parse({ name: 'x', language, channel })
const bodyOf = (requests: readonly ReceivedRequest[]): unknown => JSON.parse(requests.at(-1)!.body)
const one = notificationOf([alertOf('pi-kiosk-03')])
/** More than any channel lists, and each with much to say. */
const flood = notificationOf(
  Array.from({ length: 100 }, (_, index) => alertOf(`pi-${index}`, 'firing', 'あ'.repeat(500))),
  { truncatedAlerts: 900 }
)

describe('every service', () => {
  const token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'
  const lineToken = 'nhS0Wn3rTok+n/of=a=channel'
  const key = '4f0c1d2e3a5b6978a0b1c2d3e4f50617'
  const user = `U${'0'.repeat(32)}`
  const services = [
    ['Slack', asSlack, (origin: string) => ({ type: 'slack', url: `${origin}/hooks/very-secret` })],
    ['Discord', asDiscord, (origin: string) => ({ type: 'discord', url: `${origin}/api/webhooks/1/very-secret` })],
    ['Telegram', asTelegram(token), (origin: string) => ({ type: 'telegram', server: origin, token, chat: '-1001234567890' })],
    ['LINE', asLine(lineToken), (origin: string) => ({ type: 'line', server: origin, token: lineToken, chat: user })],
    ['PagerDuty', asPagerDuty(key), (origin: string) => ({ type: 'pagerduty', server: origin, token: key })],
    ['ntfy', asNtfy(token), (origin: string) => ({ type: 'ntfy', server: origin, topic: 'alerts', token })],
    ['Rocket.Chat', asRocketChat, (origin: string) => ({ type: 'rocketchat', url: `${origin}/hooks/1/2` })],
    ['a plain request', () => ({}), (origin: string) => ({
      type: 'http', url: origin, headers: { 'content-type': 'application/json' }, body: '{"text":"{{title}}{{text}}"}'
    })]
  ] as const

  test.each(services)('such as %s takes a message, ' +
    'its end, and a flood within its limits that says how many alerts there are', async (_name, answer, channelAt) => {
    const { origin, requests } = await httpStandIn(answer)
    const at = receiverAt(channelAt(origin), 'en')
    expect(await deliver(at, one)).toBeUndefined()
    expect(requests.at(-1)!.body).toContain('[Critical] pi-kiosk-03: A device has not reported for a long time. (north)')
    expect(await deliver(at, notificationOf([alertOf('pi-kiosk-03', 'resolved')]))).toBeUndefined()
    expect(requests.at(-1)!.body).toContain('[Resolved] pi-kiosk-03')
    expect(await deliver(at, flood)).toBeUndefined()
    expect(requests.at(-1)!.body).toContain('1000 alerts in all')
  })

  test.each(services.slice(2, 6))('such as %s that knows another token says so without it', async (_name, answer, channelAt) => {
    const { origin } = await httpStandIn((request) => ({ ...answer({ ...request, path: '/botX/sendMessage', headers: {}, body: '{}' }) }))
    const failure = await deliver(receiverAt(channelAt(origin)), one)
    expect(failure).toMatchObject({ isTemporary: false })
    for (const secret of [token, lineToken, key]) expect(deliveryMessage(failure!.problem, 'en')).not.toContain(secret)
  })

  test('such as PagerDuty has its end resolve the incident that the alert triggered', async () => {
    const { origin, requests } = await httpStandIn(asPagerDuty(key))
    const at = receiverAt({ type: 'pagerduty', server: origin, token: key }, 'en')
    const groupLabels = { alertname: 'DeviceSilent', site: 'north' }
    await deliver(at, notificationOf([alertOf('pi-1')], { groupLabels }))
    await deliver(at, notificationOf([alertOf('pi-1', 'resolved')], {
      groupLabels: { site: 'north', alertname: 'DeviceSilent' }, groupKey: 'of a late end'
    }))
    await deliver(at, notificationOf([alertOf('pi-1')], { groupLabels: { ...groupLabels, site: 'south' } }))
    const events = requests.map(({ body }) => JSON.parse(body) as { readonly event_action: string, readonly dedup_key: string })
    expect(events.map(({ event_action: action }) => action)).toEqual(['trigger', 'resolve', 'trigger'])
    expect(new Set(events.map(({ dedup_key: incident }) => incident)).size).toBe(2)
    expect(events[1]!.dedup_key).toBe(events[0]!.dedup_key)
  })
})

describe('ntfy', () => {
  const token = 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2'
  const at = (origin: string, language?: Language) => receiverAt({ type: 'ntfy', server: `${origin}/`, topic: 'alerts', token }, language)

  test('is sent to its address behind a proxy, with its path', async () => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    await deliver(receiverAt({ type: 'ntfy', server: `${origin}/ntfy/?from=mimamori`, topic: 'alerts', token }), one)
    expect(requests.map(({ path }) => path)).toEqual(['/ntfy/?from=mimamori'])
  })

  test('gets title, text, priority, the device’s page and what to do', async () => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    expect(await deliver(at(origin), one)).toBeUndefined()
    expect(bodyOf(requests)).toEqual({
      topic: 'alerts', title: '【緊急】pi-kiosk-03：長い間、報告のない端末があります。（north）',
      message: 'pi-kiosk-03（north）\npi-kiosk-03から 13 時間、報告がありません。\n詳細：http://192.168.10.2:8080/admin/devices/pi-kiosk-03',
      priority: 5, tags: ['rotating_light'], click: 'http://192.168.10.2:8080/admin/devices/pi-kiosk-03',
      actions: [{ action: 'view', label: '対応手順書', url: 'http://192.168.10.2:8080/admin/runbook/DeviceSilent?lang=ja' }]
    })
  })

  test('gets the end, without what is to be done', async () => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    expect(await deliver(at(origin, 'en'), notificationOf([alertOf('pi-kiosk-03', 'resolved')]))).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({
      title: '[Resolved] pi-kiosk-03: A device has not reported for a long time. (north)', message: 'Resolved: pi-kiosk-03 (north)',
      priority: 3, tags: ['white_check_mark']
    })
    expect(bodyOf(requests)).not.toHaveProperty('actions')
  })

  test.each([
    ['of what is no longer watched as that, with the reason', { mimamori_end_reason: 'moved' }, '監視対象外', '監視対象外（拠点の変更）：pi-kiosk-03（north）'],
    ['with what an alert says of it', { end_description: 'From 1 to 2.', end_description_ja: '1 から 2 まで。' }, '復旧', '1 から 2 まで。']
  ])('gets the end %s', async (_, annotations, state, message) => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    const ended = alertOf('pi-kiosk-03', 'resolved')
    Object.assign(ended.annotations, annotations)
    expect(await deliver(at(origin), notificationOf([ended]))).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({ title: `【${state}】pi-kiosk-03：長い間、報告のない端末があります。（north）`, message })
  })
})

describe('Teams', () => {
  test('gets a card with links', async () => {
    const { origin, requests } = await httpStandIn(asTeams)
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/workflows/1` }), one)).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({ attachments: [{ content: {
      body: [{ text: '【緊急】pi-kiosk-03：長い間、報告のない端末があります。（north）', color: 'Attention' }, { text: expect.stringContaining('13 時間') }],
      actions: [{ title: '詳細' }, { title: '対応手順書' }]
    } }] })
  })

  test('takes a flood as one message of the size that it allows', async () => {
    const { origin } = await httpStandIn(asTeams)
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/` }, 'en'), flood)).toBeUndefined()
  })

  test('that answers 200 with an error in its text has not taken the message', async () => {
    const { origin } = await httpStandIn(() => ({
      body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429'
    }))
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/` }), one)).toMatchObject({
      problem: { kind: 'refused', said: expect.stringContaining('429') }
    })
  })
})

describe('Rocket.Chat', () => {
  test('gets a message, and its own way of saying yes is understood', async () => {
    const { origin, requests } = await httpStandIn(asRocketChat)
    expect(await deliver(receiverAt({ type: 'rocketchat', url: `${origin}/hooks/1/2` }, 'en'), one)).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({
      attachments: [{ title: '[Critical] pi-kiosk-03: A device has not reported for a long time. (north)', color: '#c62828' }]
    })
  })

  test('that answers 200 without success has not taken the message', async () => {
    const { origin } = await httpStandIn(() => ({ body: '{"success":false,"error":"channel archived"}' }))
    expect(await deliver(receiverAt({ type: 'rocketchat', url: `${origin}/` }), one)).toMatchObject({
      isTemporary: false,
      problem: { said: 'channel archived' }
    })
  })
})

test('a generic webhook gets Alertmanager’s message as it came', async () => {
  const { origin, requests } = await httpStandIn(() => ({}))
  expect(await deliver(receiverAt({ type: 'webhook', url: `${origin}/hook?key=1` }), one)).toBeUndefined()
  expect([requests[0]!.path, bodyOf(requests)]).toEqual(['/hook?key=1', one])
})

test('a plain request is made from its template, with values that stay within their place', async () => {
  const { origin, requests } = await httpStandIn(() => ({}))
  const tower = receiverAt(
    {
      type: 'http',
      method: 'PUT',
      url: `${origin}/light?site={{site}}&n={{count}}`,
      headers: { 'content-type': 'application/json', 'x-key': 'k' },
      body: '{"state":"{{status}}","line":"{{text}}"}'
    },
    'en'
  )
  expect(
    await deliver(tower, notificationOf([alertOf('pi-1', 'firing', 'says "no"')], { commonLabels: { site: 'a&b', severity: 'warning' } }))
  ).toBeUndefined()
  expect(requests[0]).toMatchObject({ method: 'PUT', path: '/light?site=a%26b&n=1', headers: { 'x-key': 'k' } })
  expect(bodyOf(requests)).toEqual({ state: 'firing', line: expect.stringContaining('says "no"') })
})

describe('what keeps a message from its receiver', () => {
  const failureOf = async (answer: StandInAnswer) => {
    const { origin } = await httpStandIn(() => answer)
    return deliver(receiverAt({ type: 'webhook', url: `${origin}/secret-path` }), one)
  }

  test.each([
    [{ status: 500, body: 'out of\nmemory' }, true, 'failed'],
    [{ status: 429 }, true, 'tooMany'],
    [{ status: 503 }, true, 'failed'],
    [{ status: 400, body: 'bad' }, false, 'refused'],
    [{ status: 404 }, false, 'notFound'],
    [{ status: 401 }, false, 'notAllowed'],
    [{ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, false, 'redirected']
  ] as const)('an answer such as %j: worth another try: %s', async (answer, isTemporary, kind) => {
    const failure = await failureOf(answer)
    expect(failure).toMatchObject({ isTemporary, problem: { kind } })
    expect(deliveryMessage(failure!.problem, 'en')).not.toContain('secret-path')
  })

  test.each(['cannot POST /secret-path', '{"status":500,"path":"\\/secret-path"}'])(
    'an answer that repeats the address, such as %s, is quoted without it',
    async (body) => {
      const failure = await failureOf({ status: 500, body })
      expect(failure).toMatchObject({ problem: { kind: 'failed', said: expect.stringContaining('…') } })
      expect(deliveryMessage(failure!.problem, 'en')).not.toContain('secret-path')
    }
  )

  test('an answer that repeats a token is quoted without it', async () => {
    const { origin } = await httpStandIn(() => ({ status: 400, body: 'unknown token tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2' }))
    const failure = await deliver(
      receiverAt({ type: 'ntfy', server: origin, topic: 'alerts', token: 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2' }),
      one
    )
    expect(failure).toMatchObject({ problem: { said: 'unknown token …' } })
  })

  test('an answer that repeats the body, or who logs in, is quoted without it', async () => {
    const { origin } = await httpStandIn(() => ({ status: 400, body: 'no {"pin":"tower-pin-4711"} of siren:night watch' }))
    const url = origin.replace('//', '//siren:night%20watch@')
    const failure = await deliver(receiverAt({ type: 'http', method: 'POST', url: `${url}/`, body: '{"pin":"tower-pin-4711"}' }), one)
    expect(failure).toMatchObject({ problem: { said: 'no … of …' } })
  })

  test('an answer that begins and never ends is no answer in time', async () => {
    const { origin } = await httpStandIn(() => ({ body: 'o', isEndless: true }))
    expect(await sendRequest({ url: `${origin}/`, method: 'GET', headers: {}, body: undefined }, { timeoutSeconds: 1 })).toEqual({
      isTemporary: true,
      problem: { kind: 'timeout', at: origin, seconds: 1 }
    })
  })

  test('nobody who listens is worth another try', async () => {
    expect(await deliver(receiverAt({ type: 'webhook', url: 'http://127.0.0.1:9/x' }), one)).toEqual({
      isTemporary: true,
      problem: { kind: 'connectionRefused', at: 'http://127.0.0.1:9' }
    })
  })

  test('an answer without end is read no further than is of use', async () => {
    const { origin } = await httpStandIn(() => ({ status: 500, body: 'x'.repeat(100_000), isEndless: true }))
    expect(await deliver(receiverAt({ type: 'webhook', url: `${origin}/` }), one)).toMatchObject({ problem: { kind: 'failed' } })
  })
})

test('a message without alerts is not delivered', async () => {
  expect(await deliver(receiverAt({ type: 'webhook', url: 'http://127.0.0.1:9/' }), notificationOf([]))).toBeUndefined()
})
