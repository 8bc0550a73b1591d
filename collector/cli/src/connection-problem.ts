import { tlsReason } from '@mimamori/program/tls-reason'
import type { CliText } from './text/cli-text.ts'
import { NoAnswer, OtherCertificate } from './pinned-connection.ts'

/** The message for a request without an answer: the reason, and what to do about it. */
export const connectionProblem = (error: unknown, address: string, words: CliText): string => {
  if (error instanceof OtherCertificate) return words.otherCertificate(address)
  if (error instanceof NoAnswer) return words.noAnswer(address)
  const { code = '', message } = error as NodeJS.ErrnoException
  if (code === 'ECONNREFUSED') return words.notRunning(address)
  if (code === 'ECONNRESET') return words.brokenOff(address, message)
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return words.notHttps(address, tlsReason(message) ?? message)
  return words.unreachable(address, message)
}
