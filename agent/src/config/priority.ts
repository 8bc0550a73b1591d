import type { LogLevel } from '@mimamori/contract'

/** syslog's priorities by their number (RFC 5424, 6.2.1), as journalctl names them. */
export const priorities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const
export type Priority = typeof priorities[number]

/** A priority as one of the four levels: up to `err` is error, `warning` warn, `notice` and `info` info. */
export const levelOfPriority = (priority: number): LogLevel =>
  priority <= 3 ? 'error' : priority === 4 ? 'warn' : priority <= 6 ? 'info' : 'debug'
