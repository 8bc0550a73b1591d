import { join } from 'node:path'
import { defaultHttpsDirectory, httpsAuthorityFile, httpsCertificateFile } from '@mimamori/contract/data-directory'
import { serviceSettingsFile } from '../service-settings.ts'

/** The files of https on a server, below `root`: `/`, or another directory in which a test has a whole server. */
export interface HttpsPaths {
  readonly directory: string
  /** The authority's key, which signs renewals: root's alone. */
  readonly authorityKey: string
  readonly authority: string
  /** The certificate and its key. */
  readonly certificate: string
  /** The collector's settings. */
  readonly settings: string
  readonly accounts: string
}

export const httpsPaths = (root: string): HttpsPaths => {
  const directory = join(root, defaultHttpsDirectory)
  return {
    directory,
    authorityKey: join(directory, 'ca.key'),
    authority: httpsAuthorityFile(directory),
    certificate: httpsCertificateFile(directory),
    settings: join(root, serviceSettingsFile),
    accounts: join(root, '/etc/passwd')
  }
}
