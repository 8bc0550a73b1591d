import { describe, expect, test } from 'vitest'
import { alertNotification } from '../../../collector/contract/src/alerts.ts'
import { httpStandIn } from '../../../collector/test/alerts/stand-ins/http-stand-in.ts'
import { asNtfy, asSlack } from '../../../collector/test/alerts/stand-ins/published-formats.ts'
import { exchange } from '../../src/watcher/exchange.ts'
import { receiverRequest, type Notice } from '../../src/watcher/receiver-request.ts'

const startsMs = Date.parse('2026-11-28T09:00:00Z')
const firing: Notice = {
  status: 'firing',
  title: '異常があっても通知されません',
  text: 'No answer from http://192.168.10.2:8080\nReported by the watcher on pi-watch.',
  startsMs
}
const resolved: Notice = { ...firing, status: 'resolved', title: 'Alerts are sent again' }

describe('what the receiver gets', () => {
  test('as a webhook is what Alertmanager sends, and what reads that takes', () => {
    for (const notice of [firing, resolved]) {
      const {
        url,
        headers,
        body = ''
      } = receiverRequest(
        { type: 'webhook', url: new URL('http://192.168.10.5:5001/hook?key=x'), token: undefined },
        notice,
        startsMs + 1000
      )
      expect([url.href, headers]).toEqual(['http://192.168.10.5:5001/hook?key=x', { 'content-type': 'application/json' }])
      expect(alertNotification.parse(JSON.parse(body))).toMatchObject({
        status: notice.status,
        alerts: [
          {
            status: notice.status,
            startsAt: '2026-11-28T09:00:00.000Z',
            endsAt: notice === firing ? '0001-01-01T00:00:00Z' : '2026-11-28T09:00:01.000Z',
            labels: { severity: 'critical' },
            annotations: { summary: notice.title }
          }
        ]
      })
    }
  })

  test('in a chat is an attachment that Slack and Mattermost take', async () => {
    const chat = await httpStandIn(asSlack)
    const request = receiverRequest({ type: 'slack', url: new URL(`${chat.origin}/hooks/abc`), token: undefined }, firing, startsMs)
    expect(await exchange(request)).toEqual({ status: 200, body: 'ok' })
    expect(chat.requests[0]!.path).toBe('/hooks/abc')
  })

  test('by ntfy goes to the topic at the end of the address, with the token', async () => {
    const ntfy = await httpStandIn(asNtfy('tk_abc'))
    const request = receiverRequest({ type: 'ntfy', url: new URL(`${ntfy.origin}/mimamori`), token: 'tk_abc' }, firing, startsMs)
    expect((await exchange(request)).status).toBe(200)
    expect(JSON.parse(ntfy.requests[0]!.body)).toMatchObject({ topic: 'mimamori', title: firing.title, priority: 5 })
  })
})
