import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Config } from '../platform/config/settings.ts'
import { httpsFiles, type HttpsSettings } from '../platform/config/https-files.ts'

type Served = HttpsSettings & Pick<Config, 'publicUrl'>

/** Data by which a device recognises the collector before it has anything of ours. */
export interface CollectorCertificates {
  /** The pin of the collector's public key, as curl's --pinnedpubkey has it: its SHA-256 in base64. */
  readonly pin: string
  /** The signer of the certificate (PEM), for the device to store. */
  readonly authority: string
}

/**
 * Undefined without https; if another program than the collector may answer at its address; and if set-up's `ca.pem` is not
 * next to the certificate: then the device needs that file first.
 */
export const readCollectorCertificates = async (config: Served): Promise<CollectorCertificates | undefined> => {
  const files = httpsFiles(config)
  if (files === undefined || config.publicUrl !== undefined) return undefined
  try {
    const [certificate, authority] = await Promise.all([readFile(files.certificate), readFile(files.authority, 'utf8')])
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
