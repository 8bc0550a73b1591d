import type { FieldTexts } from './field-text.ts'

const id = '0b9d6f5e-0c0e-4f6f-9d0a-5f1f2f0f7a11'
const run = '20261125-085000-0a1b2c'

/** Of runs that are requested on the page. */
export const runRequestTexts: FieldTexts = {
  actions: ['What a runner that listens now would start; empty if none does.'],
  'fetchRunRequest.actions': ['What this runner would start.'],
  requests: ['The requested runs, newest first.'],
  request: ['The requested run.'],
  'fetchRunRequest.request': ['The requested run; null if there is none.'],
  'requests.id': ['The ID of the request.', id],
  'request.id': ['The ID of the request.', id],
  'answerRunRequest.id': ['The ID of the request.', id],
  'requestRun.action': ['What to start.', 'update'],
  'requests.action': ['What to start.', 'update'],
  'request.action': ['What to start.', 'update'],
  devices: ['The devices; null for every device of the inventory.'],
  'requests.by': ['Who requested it.', 'tanaka'],
  'request.by': ['Who requested it.', 'tanaka'],
  requestedAt: ['When it was requested.', '2026-11-25T08:49:58.000Z'],
  'requests.state': ['waiting for a runner, fetched by one, started, refused, or lost: nobody answered.', 'started'],
  'request.state': ['waiting for a runner, fetched by one, started, refused, or lost: nobody answered.', 'waiting'],
  'requests.run': ['The run that has begun; null if none has.', run],
  'request.run': ['The run that has begun; null if none has.'],
  'answerRunRequest.run': ['The run that has begun.', run],
  'requests.message': ['Why it was refused, in the words of the runner; null if it was not.'],
  'request.message': ['Why it was refused, in the words of the runner; null if it was not.'],
  'answerRunRequest.message': ['Why no run has begun.', 'another run is in progress'],
  'requestRun.language': ['The language in which the runner answers.', 'en'],
  'request.language': ['The language in which the runner answers.', 'en'],
  waitSeconds: ['How long the answer waits for a request.', 25]
}
