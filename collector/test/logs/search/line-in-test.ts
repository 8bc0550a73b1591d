import type { LogLine } from '../../../src/devices/snapshot/log-line.ts'

/** A line of the device pi-1, unless said. */
export const lineInTest = (id: number, rest: Partial<LogLine> = {}): LogLine => ({
  id,
  deviceId: 'pi-1',
  level: 'info',
  message: `line ${id}`,
  eventMs: Date.UTC(2026, 10, 28) + id,
  receivedMs: Date.UTC(2026, 10, 28) + id,
  requestId: 'r-1',
  ...rest
})
