import { option, type FieldOptions, type Invocation, type Options } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readSecret } from '../read-secret.ts'

/** Where a device is scraped, and with which user and password, or which token. */
export const scrapeOptions: Options = {
  'scrape-url': option('scrapeUrl'), 'scrape-user': option('scrapeUser'), 'scrape-secret-file': option('scrapeSecretFile')
}

export const scrapeFields: FieldOptions = { '/scrapeCredentials/user': 'scrape-user', '/scrapeCredentials': 'scrape-secret-file' }

type Credentials = { readonly user: string, readonly password: string } | { readonly token: string }

/** The credentials that were given; null for an empty file, which removes them. @throws {UsageError} {CommandError} */
export const scrapeCredentials = ({ option: value, text }: Invocation): Credentials | null | undefined => {
  const user = value('scrape-user')
  const secret = readSecret(value('scrape-secret-file'), text)
  if (secret === undefined && user !== undefined) throw new UsageError(text.missing('--scrape-secret-file', text.expected.scrapeSecretFile))
  if (secret === undefined) return undefined
  if (secret === '') return null
  return user === undefined ? { token: secret } : { user, password: secret }
}
