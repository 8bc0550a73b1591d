import { expect, test } from 'vitest'
import type { RunRequest } from '@mimamori/contract'
import { afterPoll } from '../src/updates/run-requests/after-poll.ts'

const waiting: RunRequest = {
  id: '1',
  action: 'update',
  devices: null,
  by: 'sato',
  requestedAt: '2026-11-25T09:00:00.000Z',
  state: 'waiting',
  run: null,
  message: null
}
const started: RunRequest = { ...waiting, state: 'started', run: '20261125-090001-0a1b2c' }

test('a requested run is what the server says of it', () => {
  expect(afterPoll(waiting, { requests: [{ ...started, id: '2' }, started] })).toEqual(started)
})

test('a requested run that a restarted collector does not know is lost, and one of a collector that does not answer still waits', () => {
  expect(afterPoll(waiting, { requests: [{ ...started, id: '2' }] })).toEqual({ ...waiting, state: 'lost' })
  expect(afterPoll(waiting, undefined)).toEqual(waiting)
})
