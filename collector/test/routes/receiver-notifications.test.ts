import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'
import { alertOf, notificationOf } from '../alerting/notifications.ts'
import { httpStandIn } from '../alerting/stand-ins/http-stand-in.ts'
import { asRocketChat } from '../alerting/stand-ins/published-formats.ts'

const chat = (origin: string) => ({ name: 'chat', language: 'ja', channel: { type: 'rocketchat', url: `${origin}/hooks/very-secret` } })

test('Alertmanager is answered when the receiver took its message, with what tells it whether to try again where not', async () => {
  const standIn = await httpStandIn(asRocketChat)
  const { app, asAdmin, config } = await collectorInTest()
  await asAdmin({ method: 'POST', url: '/api/receivers', body: chat(standIn.origin) })
  const authorization = `Bearer ${readFileSync(join(config.dataDir, 'tokens/alertmanager'), 'utf8').trim()}`
  const notify = (name = 'chat') => app.inject({ method: 'POST', url: `/api/receivers/${name}/notifications`, headers: { authorization }, body: notificationOf([alertOf('pi-1')]) })
  expect((await notify()).statusCode).toBe(200)
  expect(standIn.requests).toHaveLength(1)
  standIn.answer(() => ({ status: 503 }))
  expect((await notify()).json()).toMatchObject({ code: 'DELIVERY_FAILED' })
  standIn.answer(() => ({ status: 400, body: 'invalid' }))
  const refused = await notify()
  expect([refused.statusCode, refused.json<object>()]).toEqual([422, expect.objectContaining({ code: 'DELIVERY_REFUSED', message: `${standIn.origin} rejects the message (400: “invalid”).` })])
  expect(refused.body).not.toContain('very-secret')
  expect((await notify('nobody-there')).statusCode).toBe(404)
})

test('nobody but Alertmanager and administrators has the collector tell anybody', async () => {
  const { app, asAdmin } = await collectorInTest()
  const { token } = (await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'wall', role: 'viewer' } })).json<{ token: string }>()
  const answer = await app.inject({ method: 'POST', url: '/api/receivers/chat/notifications', headers: { authorization: `Bearer ${token}` }, body: notificationOf([]) })
  expect(answer.json()).toMatchObject({ code: 'ROLE_REQUIRED' })
})
