import { z } from 'zod'
import { isAllowedHost } from './address.ts'
import { mailAddress } from './channels.ts'

/** How the relay is spoken to: plainly, encrypted after STARTTLS, or encrypted from the first byte. */
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
      ),
    port: z.number().int().min(1).max(65_535).default(25),
    from: mailAddress,
    tls: z.enum(mailTls).default('starttls'),
    /** A certificate file on the server, where the relay's is one of the LAN's own. */
    caFile: z.string().startsWith('/', 'expected an absolute path').max(1024).exactOptional(),
    user: z
      .string()
      .min(1)
      .max(256)
      .regex(/^[^\p{Cc}]*$/u, 'expected text without control characters')
      .exactOptional(),
    password: z
      .string()
      .min(1)
      .max(1024)
      .regex(/^[^\p{Cc}]*$/u, 'expected text without control characters')
      .exactOptional()
  })
  .refine(({ port, tls }) => (tls === 'implicit' ? port !== 25 : port !== 465), {
    path: ['tls'],
    message: 'expected implicit on port 465, and another than implicit on port 25'
  })
  .refine(({ user, password }) => user === undefined || password !== undefined, {
    path: ['password'],
    message: 'expected a password beside the user'
  })
  .refine(({ user, password }) => password === undefined || user !== undefined, {
    path: ['user'],
    message: 'expected a user beside the password'
  })
export type MailRelay = z.infer<typeof mailRelay>

/** The relay without its password. */
export const mailRelayView = z.object({
  host: z.string(),
  port: z.number(),
  from: z.string(),
  tls: z.enum(mailTls),
  caFile: z.string().nullable(),
  user: z.string().nullable(),
  password: z.object({ isSet: z.boolean() })
})
export type MailRelayView = z.infer<typeof mailRelayView>
