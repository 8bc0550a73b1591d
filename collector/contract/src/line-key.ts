import type { LogLineView } from './log-line.ts'

/** What identifies a line. Its id alone does not: with Loki, lines of two devices can have one. */
export const lineKey = ({ id, clientId, level, message }: Pick<LogLineView, 'id' | 'clientId' | 'level' | 'message'>): string =>
  `${id} ${clientId} ${level} ${message}`
