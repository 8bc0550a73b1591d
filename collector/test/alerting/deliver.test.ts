import { describe, expect, test } from 'vitest'
import { receiver, type Language } from '@mimamori/contract'
import { deliver } from '../../src/alerting/delivery/deliver.ts'
import { sendRequest } from '../../src/alerting/delivery/send-request.ts'
import { deliverySentence } from '../../src/text/delivery-text.ts'
import { httpStandIn, type ReceivedRequest, type StandInAnswer } from './stand-ins/http-stand-in.ts'
import { asNtfy, asRocketChat, asTeams } from './stand-ins/published-formats.ts'
import { alertOf, notificationOf } from './notifications.ts'

const receiverAt = (channel: object, language: Language = 'ja') => receiver.parse({ name: 'x', language, channel })
const bodyOf = (requests: readonly ReceivedRequest[]): unknown => JSON.parse(requests.at(-1)!.body)
const one = notificationOf([alertOf('pi-kiosk-03')])
/** More than any channel lists, and each with much to say. */
const flood = notificationOf(Array.from({ length: 100 }, (_, index) => alertOf(`pi-${index}`, 'firing', 'あ'.repeat(500))), { truncatedAlerts: 900 })

describe('ntfy', () => {
  const token = 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2'
  const at = (origin: string, language?: Language) => receiverAt({ type: 'ntfy', server: `${origin}/`, topic: 'alerts', token }, language)

  test('gets title, text, priority, the device’s page and what to do', async () => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    expect(await deliver(at(origin), one)).toBeUndefined()
    expect(bodyOf(requests)).toEqual({
      topic: 'alerts', title: '【緊急】長い間、報告のない端末があります。（north）', message: 'pi-kiosk-03（north）\npi-kiosk-03から 13 時間、報告がありません。\n詳細：http://192.168.10.2:8080/admin/devices/pi-kiosk-03',
      priority: 5, tags: ['rotating_light'], click: 'http://192.168.10.2:8080/admin/devices/pi-kiosk-03',
      actions: [{ action: 'view', label: '対応手順書', url: 'http://192.168.10.2:8080/admin/runbook/DeviceSilent?lang=ja' }]
    })
  })

  test('gets the end, without what is to be done', async () => {
    const { origin, requests } = await httpStandIn(asNtfy(token))
    expect(await deliver(at(origin, 'en'), notificationOf([alertOf('pi-kiosk-03', 'resolved')]))).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({ title: '[Resolved] A device has not reported for a long time. (north)', message: 'Resolved: pi-kiosk-03 (north)', priority: 3, tags: ['white_check_mark'] })
    expect(bodyOf(requests)).not.toHaveProperty('actions')
  })

  test('takes a flood as one message that it would not make a file of', async () => {
    const { origin } = await httpStandIn(asNtfy(token))
    expect(await deliver(at(origin, 'en'), flood)).toBeUndefined()
  })

  test('that wants another token is no reason to try again', async () => {
    const { origin } = await httpStandIn(asNtfy('tk_another'))
    const failure = await deliver(at(origin), one)
    expect(failure).toEqual({ isTemporary: false, problem: { kind: 'notAllowed', at: origin, status: 403 } })
    expect(deliverySentence(failure!.problem, 'ja')).not.toContain(token)
  })
})

