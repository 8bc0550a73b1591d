import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import type { ChannelOf, MailRelay } from '@mimamori/contract'
import { certificateAuthorities } from '@mimamori/program/certificates'
import { formatAddress } from '@mimamori/program/listen-address'
import { permanent, temporary, type DeliveryFailure } from './delivery-failure.ts'
import { guardedLookup } from './guarded-lookup.ts'
import { mailFailure } from './mail-failure.ts'
import type { Message } from './message.ts'
import { messageTextWithRunbook } from './message-text.ts'

interface Envelope {
  readonly channel: ChannelOf<'email'>
  readonly relay: MailRelay
  readonly message: Message
  readonly timeoutSeconds?: number
}

const transportOf = async ({ host, port, tls, user, password }: MailRelay, authorities: readonly string[]) => {
  // Loaded only to send mail, to save memory.
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { ca: [...certificateAuthorities(), ...authorities] },
    ...user !== undefined && { auth: { user, pass: password! } },
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket (_options, callback) {
      const connection = connect({ host, port, lookup: guardedLookup })
      connection.once('error', callback)
      connection.once('connect', () => {
        connection.off('error', callback)
        callback(null, { connection })
      })
    }
  })
}

/**
 * Sends a mail once through the relay: bounded in time, and nothing to a link-local address. Undefined if it was accepted for every
 * recipient.
 */
export const sendMail = async (
  { channel: { to, from }, relay, message, timeoutSeconds = 15 }: Envelope
): Promise<DeliveryFailure | undefined> => {
  const at = formatAddress(relay)
  const { caFile } = relay
  const authorities = caFile === undefined
    ? []
    : await readFile(caFile, 'utf8').then((text) => [text], (error: NodeJS.ErrnoException) => error)
  if (authorities instanceof Error) return temporary({
    kind: 'mailCaFile', file: caFile!, reason: authorities.code ?? authorities.message
  })
  const signal = AbortSignal.timeout(timeoutSeconds * 1000)
  try {
    const transport = await transportOf(relay, authorities)
    const { rejected } = await transport.sendMail({
      from: from ?? relay.from, to: [...to], subject: message.title, text: messageTextWithRunbook(message), signal
    })
    return rejected.length === 0 ? undefined : permanent({ kind: 'mailboxRefused', at, to: rejected.join(', ') })
  } catch (error) {
    return signal.aborted ? temporary({ kind: 'mailTimeout', at, seconds: timeoutSeconds }) : mailFailure(error as Error, at)
  }
}
