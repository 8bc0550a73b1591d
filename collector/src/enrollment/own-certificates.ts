import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Settings of the collector. */
interface Served {
  readonly tlsCert?: string | undefined
  readonly publicUrl?: string | undefined
}

/** By what a device recognises the collector before it has anything of ours. */
export interface OwnCertificates {
  /** The pin of the collector's public key, as curl's --pinnedpubkey has it: its SHA-256 in base64. */
  readonly pin: string
  /** The signer of the certificate (PEM), for the device to store. */
  readonly authority: string
}

/**
 * Undefined without https; where another program than the collector may answer at its address; and where set-up's `ca.pem` does not stand
 * beside the certificate: then the device needs that file first.
 */
export const readOwnCertificates = async ({ tlsCert, publicUrl }: Served): Promise<OwnCertificates | undefined> => {
  if (tlsCert === undefined || publicUrl !== undefined) return undefined
  try {
    const [certificate, authority] = await Promise.all([readFile(tlsCert), readFile(join(dirname(tlsCert), 'ca.pem'), 'utf8')])
    const { publicKey } = new X509Certificate(certificate)
    return {
      pin: createHash('sha256')
        .update(publicKey.export({ type: 'spki', format: 'der' }))
        .digest('base64'),
      authority: authority.trimEnd()
    }
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
