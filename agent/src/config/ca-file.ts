import { readRegularFile } from './read-regular-file.ts'

/** Certificates as PEM has them (RFC 7468). */
const certificate = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^]*?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g

/** What a CA file is not: undefined where it has certificates and nothing but readable ones. @throws where it cannot be read */
export const mistakeInCaFile = (path: string): 'none' | 'unreadable' | undefined => {
  const found = readRegularFile(path).match(certificate)
  if (found === null) return 'none'
  // Loaded only here: an agent without https needs none of it.
  const { X509Certificate } = process.getBuiltinModule('node:crypto')
  try {
    for (const text of found) new X509Certificate(text)
    return undefined
  } catch {
    return 'unreadable'
  }
}
