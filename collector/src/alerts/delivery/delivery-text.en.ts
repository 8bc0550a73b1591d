import { certificateProblemEn } from '../../platform/language/certificate-problem.ts'

/** What kept a message from its receiver. `at` is where it was sent: scheme, host and port. Quoted words are the other program's own. */
export const deliveryTextEn = {
  unreachable: ({ at, reason }: { readonly at: string, readonly reason: string }) =>
    `${at} cannot be reached (${reason}). Check the address, and that it is running.`,
  connectionRefused: ({ at }: { readonly at: string }) => `Nothing listens at ${at}. Check host and port, and that it is running.`,
  nameNotFound: ({ at }: { readonly at: string }) => `The server cannot resolve the name in ${at}. Correct it, or enter the IP address.`,
  timeout: ({ at, seconds }: { readonly at: string, readonly seconds: number }) =>
    `${at} did not answer within ${seconds} seconds. Check that it is running.`,
  certificate: ({ at, reason }: { readonly at: string, readonly reason: string }) => certificateProblemEn(at, reason),
  forbiddenHost: ({ at }: { readonly at: string }) => `${at} leads to a link-local address, where nothing is sent. Correct the address.`,
  redirected: ({ at }: { readonly at: string }) =>
    `${at} answers with a redirect, which is not followed. Enter the address that it leads to.`,
  notFound: ({ at }: { readonly at: string }) => `${at} does not know this address (404). Copy the webhook’s address again.`,
  notAllowed: ({ at, status, said }: { readonly at: string, readonly status: number, readonly said: string }) =>
    `${at} does not allow this (${status}${said === '' ? '' : `: “${said}”`}). Check the token, or copy the address again; a bot must be in the chat.`,
  tooMany: ({ at }: { readonly at: string }) => `${at} takes no more messages for now (429). Alerts are sent again later.`,
  refused: ({ at, status, said }: { readonly at: string, readonly status: number, readonly said: string }) =>
    `${at} rejects the message (${status}${said === '' ? '' : `: “${said}”`}). Check the kind of the receiver, ` +
    'and of an HTTP request its headers, its body and how long its text may be.',
  mailTimeout: ({ at, seconds }: { readonly at: string, readonly seconds: number }) =>
    `The mail relay ${at} did not answer within ${seconds} seconds. Check that it is running; one that expects TLS from the first byte waits as long: set the encryption to implicit TLS (--tls implicit) for it.`,
  mailNeedsTls: ({ at, said }: { readonly at: string, readonly said: string }) =>
    `The mail relay ${at} takes no mail without encryption: “${said}”. Set the encryption to STARTTLS (--tls starttls).`,
  mailNoTls: ({ at, said }: { readonly at: string, readonly said: string }) =>
    `The mail relay ${at} does not speak TLS as it is set: “${said}”. Try another encryption: ` +
    'STARTTLS, implicit TLS, or none if that is right on your network (--tls).',
  mailCertificate: ({ at, reason }: { readonly at: string, readonly reason: string }) =>
    certificateProblemEn(`the mail relay ${at}`, reason, 'enter the certificate of its authority (--ca-file)'),
  mailCaFile: ({ file, reason }: { readonly file: string, readonly reason: string }) =>
    `The collector cannot read ${file} (${reason}), the certificate of the mail relay’s authority. ` +
    'Correct the path, or who may read the file.',
  mailLogin: ({ at, said }: { readonly at: string, readonly said: string }) =>
    `The mail relay ${at} rejects the login: “${said}”. Check user and password.`,
  mailDeferred: ({ at, said }: { readonly at: string, readonly said: string }) =>
    `The mail relay ${at} cannot take the mail now: “${said}”. Alerts are sent again; if it stays so, ask whoever runs the relay.`,
  mailRefused: ({ at, said }: { readonly at: string, readonly said: string }) =>
    `The mail relay ${at} rejects the mail: “${said}”. Check the sender and the addresses, ` +
    'or ask whoever runs the relay to accept mail from this server.',
  mailboxRefused: ({ at, to }: { readonly at: string, readonly to: string }) =>
    `The mail relay ${at} does not accept mail for ${to}; the other addresses have it. Correct the address.`,
  failed: ({ at, status, said }: { readonly at: string, readonly status: number, readonly said: string }) =>
    `${at} reports an error of its own (${status}${said === '' ? '' : `: “${said}”`}). See its log; alerts are sent again until it accepts them.`
}

/** The same in another language. */
export type DeliveryText = typeof deliveryTextEn
