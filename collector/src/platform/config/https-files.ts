import { dirname, join } from 'node:path'
import { httpsAuthorityFile, httpsCertificateFile } from '@mimamori/contract/data-directory'
import { settings, type Config } from './settings.ts'

/** The settings that say whether the collector serves https, and with which files. */
export type HttpsSettings = Pick<Config, 'tlsCert' | 'tlsKey' | 'httpsListen' | 'httpsDir'>

export interface HttpsFiles {
  readonly certificate: string
  readonly key: string
  /** The certificate of the authority that signed, if it is there. */
  readonly authority: string
  /** The settings that name the files. */
  readonly settings: { readonly certificate: string, readonly key: string }
}

/** The files with which the collector serves https, at its one address or beside http. Undefined without https. */
export const httpsFiles = ({ tlsCert, tlsKey, httpsListen, httpsDir }: Partial<HttpsSettings>): HttpsFiles | undefined => {
  if (tlsCert !== undefined && tlsKey !== undefined) {
    return {
      certificate: tlsCert,
      key: tlsKey,
      authority: join(dirname(tlsCert), 'ca.pem'),
      settings: { certificate: settings.tlsCert.name, key: settings.tlsKey.name }
    }
  }
  if (httpsListen === undefined || httpsDir === undefined) return undefined
  const certificate = httpsCertificateFile(httpsDir)
  return {
    certificate,
    key: certificate,
    authority: httpsAuthorityFile(httpsDir),
    settings: { certificate: settings.httpsDir.name, key: settings.httpsDir.name }
  }
}
