import type { CliText } from '../text/cli-text.en.ts'
import { NoAnswer, OtherCertificate } from './pinned-connection.ts'

/** What to say of a request that got no answer, and what to do about it. */
export const connectionProblem = (error: unknown, address: string, words: CliText): string => {
  if (error instanceof OtherCertificate) return words.otherCertificate(address)
  if (error instanceof NoAnswer) return words.noAnswer(address)
  const { code = '', message, reason } = error as NodeJS.ErrnoException & { readonly reason?: string }
  if (code === 'ECONNREFUSED') return words.notRunning(address)
  if (code === 'ECONNRESET') return words.brokenOff(address, message)
  // OpenSSL's own words; its whole message is long, and full of its source files and line numbers.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return words.notHttps(address, reason ?? message)
  return words.unreachable(address, message)
}
