import { expect, test } from 'vitest'
import type { AuditLog } from '../../../src/platform/audit/audit-log.ts'
import type { Author } from '../../../src/platform/audit/author.ts'
import { AlertmanagerRefusedError, AlertmanagerUnreachableError } from '../../../src/alerts/alertmanager/alertmanager-client.ts'
import { createSilences } from '../../../src/alerts/silences/silences.ts'
import { clockInTest } from '../../collector-in-test.ts'

const author: Author = { name: 'sato', role: 'admin', address: '192.0.2.7', requestId: 'r', atMs: 0 }
const unanswered = (code: string) =>
  new AlertmanagerUnreachableError('no answer', {
    cause: new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  })

test.each([
  ['goes where Alertmanager refused the silence', new AlertmanagerRefusedError('no'), true],
  ['goes where nothing listens', unanswered('ECONNREFUSED'), true],
  ['goes where the name of its host is not known', unanswered('ENOTFOUND'), true],
  ['stays where the connection broke off', unanswered('ECONNRESET'), false],
  [
    'stays where no answer came in time',
    new AlertmanagerUnreachableError('no answer', { cause: new DOMException('', 'TimeoutError') }),
    false
  ]
])('the entry of a silence %s', async (_what, error, goes) => {
  const asked: boolean[] = []
  const audit: Pick<AuditLog, 'recordElsewhere'> = {
    async recordElsewhere (_by, { make, wasRefused }) {
      return await make().catch((failed: unknown) => {
        asked.push(wasRefused(failed))
        throw failed
      })
    }
  }
  const refuse = () => Promise.reject(error)
  const silences = createSilences({
    client: { silences: async () => [], postSilence: refuse, expireSilence: refuse },
    audit,
    clock: clockInTest(0),
    onChange: () => undefined
  })
  await expect(silences.add({ site: 'north', until: '1970-01-01T01:00:00Z', reason: 'x' }, 'sato', author)).rejects.toBe(error)
  expect(asked).toEqual([goes])
})
