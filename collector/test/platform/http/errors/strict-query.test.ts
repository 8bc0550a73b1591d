import { expect, test } from 'vitest'
import { collectorInTest } from '../../../collector-in-test.ts'
import { untilAllEnd } from '../../../until-all-end.ts'

const collector = collectorInTest({ until: untilAllEnd() })

test.each([
  ['GET', '/api/clients', 'there are none here'],
  ['GET', '/api/clients/status', 'expected site, role, freshness, limit, cursor, lang'],
  ['GET', '/api/clients/logs', 'expected clientId, site, role, level, q'],
  ['GET', '/api/updates', 'expected limit, kind, cursor'],
  ['GET', '/api/updates/queue', 'there are none here'],
  ['GET', '/api/sd/prometheus', 'there are none here'],
  ['GET', '/metrics/inventory', 'there are none here'],
  ['GET', '/readyz', 'there are none here'],
  ['GET', '/openapi.json', 'there are none here'],
  ['POST', '/api/clock/confirm', 'there are none here']
] as const)('%s %s refuses a parameter that it does not know, and names those that it does', async (method, url, known) => {
  const answer = await (await collector).asAdmin({ method, url: `${url}?stie=north` })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ path: 'stie', message: expect.stringMatching(`^unknown parameter; ${known}`) as string }]
  })
})

test('an address of the page may have any, since they are the page’s own', async () => {
  const { asAdmin } = await collector
  expect((await asAdmin({ url: '/admin?sort=site' })).statusCode).toBe(200)
})
