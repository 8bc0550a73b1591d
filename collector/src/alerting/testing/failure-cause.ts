import type { MailFailureCause, WebFailureCause } from '../../text/test-failure-text.ts'

/** In the words of Go's net and TLS, which Alertmanager repeats. */
const ofConnection = [
  [/connection refused/, 'connectionRefused'],
  [/no such host|server misbehaving/, 'nameNotFound'],
  [/i\/o timeout|deadline exceeded|no route to host/, 'timeout'],
  [/x509: /, 'certificate']
] as const

/** What Alertmanager says of a relay (its notify/email/email.go), and replies of one (https://www.rfc-editor.org/rfc/rfc5321#section-4.2, https://www.rfc-editor.org/rfc/rfc4954#section-6). */
const ofMail = [
  ...ofConnection,
  [/STARTTLS extension|: (?:454|50[02]) .*TLS/, 'noStarttls'],
  [/: 53[0458][ -]/, 'login'],
  [/: 55\d[ -]/, 'mailRefused']
] as const

const ofWeb = [
  ...ofConnection,
  [/unexpected status code 40[13]\b/, 'notAllowed'],
  [/unexpected status code (?:404|410)\b/, 'notFound'],
  [/unexpected status code 429\b/, 'tooMany'],
  [/unexpected status code 4\d\d\b/, 'messageRefused'],
  [/unexpected status code 5\d\d\b/, 'serverError']
] as const

/** Why a mail relay did not take a message, by what Alertmanager's log says. */
export const mailFailureCause = (said: string): MailFailureCause => ofMail.find(([sign]) => sign.test(said))?.[1] ?? 'other'

/** The same of a web address. */
export const webFailureCause = (said: string): WebFailureCause => ofWeb.find(([sign]) => sign.test(said))?.[1] ?? 'other'
