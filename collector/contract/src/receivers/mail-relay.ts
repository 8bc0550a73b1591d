import { z } from 'zod'
import { about } from '../about.ts'
import { isAllowedHost } from './address.ts'
import { mailAddress } from './channels.ts'

/** The encryption of the relay: none, after STARTTLS, or from the first byte. */
export const mailTls = ['none', 'starttls', 'implicit'] as const

/** The server that takes mail for the receivers of e-mail; there is one. */
export const mailRelay = z
  .strictObject({
    host: z
      .string()
      .max(253)
      .regex(
        /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+)$/,
        'expected a host name or IP address without a port, such as mail.factory.lan'
      )
      .refine(
        (host) => isAllowedHost(URL.parse(`http://${host.includes(':') ? `[${host}]` : host}`)?.hostname ?? ''),
        'must not be a link-local address'
      ).meta(about('The host name or IP address of the mail relay.', 'mail.factory.lan')),
    port: z.number().int().min(1).max(65_535).default(25).meta(about('The port of the mail relay.', 25)),
    from: mailAddress.meta(about('The sender address.', 'mimamori@factory.lan')),
    tls: z.enum(mailTls).default('starttls').meta(about(
      'The encryption: none, starttls, or implicit (TLS from the start, on port 465).',
      'starttls'
    )),
    caFile: z.string().startsWith('/', 'expected an absolute path').max(1024).exactOptional().meta(about(
      'The path of a CA certificate on the server, for a mail relay with a certificate of your own CA.',
      '/etc/mimamori/ca.pem'
    )),
    user: z
      .string()
      .min(1)
      .max(256)
      .regex(/^[^\p{Cc}]*$/u, 'expected text without control characters')
      .exactOptional().meta(about(
      'The user name, if the mail relay requires a login. Responses contain it for administrators only.',
      'mimamori'
    )),
    password: z
      .string()
      .min(1)
      .max(1024)
      .regex(/^[^\p{Cc}]*$/u, 'expected text without control characters')
      .exactOptional().describe('The password. A secret: responses only say whether it is set.')
  })
  .refine(({ port, tls }) => (tls === 'implicit' ? port !== 25 : port !== 465), {
    path: ['tls'],
    message: 'implicit is for port 465, not for port 25'
  })
  .refine(({ user, password }) => user === undefined || password !== undefined, {
    path: ['password'],
    message: 'expected a password for the user'
  })
  .refine(({ user, password }) => password === undefined || user !== undefined, {
    path: ['user'],
    message: 'expected a user for the password'
  })
export type MailRelay = z.infer<typeof mailRelay>

/** The relay without its password. */
export const mailRelayView = z.object({
  host: z.string().meta(about('The host name or IP address of the mail relay.', 'mail.factory.lan')),
  port: z.number(),
  from: z.string().meta(about('The sender address.', 'mimamori@factory.lan')),
  tls: z.enum(mailTls),
  caFile: z.string().nullable(),
  user: z.string().nullable().meta(about(
    'The user name, if the mail relay requires a login. Responses contain it for administrators only.',
    'mimamori'
  )),
  password: z.object({ isSet: z.boolean() }).describe('The password. A secret: responses only say whether it is set.')
})
export type MailRelayView = z.infer<typeof mailRelayView>
