import { join } from 'node:path'

/** The default address and data directory of a collector: the command finds it there. */
export const defaultListen = '127.0.0.1:8080'
export const defaultDataDirectory = './var'

export const adminTokenFile = (dataDirectory: string): string => join(dataDirectory, 'admin-token')
export const serviceTokenFile = (dataDirectory: string, name: string): string => join(dataDirectory, 'tokens', name)

/** A file of content, stored once under its SHA-256, whichever versions have it. */
export const contentFilePath = (dataDirectory: string, sha256: string): string =>
  join(dataDirectory, 'content', 'files', sha256.slice(0, 2), sha256)

/** The file that a restore leaves about itself (restore-mark.ts). */
export const restoreMarkFile = (dataDirectory: string): string => join(dataDirectory, 'restored.json')

/** The files for https beside http. */
export const defaultHttpsDirectory = '/etc/mimamori/https'
/** The collector's certificate and its key: one file, so that a renewal replaces both at once. */
export const httpsCertificateFile = (httpsDirectory: string): string => join(httpsDirectory, 'collector.pem')
export const httpsAuthorityFile = (httpsDirectory: string): string => join(httpsDirectory, 'ca.pem')

/** The file in which the command reports backups to the collector (backup-state.ts). */
export const defaultBackupState = '/var/lib/mimamori-backup/state.json'
