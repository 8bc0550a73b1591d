import { open } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { toApiError } from '../../../../src/platform/http/errors/to-api-error.ts'

test('a file that finds no space, such as Alertmanager’s configuration, is answered as a full disk', async () => {
  await using full = await open('/dev/full', 'w')
  const error = await full.writeFile('route:').then(() => undefined, (thrown: unknown) => toApiError(thrown))
  expect(error).toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    retryAfterSeconds: 60,
    message: expect.stringContaining('the disk is full') as string
  })
})
