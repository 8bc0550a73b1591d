import Fastify from 'fastify'
import { describe, expect, test } from 'vitest'
import { errorAnswer } from '@mimamori/contract'
import { errorCodes } from '../../../../src/platform/errors/error-codes.ts'
import { LokiUnavailableError } from '../../../../src/logs/loki/loki-client.ts'
import errors from '../../../../src/platform/http/errors/errors.ts'
import { collectorInTest } from '../../../collector-in-test.ts'
import { untilAllEnd } from '../../../until-all-end.ts'

const json = { 'content-type': 'application/json' }

describe('every error', () => {
  const collector = collectorInTest({ env: { MIMAMORI_MAX_BODY_BYTES: '2048' }, until: untilAllEnd() })

  test.each([
    ['an unknown route', { method: 'GET', url: '/nowhere' }, 404, 'ROUTE_NOT_FOUND'],
    ['a known path by an unknown method', { method: 'DELETE', url: '/api/clients' }, 404, 'ROUTE_NOT_FOUND'],
    ['a path that cannot be decoded', { method: 'GET', url: '/api/clients/%zz' }, 400, 'REQUEST_MALFORMED'],
    ['a path part that is too long', { method: 'GET', url: `/api/clients/${'x'.repeat(300)}` }, 414, 'URL_TOO_LONG'],
    ['JSON that ends too soon', { method: 'POST', url: '/api/clients', headers: json, body: '{"id":' }, 400, 'BODY_UNREADABLE'],
    [
      'JSON that would change a prototype',
      { method: 'POST', url: '/api/clients', headers: json, body: '{"__proto__":{"id":"x"}}' },
      400,
      'BODY_UNREADABLE'
    ],
    [
      'a body that is not UTF-8',
      { method: 'POST', url: '/api/clients', headers: json, body: Buffer.from([0x22, 0xff, 0x22]) },
      400,
      'BODY_UNREADABLE'
    ],
    ['a body that is missing', { method: 'POST', url: '/api/clients' }, 400, 'VALIDATION_FAILED'],
    ['a body that is null', { method: 'POST', url: '/api/clients', headers: json, body: 'null' }, 400, 'VALIDATION_FAILED'],
    [
      'another content type',
      { method: 'POST', url: '/api/clients', headers: { 'content-type': 'text/plain' }, body: 'id=pi-1' },
      415,
      'CONTENT_TYPE_UNSUPPORTED'
    ],
    [
      'a body that is too large',
      { method: 'POST', url: '/api/clients', headers: json, body: `{"id":"${'x'.repeat(3000)}"}` },
      413,
      'BODY_TOO_LARGE'
    ]
  ] as const)('has one shape: %s', async (_what, request, statusCode, code) => {
    const { asAdmin, deps } = await collector
    const answer = await asAdmin(request)
    expect(answer.statusCode).toBe(statusCode)
    expect(errorAnswer.strict().parse(answer.json())).toMatchObject({ code, requestId: answer.headers['x-request-id'] })
    expect(answer.body).not.toContain('FST_')
    expect(deps.registry.size).toBe(0)
  })

  test.each([
    ['', 'the body is not as expected: expected a JSON object, with content-type: application/json; got nothing, or null'],
    ['null', 'the body is not as expected: expected a JSON object, with content-type: application/json; got nothing, or null'],
    ['{"__proto__":{"id":"x"}}', 'the body has a forbidden key, __proto__ or a constructor with a prototype: remove it'],
    ['{"constructor":{"prototype":{}}}', 'the body has a forbidden key, __proto__ or a constructor with a prototype: remove it'],
    ['{"id":', 'the body is not valid JSON: Unexpected end of JSON input'],
    ['{}', 'the body is not as expected: /id: '],
    ['[]', 'the body is not as expected: expected an object, got a list']
  ])('says of the body %j what is wrong with it', async (body, message) => {
    const { asAdmin } = await collector
    const answer = await asAdmin({ method: 'POST', url: '/api/clients', headers: json, body })
    expect(answer.json<{ message: string }>().message.startsWith(message), answer.body).toBe(true)
  })

  test('that is our own fault keeps its text to itself', async () => {
    const broken = Fastify()
    await broken.register(errors)
    broken.get('/broken', async () => { throw new Error('the password is swordfish') })
    const answer = await broken.inject('/broken')
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({ code: 'INTERNAL' })
    expect(answer.body).not.toContain('swordfish')
    await broken.close()
  })

  test('of a Loki that does not answer says so, and when to ask again', async () => {
    const away = Fastify()
    await away.register(errors)
    away.get('/logs', async () => { throw new LokiUnavailableError('Loki does not answer at http://loki:3100') })
    const answer = await away.inject('/logs')
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toMatchObject([
      503,
      '60',
      { code: 'LOKI_UNAVAILABLE', message: 'Loki does not answer at http://loki:3100' }
    ])
    await away.close()
  })

  test('has a status from 400 to 599 in the table', () => {
    expect(Object.values(errorCodes).filter((status) => status < 400 || status > 599)).toEqual([])
  })
})
