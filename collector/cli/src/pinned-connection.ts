import type { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'

/** The server shows another certificate than the expected one. */
export class OtherCertificate extends Error { override readonly name = 'OtherCertificate' }

/** Nothing has come within the timeout. */
export class NoAnswer extends Error { override readonly name = 'NoAnswer' }

interface PinnedConnection {
  readonly host: string
  readonly port: number
  readonly certificate: X509Certificate
  readonly timeoutMs: number
}

/**
 * A TLS connection to the owner of the key of exactly this certificate. Its signer, names and validity are
 * not checked. @throws {OtherCertificate}, {NoAnswer}; and as `tls.connect` does
 */
export const pinnedConnection = async ({ host, port, certificate, timeoutMs }: PinnedConnection): Promise<TLSSocket> => {
  const socket = connect({ host, port, timeout: timeoutMs, rejectUnauthorized: false })
  socket.once('timeout', () => { socket.destroy(new NoAnswer()) })
  await once(socket, 'secureConnect')
  if (socket.getPeerX509Certificate()?.raw.equals(certificate.raw) === true) return socket
  socket.destroy()
  throw new OtherCertificate()
}
