import type { FieldTexts } from './field-text.ts'

/** Of all that look for log lines; each narrows. */
const filter: FieldTexts = {
  clientId: ['Only lines of this device.', 'pi-kiosk-03'],
  site: ['Only lines of devices of this site; empty for those without one.', 'north'],
  role: ['Only lines of devices of this role; empty for those without one.', 'kiosk'],
  level: ['Only lines of these levels, with commas between them; level names of other loggers are accepted, too.', 'warn,error'],
  q: ['Only lines whose message has this text anywhere, in upper or lower case.', '温度'],
  unit: ['Only lines of this systemd unit.', 'kiosk.service'],
  since: ['Only lines from this time on.', '2026-11-25T09:00:00.000Z'],
  until: ['Only lines up to this time.', '2026-11-25T10:00:00.000Z'],
  requestId: ['Only lines that came with this request, or name it.', '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'],
  run: ['Only lines about this update run.', '20261125-085000-0a1b2c']
}
const order: FieldTexts[string] = ['Which lines come first, by the time at which they happened: newest (by default) or oldest.', 'oldest']
const cursor: FieldTexts[string] = ['Only lines beyond this one: the `nextCursor` of the previous page, or the `id` of any line.', 890_000_000_000_000]

const ofOperation = (operationId: string, texts: FieldTexts): FieldTexts => Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${operationId}?${name}`, text]))
const ofTime = ['since', 'until']

/** Of log lines, and of how they are looked for. */
export const logTexts: FieldTexts = {
  ...ofOperation('listLogs', { ...filter, order, cursor, limit: ['Maximum number of lines.', 50] }),
  ...ofOperation('tailLogs', Object.fromEntries(Object.entries(filter).filter(([name]) => !ofTime.includes(name)))),
  ...ofOperation('downloadLogs', {
    ...filter,
    order,
    cursor,
    format: ['ndjson (by default), an object a line; or text, as a person reads it.', 'text'],
    timeZone: ['The time zone of the times in text, as an IANA name; UTC by default.', 'Asia/Tokyo']
  }),
  logs: ['Log lines.'],
  'listLogs.nextCursor': ['Present while the search may go on, also after a page that is short or empty: send it as `cursor`.', '890000000000000'],
  searchedTo: ['How far in time the search has come; present if `nextCursor` is.', '2026-11-25T09:00:00.000Z'],
  skipped: ['How many lines were left out because they came faster than 500 a second.', 0],
  gap: ['True where the stream could not go on after the event before: search for what came meanwhile.', true],
  lastEventId: ['The `id` of the last event received, to go on after it; as the header `Last-Event-ID`, which takes precedence.', '5b0f6c1e-1200'],
  'downloadLogs.id': ['The line’s number, which rises with the time at which it happened.', 890_000_000_000_000],
  'logs.id': ['The line’s number, which rises with the time at which it happened.', 890_000_000_000_000],
  'latestLogs.id': ['The line’s number, which rises with the time at which it happened.', 890_000_000_000_000],
  latestLogs: ['Its newest log lines, newest first.'],
  logsStored: ['How many log lines were stored.', 1],
  level: ['The line’s level; names of other loggers, such as warning, critical or trace, are mapped to one of the four.', 'warn'],
  timestamp: ['When it happened, by the device’s clock if it sends a time; in lists, corrected if that time is not credible.', '2026-11-25T08:59:58.000Z'],
  receivedAt: ['When the collector received it.', '2026-11-25T09:00:00.000Z'],
  estimated: ['Whether the time is an estimate because the device’s clock was wrong.', false],
  unit: ['The systemd unit that wrote it.', 'kiosk.service'],
  context: ['Additional fields from the program; secrets are masked.']
}
