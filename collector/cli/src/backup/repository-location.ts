import { isAbsolute } from 'node:path'

/** A directory, or what restic reaches over a network: `sftp:…`, `s3:…`, `rest:…`. */
const remote = /^(?:sftp|s3|rest):\S+$/

/** userinfo of a URL that has a password: it would be shown in process lists and messages. */
const hasPassword = (written: string): boolean => /\/\/[^/@]*:[^/@]*@/.test(written)

/** A place for backups as restic names it; undefined for anything else, and for one that has a password in it. */
export const parseRepository = (written: string): string | undefined =>
  (isAbsolute(written) || remote.test(written)) && !hasPassword(written) ? written : undefined

export const isDirectory = (repository: string): boolean => isAbsolute(repository)
