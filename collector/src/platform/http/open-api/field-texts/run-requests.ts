import type { FieldTexts } from './field-text.ts'

const id = '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11'
const states = 'waiting for a runner, fetched by one, started, done (new keys), refused, or lost: nobody answered.'
const run = '20261125-085000-0a1b2c'

/** Runs and new keys that are requested on the page. */
export const runRequestTexts: FieldTexts = {
  actions: ['What a runner that listens now would start; empty if none does.'],
  'fetchRunRequest.actions': ['What this runner would start.'],
  requests: ['What was requested, newest first.'],
  request: ['What was requested.'],
  'fetchRunRequest.request': ['What is requested; null if nothing is.'],
  'requests.id': ['The ID of the request.', id],
  'request.id': ['The ID of the request.', id],
  'answerRunRequest.id': ['The ID of the request.', id],
  'requestRun.action': ['What to start; `rotate-keys` has the server put new keys on the devices.', 'update'],
  'requests.action': ['What to start.', 'update'],
  'request.action': ['What to start.', 'update'],
  devices: ['The devices; null for every device of the inventory. For `rotate-keys`, 1 to 10.'],
  'requests.by': ['Who requested it.', 'tanaka'],
  'request.by': ['Who requested it.', 'tanaka'],
  requestedAt: ['When it was requested.', '2026-11-25T08:49:58.000Z'],
  'requests.state': [states, 'started'],
  'request.state': [states, 'waiting'],
  'requests.run': ['The run that has begun; null if none has.', run],
  'request.run': ['The run that has begun; null if none has.'],
  'answerRunRequest.run': ['The run that has begun.', run],
  'requests.message': ['What is done, or why it was refused, in the words of the runner; null before, and where a run has begun.'],
  'request.message': ['What is done, or why it was refused, in the words of the runner; null before, and where a run has begun.'],
  'answerRunRequest.done': ['What is done.', 'pi-kiosk-03 uses its new key. The old one has ended.'],
  'answerRunRequest.message': ['Why it was not begun, or not finished.', 'another run is in progress'],
  'requestRun.language': ['The language in which the runner answers.', 'en'],
  'request.language': ['The language in which the runner answers.', 'en'],
  waitSeconds: ['How long the answer waits for a request.', 25]
}
