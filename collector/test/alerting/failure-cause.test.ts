import { expect, test } from 'vitest'
import { mailFailureCause, webFailureCause } from '../../src/alerting/testing/failure-cause.ts'

test.each([
  ['establish connection to server: dial tcp 127.0.0.1:9: connect: connection refused', 'connectionRefused'],
  ['establish connection to server: dial tcp: lookup mail.factory.lan on 192.168.10.1:53: no such host', 'nameNotFound'],
  ['establish connection to server: dial tcp 192.168.10.9:25: i/o timeout', 'timeout'],
  ['send STARTTLS command: tls: failed to verify certificate: x509: certificate signed by unknown authority', 'certificate'],
  ['\'require_tls\' is true (default) but "mail.factory.lan:25" does not advertise the STARTTLS extension', 'noStarttls'],
  ['require_tls: true (default), but "mail.factory.lan:25" does not advertise the STARTTLS extension', 'noStarttls'],
  ['send STARTTLS command: 454 4.7.0 TLS not available due to local problem', 'noStarttls'],
  ['*smtp.plainAuth auth: 535 5.7.8 wrong user or password', 'login'],
  ['send RCPT command: 550 5.1.1 user unknown', 'mailRefused'],
  ['sending mail from: 554 5.7.1 sender rejected', 'mailRefused'],
  ['', 'other']
] as const)('of a mail relay the words “%s” mean %s', (said, cause) => {
  expect(mailFailureCause(said)).toBe(cause)
})

test.each([
  ['Post "<redacted>": dial tcp 127.0.0.1:9: connect: connection refused', 'connectionRefused'],
  ['Post "<redacted>": dial tcp: lookup chat.lan: no such host', 'nameNotFound'],
  ['Post "<redacted>": context deadline exceeded', 'timeout'],
  ['unexpected status code 403: invalid_token', 'notAllowed'],
  ['channel "": unexpected status code 404: no_service', 'notFound'],
  ['unexpected status code 429', 'tooMany'],
  ['unexpected status code 400: invalid_payload', 'messageRefused'],
  ['unexpected status code 500', 'serverError'],
  ['something else', 'other']
] as const)('of a web address the words “%s” mean %s', (said, cause) => {
  expect(webFailureCause(said)).toBe(cause)
})
