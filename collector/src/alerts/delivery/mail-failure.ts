import { isCertificateError } from '@mimamori/program/certificates'
import { tlsReason } from '@mimamori/program/tls-reason'
import { connectionFailure, permanent, temporary, type DeliveryFailure } from './delivery-failure.ts'
import { quote } from './quote-answer.ts'

/** A failure, as nodemailer reports it (https://nodemailer.com/errors). */
interface MailError extends Error {
  readonly code?: string
  /** The system's or TLS's code beneath its own. */
  readonly originalCode?: string
  /** The relay's reply, and its code. */
  readonly response?: string
  readonly responseCode?: number
}

/** The relay's replies to a login (https://www.rfc-editor.org/rfc/rfc4954#section-6). */
const loginCodes = [534, 535]

/** The meaning of a relay's reply (https://www.rfc-editor.org/rfc/rfc5321#section-4.2, RFC 3207 for STARTTLS, RFC 4954 for AUTH). */
const replyFailure = (code: number, said: string, at: string): DeliveryFailure => {
  if (code === 538 || (code === 530 && /TLS/i.test(said))) return permanent({ kind: 'mailNeedsTls', at, said })
  // Before a login, or without one.
  if (code === 530) return permanent({ kind: 'mailLoginMissing', at, said })
  if (loginCodes.includes(code)) return permanent({ kind: 'mailLogin', at, said })
  if (code < 500) return temporary({ kind: 'mailDeferred', at, said })
  return permanent({ kind: 'mailRefused', at, said })
}

/** Why a relay did not take a mail. `at`: its host and port. */
export const mailFailure = ({ code = '', originalCode, response, responseCode, message }: MailError, at: string): DeliveryFailure => {
  const said = quote(response ?? tlsReason(message) ?? message)
  const cause = originalCode ?? code
  if (isCertificateError(cause)) return temporary({ kind: 'mailCertificate', at, reason: cause })
  if (code === 'ETLS' || cause.startsWith('ERR_SSL_')) return permanent({ kind: 'mailNoTls', at, said })
  if (responseCode !== undefined) return replyFailure(responseCode, said, at)
  if (code === 'EAUTH' || code === 'ENOAUTH') return permanent({ kind: 'mailLogin', at, said })
  return connectionFailure({ code: cause, message }, at)
}
