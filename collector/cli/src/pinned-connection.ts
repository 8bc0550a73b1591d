import type { X509Certificate } from 'node:crypto'
import { connect, type TLSSocket } from 'node:tls'

/** What answers shows another certificate than the one that was to be there. */
export class OtherCertificate extends Error { override readonly name = 'OtherCertificate' }

/** Nothing has come for as long as is waited. */
export class NoAnswer extends Error { override readonly name = 'NoAnswer' }

interface PinnedConnection {
  readonly host: string
  readonly port: number
  readonly certificate: X509Certificate
  readonly timeoutMs: number
}

/**
 * A TLS connection to the holder of the key of exactly this certificate. Who signed it, for which names and until when is
 * not asked. @throws {OtherCertificate}, {NoAnswer}; and as `tls.connect` does
 */
export const pinnedConnection = ({ host, port, certificate, timeoutMs }: PinnedConnection): Promise<TLSSocket> => new Promise((resolve, reject) => {
  const socket = connect({ host, port, timeout: timeoutMs, rejectUnauthorized: false })
  socket.once('error', reject)
  socket.once('timeout', () => { socket.destroy(new NoAnswer()) })
  socket.once('secureConnect', () => {
    if (socket.getPeerX509Certificate()?.raw.equals(certificate.raw) === true) resolve(socket)
    else socket.destroy(new OtherCertificate())
  })
})
