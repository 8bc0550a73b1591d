import type { FieldTexts } from './field-text.ts'

/** Filters of all searches for log lines; each narrows. */
const filter: FieldTexts = {
  clientId: ['Return only lines of this device.', 'pi-kiosk-03'],
  site: ['Return only lines of devices at this site; empty for devices without a site.', 'north'],
  role: ['Return only lines of devices with this role; empty for devices without a role.', 'kiosk'],
  level: ['Return only lines with these levels, separated by commas. Level names of other loggers are accepted, too.', 'warn,error'],
  q: ['Return only lines whose message contains this text. Case is ignored.', '温度'],
  unit: ['Return only lines of this systemd unit.', 'kiosk.service'],
  since: ['Return only lines from this time on.', '2026-11-25T09:00:00.000Z'],
  until: ['Return only lines up to this time.', '2026-11-25T10:00:00.000Z'],
  requestId: ['Return only lines that were sent with this request, or that mention it.', '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'],
  run: ['Return only lines about this update run.', '20261125-085000-0a1b2c']
}
const order: FieldTexts[string] = ['Which lines come first, by the time of the event: newest (the default) or oldest.', 'oldest']
const cursor: FieldTexts[string] = [
  'Return only lines after this one, in the requested order: the `nextCursor` of the previous page, or the `id` of any line.',
  '890000000000000'
]

const ofOperation = (operationId: string, texts: FieldTexts): FieldTexts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${operationId}?${name}`, text]))
const ofTime = ['since', 'until']

/** Log lines, and their searches. */
export const logTexts: FieldTexts = {
  ...ofOperation('listLogs', { ...filter, order, cursor, limit: ['The maximum number of lines to return.', 50] }),
  ...ofOperation('tailLogs', Object.fromEntries(Object.entries(filter).filter(([name]) => !ofTime.includes(name)))),
  ...ofOperation('downloadLogs', {
    ...filter,
    order,
    cursor,
    format: ['ndjson (the default), one JSON object per line; or text, for people.', 'text'],
    timeZone: ['The IANA name of the time zone for the format text. Defaults to UTC.', 'Asia/Tokyo']
  }),
  logs: ['Log lines.'],
  'listLogs.nextCursor': [
    'The cursor of the next page. Present while there may be more lines, also after a short or empty page.',
    '890000000000000'
  ],
  searchedTo: ['The time up to which the log has been searched; present if `nextCursor` is.', '2026-11-25T09:00:00.000Z'],
  skipped: ['The number of lines left out because there were more than 500 per second.', 0],
  gap: ['True if lines may be missing since the previous event: search for them.', true],
  lastEventId: ['The `id` of the last event received, to resume after it. The header `Last-Event-ID` takes precedence.', '5b0f6c1e-1200'],
  'downloadLogs.id': ['The ID of the line. IDs increase with the time of the event.', 890_000_000_000_000],
  'logs.id': ['The ID of the line. IDs increase with the time of the event.', 890_000_000_000_000],
  'latestLogs.id': ['The ID of the line. IDs increase with the time of the event.', 890_000_000_000_000],
  latestLogs: ['The newest log lines of the device, newest first.'],
  logsStored: ['The number of log lines that were stored.', 1],
  level: [
    'The level of the line. Level names of other loggers, such as warning, critical or trace, are mapped to one of these four.',
    'warn'
  ],
  timestamp: [
    'The time of the event, by the device’s clock if it sends a time; in lists, corrected if that time is not plausible.',
    '2026-11-25T08:59:58.000Z'
  ],
  receivedAt: ['When the collector received the line.', '2026-11-25T09:00:00.000Z'],
  estimated: [
    'Whether the time is an estimate: the device’s clock was wrong, or the line was in its file before the agent opened it.',
    false
  ],
  'logs.run': ['The update run that the line is about.', '20261125-085000-0a1b2c'],
  'latestLogs.run': ['The update run that the line is about.', '20261125-085000-0a1b2c'],
  unit: ['The systemd unit that wrote the line.', 'kiosk.service'],
  context: ['Additional fields of the line. Secrets are masked.']
}