describe('Teams', () => {
  test('gets a card with links', async () => {
    const { origin, requests } = await httpStandIn(asTeams)
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/workflows/1` }), one)).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({ attachments: [{ content: { body: [{ text: '【緊急】長い間、報告のない端末があります。（north）', color: 'Attention' }, { text: expect.stringContaining('13 時間') }], actions: [{ title: '詳細' }, { title: '対応手順書' }] } }] })
  })

  test('takes a flood as one message of the size that it allows', async () => {
    const { origin } = await httpStandIn(asTeams)
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/` }, 'en'), flood)).toBeUndefined()
  })

  test('that answers 200 with an error in its text has not taken the message', async () => {
    const { origin } = await httpStandIn(() => ({ body: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429' }))
    expect(await deliver(receiverAt({ type: 'teams', url: `${origin}/` }), one)).toMatchObject({ problem: { kind: 'refused', said: expect.stringContaining('429') } })
  })
})

describe('Rocket.Chat', () => {
  test('gets a message, and its own way of saying yes is understood', async () => {
    const { origin, requests } = await httpStandIn(asRocketChat)
    expect(await deliver(receiverAt({ type: 'rocketchat', url: `${origin}/hooks/1/2` }, 'en'), one)).toBeUndefined()
    expect(bodyOf(requests)).toMatchObject({ attachments: [{ title: '[Critical] A device has not reported for a long time. (north)', color: '#c62828' }] })
    expect(await deliver(receiverAt({ type: 'rocketchat', url: `${origin}/hooks/1/2` }, 'en'), flood)).toBeUndefined()
  })

  test('that answers 200 without success has not taken the message', async () => {
    const { origin } = await httpStandIn(() => ({ body: '{"success":false,"error":"channel archived"}' }))
    expect(await deliver(receiverAt({ type: 'rocketchat', url: `${origin}/` }), one)).toMatchObject({ isTemporary: false, problem: { said: 'channel archived' } })
  })
})

test('a generic webhook gets Alertmanager’s message as it came', async () => {
  const { origin, requests } = await httpStandIn(() => ({}))
  expect(await deliver(receiverAt({ type: 'webhook', url: `${origin}/hook?key=1` }), one)).toBeUndefined()
  expect([requests[0]!.path, bodyOf(requests)]).toEqual(['/hook?key=1', one])
})

test('a plain request is made from its template, with values that stay within their place', async () => {
  const { origin, requests } = await httpStandIn(() => ({}))
  const tower = receiverAt({ type: 'http', method: 'PUT', url: `${origin}/light?site={{site}}&n={{count}}`, headers: { 'content-type': 'application/json', 'x-key': 'k' }, body: '{"state":"{{status}}","line":"{{text}}"}' }, 'en')
  expect(await deliver(tower, notificationOf([alertOf('pi-1', 'firing', 'says "no"')], { commonLabels: { site: 'a&b', severity: 'warning' } }))).toBeUndefined()
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
    expect(deliverySentence(failure!.problem, 'en')).not.toContain('secret-path')
  })

  test.each(['cannot POST /secret-path', '{"status":500,"path":"\\/secret-path"}'])('an answer that repeats the address, such as %s, is quoted without it', async (body) => {
    const failure = await failureOf({ status: 500, body })
    expect(failure).toMatchObject({ problem: { kind: 'failed', said: expect.stringContaining('…') } })
    expect(deliverySentence(failure!.problem, 'en')).not.toContain('secret-path')
  })

  test('an answer that repeats a token is quoted without it', async () => {
    const { origin } = await httpStandIn(() => ({ status: 400, body: 'unknown token tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2' }))
    const failure = await deliver(receiverAt({ type: 'ntfy', server: origin, topic: 'alerts', token: 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2' }), one)
    expect(failure).toMatchObject({ problem: { said: 'unknown token …' } })
  })

  test('an answer that begins and never ends is no answer in time', async () => {
    const { origin } = await httpStandIn(() => ({ body: 'o', isEndless: true }))
    expect(await sendRequest({ url: `${origin}/`, method: 'GET', headers: {}, body: undefined }, { timeoutSeconds: 1 })).toEqual({ isTemporary: true, problem: { kind: 'timeout', at: origin, seconds: 1 } })
  })

  test('nobody who listens is worth another try', async () => {
    expect(await deliver(receiverAt({ type: 'webhook', url: 'http://127.0.0.1:9/x' }), one)).toEqual({ isTemporary: true, problem: { kind: 'connectionRefused', at: 'http://127.0.0.1:9' } })
  })

  test('an answer without end is read no further than is of use', async () => {
    const { origin } = await httpStandIn(() => ({ status: 500, body: 'x'.repeat(100_000), isEndless: true }))
    expect(await deliver(receiverAt({ type: 'webhook', url: `${origin}/` }), one)).toMatchObject({ problem: { kind: 'failed' } })
  })
})

test('a message without alerts is not delivered', async () => {
  expect(await deliver(receiverAt({ type: 'webhook', url: 'http://127.0.0.1:9/' }), notificationOf([]))).toBeUndefined()
})
