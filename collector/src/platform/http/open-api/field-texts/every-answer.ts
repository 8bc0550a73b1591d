import type { FieldTexts } from './field-text.ts'

/** Every answer, and the queries of lists. */
export const everyAnswerTexts: FieldTexts = {
  requestId: [
    'The ID of this request, also in the header `x-request-id` and in the collector’s log.',
    '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'
  ],
  'logs.requestId': ['The ID of the request with which the line was sent.', '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'],
  'latestLogs.requestId': ['The ID of the request with which the line was sent.', '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'],
  serverTime: ['The server’s time when the request was answered.', '2026-11-25T09:00:00.000Z'],
  code: ['The error code. Its meaning never changes.', 'VALIDATION_FAILED'],
  message: ['A description of the error for people.', 'the body is not as expected: /cpuUsage: expected a number, got a string'],
  'logs.message': ['The text of the line.', 'display does not answer'],
  'latestLogs.message': ['The text of the line.', 'display does not answer'],
  'items.message': ['The text of the line.', 'display does not answer'],
  'hosts.message': ['The error message of the failed task; null if no task failed.'],
  'runs.message': ['An explanation of the outcome; null if there is none.'],
  'endUpdateRun.message': ['An explanation of the outcome.', 'cancelled by admin'],
  'run.message': ['An explanation of the outcome; null if there is none.'],
  issues: ['The mistakes in the request.'],
  path: [
    'Where the mistake is: a JSON pointer (RFC 6901) into the body, a header’s or parameter’s name, or `/line/12` of a text.',
    '/cpuUsage'
  ],
  nextCursor: ['The cursor of the next page; absent on the last page.'],
  cursor: ['Where to continue: the `nextCursor` of the previous page.'],
  limit: ['The maximum number of items to return.', 50],
  lang: ['The language of texts for people. Defaults to that of the header `accept-language`.', 'ja'],
  timeZone: ['The IANA name of the time zone for times in texts. Defaults to that of the site, which the text then names.', 'Asia/Tokyo'],
  reason: ['Why the device is not fresh, or its values are not current; null otherwise.'],
  'rejected.reason': ['Why the items were rejected.', 'message: expected at least 1 character'],
  rejected: ['The rejected items of a message that was otherwise accepted.'],
  'rejected.count': ['The number of items.', 1],
  at: ['The time of the event.', '2026-11-25T09:00:00.000Z'],
  since: ['When it began.', '2026-11-25T09:00:00.000Z'],
  text: ['The problem and what to do about it, in the language of the request; null if there is none.'],
  'warnings.text': ['The problem and what to do about it, in the language of the request.', 'The disk is 97% full.'],
  'reason.text': [
    'The reason and what to do about it, in the language of the request.',
    'Switched off at 18:02 GMT+9. Switch it on when it is needed.'
  ],
  'reason.code': ['The code of the reason.', 'goodbye_poweroff'],
  'warnings.code': ['The code of the warning.', 'disk_full'],
  'reasons.code': ['The code of the reason.', 'CLOCK_UNTRUSTED']
}
