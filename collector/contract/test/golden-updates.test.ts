import { describe, expect, test } from 'vitest'
import { errorAnswer, runId, updateEnd, updateHosts, updateQueue, updateStart } from '../src/index.ts'
import { updateExchanges, type UpdateExchange } from './fixtures.ts'

const schemaOf = ({ request: { path } }: UpdateExchange) =>
  path === '/api/updates' ? updateStart : path === '/api/updates/queue' ? updateQueue : path.endsWith('/hosts') ? updateHosts : updateEnd
const entries = Object.entries(updateExchanges)

describe('golden messages of an update run', () => {
  test.each(entries)('%s: goes to a path of the interface, after others that exist', (_name, { request, given }) => {
    expect(request.method).toBe('POST')
    expect(request.path).toMatch(/^\/api\/updates(?:\/queue|\/[^/]+\/(?:hosts|end))?$/)
    for (const name of given.after) expect(updateExchanges).toHaveProperty(name)
  })

  test.each(entries.filter(([, { answer }]) => answer.status !== 400))('%s: has a body that the contract takes', (_name, exchange) => {
    expect(schemaOf(exchange).safeParse(exchange.request.body)).toMatchObject({ success: true })
  })

  test.each(entries.filter(([, { answer }]) => answer.status === 400))(
    '%s: is refused at the paths that its answer names',
    (_name, exchange) => {
      const paths = schemaOf(exchange)
        .safeParse(exchange.request.body)
        .error?.issues.map(({ path }) => `/${path.join('/')}`)
      expect(paths).toEqual(errorAnswer.parse(exchange.answer.body).issues?.map(({ path }) => path))
    }
  )

  test.each(entries.filter(([, { answer }]) => answer.status >= 400))(
    '%s: is answered by an error that the contract knows',
    (_name, { answer }) => {
      expect(errorAnswer.safeParse(answer.body)).toMatchObject({ success: true })
    }
  )
})

describe('a run’s id', () => {
  test.each(['20260314-093000-0a1b2c'])('is %s', (id) => { expect(runId.safeParse(id).success).toBe(true) })
  test.each(['', '2026-03-14', '20260314-093000-0A1B2C', '20260314-093000-0a1b2c\n', '../20260314-093000-0a1b2c'])('is not %j', (id) => {
    expect(runId.safeParse(id).success).toBe(false)
  })
})

describe('a host’s name', () => {
  test.each(['pi-kiosk-03', '192.0.2.7', '受付端末', 'web[01:50]'])('is %s', (host) => {
    expect(updateHosts.safeParse({ hosts: [{ state: 'under_way', host, at: '2026-11-25T08:50:05Z', attempt: 1 }] }).success).toBe(true)
  })
  test.each(['', 'a\nb', 'a\0', '\ud800', 'x'.repeat(254)])('is not %j', (host) => {
    expect(updateHosts.safeParse({ hosts: [{ state: 'under_way', host, at: '2026-11-25T08:50:05Z', attempt: 1 }] }).success).toBe(false)
  })
})
