import { certificateProblemEn } from '../../platform/language/certificate-problem.ts'

type At = Readonly<{ at: string }>
type Said = At & Readonly<{ said: string }>
type Status = Readonly<{ status: number }>
type Reason = Readonly<{ reason: string }>
type Seconds = Readonly<{ seconds: number }>

const formatAnswer = ({ status, said }: Status & Omit<Said, 'at'>): string => `${status}${said === '' ? '' : `: “${said}”`}`

/**
 * The reasons why a message was not delivered. `at` is its destination: scheme, host and port. Quoted words are the other program's own.
 */
export const deliveryTextEn = {
  unreachable: ({ at, reason }: At & Reason) =>
    `${at} cannot be reached (${reason}). Check the address, and that it is running.`,
  connectionRefused: ({ at }: At) => `Nothing listens at ${at}. Check host and port, and that it is running.`,
  nameNotFound: ({ at }: At) => `The server cannot resolve the name in ${at}. Correct it, or enter the IP address.`,
  timeout: ({ at, seconds }: At & Seconds) =>
    `${at} did not answer within ${seconds} seconds. Check that it is running.`,
  certificate: ({ at, reason }: At & Reason) => certificateProblemEn(at, reason),
  forbiddenHost: ({ at }: At) => `${at} leads to a link-local address, where nothing is sent. Correct the address.`,
  redirected: ({ at }: At) =>
    `${at} answers with a redirect, which is not followed. Enter the address that it leads to.`,
  notFound: ({ at }: At) => `${at} does not know this address (404). Copy the webhook’s address again.`,
  notAllowed: ({ at, ...answer }: Said & Status) =>
    `${at} does not allow this (${formatAnswer(answer)}). Check the token, or copy the address again; a bot must be in the chat.`,
  tooMany: ({ at }: At) => `${at} is rate limiting messages (429). Alerts are sent again later.`,
  refused: ({ at, ...answer }: Said & Status) =>
    `${at} rejects the message (${formatAnswer(answer)}). Check the kind of the receiver, ` +
    'and of an HTTP request its headers, its body and how long its text may be.',
  mailTimeout: ({ at, seconds }: At & Seconds) =>
    `The mail relay ${at} did not answer within ${seconds} seconds. Check that it is running; one that expects TLS from the first byte waits as long: set the encryption to implicit TLS (--tls implicit) for it.`,
  mailNeedsTls: ({ at, said }: Said) =>
    `The mail relay ${at} takes no mail without encryption: “${said}”. Set the encryption to STARTTLS (--tls starttls).`,
  mailNoTls: ({ at, said }: Said) =>
    `The mail relay ${at} does not support this encryption setting: “${said}”. Try another encryption: ` +
    'STARTTLS, implicit TLS, or none if that is right on your network (--tls).',
  mailCertificate: ({ at, reason }: At & Reason) =>
    certificateProblemEn(`the mail relay ${at}`, reason, 'enter the certificate of its authority (--ca-file)'),
  mailCaFile: ({ file, reason }: Reason & Readonly<{ file: string }>) =>
    `The collector cannot read ${file} (${reason}), the certificate of the mail relay’s authority. ` +
    'Correct the path, or who may read the file.',
  mailLogin: ({ at, said }: Said) =>
    `The mail relay ${at} rejects the login: “${said}”. Check user and password.`,
  mailLoginMissing: ({ at, said }: Said) =>
    `The mail relay ${at} takes mail only after a login: “${said}”. Enter a user and a password for it.`,
  mailDeferred: ({ at, said }: Said) =>
    `The mail relay ${at} cannot take the mail now: “${said}”. Alerts are sent again; if it stays so, ask whoever runs the relay.`,
  mailRefused: ({ at, said }: Said) =>
    `The mail relay ${at} rejects the mail: “${said}”. Check the sender and the addresses, ` +
    'or ask whoever runs the relay to accept mail from this server.',
  mailboxRefused: ({ at, to }: At & Readonly<{ to: string }>) =>
    `The mail relay ${at} does not accept mail for ${to}; the other addresses have it. Correct the address.`,
  failed: ({ at, ...answer }: Said & Status) =>
    `${at} reports an error of its own (${formatAnswer(answer)}). See its log; alerts are sent again until it accepts them.`
}

/** The same in another language. */
export type DeliveryText = typeof deliveryTextEn
