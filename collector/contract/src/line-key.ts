import type { LogLineView } from './log-line.ts'

/** The identity of a line. Its id alone is not enough: with Loki, lines of two devices can have the same. */
export const lineKey = ({ id, clientId, level, message }: Pick<LogLineView, 'id' | 'clientId' | 'level' | 'message'>): string =>
  `${id} ${clientId} ${level} ${message}`
