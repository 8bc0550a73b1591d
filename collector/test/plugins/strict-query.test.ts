import { afterAll, expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

const collector = collectorInTest({ until: afterAll })

test.each([
  ['GET', '/api/clients', 'none is taken here'],
  ['GET', '/api/clients/status', 'known here: site, role, freshness, limit, cursor, lang'],
  ['GET', '/api/clients/logs', 'known here: clientId, level, since'],
  ['GET', '/api/updates', 'known here: limit, kind, cursor'],
  ['GET', '/api/updates/queue', 'none is taken here'],
  ['GET', '/api/sd/prometheus', 'none is taken here'],
  ['GET', '/metrics/inventory', 'none is taken here'],
  ['GET', '/readyz', 'none is taken here'],
  ['GET', '/openapi.json', 'none is taken here'],
  ['POST', '/api/clock/confirm', 'none is taken here']
] as const)('%s %s refuses a parameter that it does not know, and names those that it does', async (method, url, known) => {
  const answer = await (await collector).asAdmin({ method, url: `${url}?stie=north` })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path: 'stie', message: expect.stringMatching(`^there is no such parameter; ${known}`) as string }] })
})

test('an address of the page may have any, since they are the page’s own', async () => {
  const { asAdmin } = await collector
  expect((await asAdmin({ url: '/admin?sort=site' })).statusCode).toBe(200)
})
