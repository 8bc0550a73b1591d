import { expect, test } from 'vitest'
import { checkServer } from '../../src/watcher/check-server.ts'
import type { Exchange } from '../../src/watcher/exchange.ts'

const asked: string[] = []
const checkWith = (answer: () => { readonly status: number, readonly body: string }) => checkServer({
  url: new URL('http://192.168.10.2:8080'), caFile: undefined,
  exchange: async ({ url, method }: Exchange) => {
    asked.push(`${method} ${url.href}`)
    return answer()
  }
})
const says = (body: unknown, status = 200) => () => ({ status, body: JSON.stringify(body) })

test('a collector that is ready, and would notify somebody, watches', async () => {
  expect(await checkWith(says({ requestId: 'x', ready: true, reasons: [], notificationProblem: null }))).toBeUndefined()
  expect(asked).toEqual(['GET http://192.168.10.2:8080/readyz'])
})

test.each([
  [
    'is not ready',
    says({ ready: false, reasons: [{ code: 'STORAGE_UNAVAILABLE', message: 'the disk is full' }], notificationProblem: null }, 503),
    { kind: 'not_ready', reasons: [{ code: 'STORAGE_UNAVAILABLE', message: 'the disk is full' }] }
  ],
  [
    'hears nothing of Prometheus',
    says({ ready: true, reasons: [], notificationProblem: 'prometheus_silent' }),
    { kind: 'notifies_nobody', problem: 'prometheus_silent' }
  ],
  ['is none', () => ({ status: 200, body: '<html>portal</html>' }), { kind: 'not_ours', status: 200 }],
  ['answers with nothing', says(null, 502), { kind: 'not_ours', status: 502 }],
  [
    'does not answer',
    () => {
      throw Object.assign(new Error('connect ECONNREFUSED 192.168.10.2:8080'), { code: 'ECONNREFUSED' })
    },
    { kind: 'no_answer', reason: 'ECONNREFUSED' }
  ],
  [
    'answers too slowly',
    () => {
      throw new Error('no whole answer within 10 s')
    },
    { kind: 'no_answer', reason: 'no whole answer within 10 s' }
  ]
])('a collector that %s does not', async (_what, answer, problem) => {
  expect(await checkWith(answer)).toEqual(problem)
})
