import { readFileSync, statSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { SettingText } from './setting-text.ts'
import { httpsFiles, type HttpsFiles } from './https-files.ts'
import type { Config } from './settings.ts'

type Kind = 'certificate' | 'key'

/** Whether TLS takes a file's text as what it should be; else the error, by OpenSSL's code. */
const problemOf = (kind: Kind, content: Buffer): NodeJS.ErrnoException | undefined => {
  try {
    createSecureContext(kind === 'certificate' ? { cert: content } : { key: content })
    return undefined
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

/** Codes of OpenSSL for a file without anything that it knows: no certificate, no key. */
const nothingThere = new Set(['ERR_OSSL_PEM_NO_START_LINE', 'ERR_OSSL_UNSUPPORTED'])

const describeContent = (kind: Kind, content: Buffer, { certificate: text }: SettingText): string | undefined => {
  const problem = problemOf(kind, content)
  if (problem === undefined) return undefined
  if (kind === 'key' && content.includes('ENCRYPTED')) return text.protectedKey
  if (!nothingThere.has(problem.code ?? '')) return text.unusable(problem.message)
  const [other, isOther] =
    kind === 'certificate'
      ? [text.aKey, problemOf('key', content) === undefined]
      : [text.aCertificate, problemOf('certificate', content) === undefined]
  return isOther ? other : text.somethingElse
}

interface ReadFile {
  readonly content?: Buffer
  readonly mistake?: string
}

const readPart = (kind: Kind, files: HttpsFiles, text: SettingText): ReadFile => {
  const file = files[kind]
  const wrong = (found: string): ReadFile => ({
    mistake: text.wrong(
      files.settings[kind],
      text.certificate.expected[kind],
      `${JSON.stringify(file)} (${found})`
    )
  })
  try {
    // Opening a pipe would block until somebody writes into it.
    if (!statSync(file).isFile()) return wrong(text.certificate.notAFile)
    const content = readFileSync(file)
    const found = describeContent(kind, content, text)
    return found === undefined ? { content } : wrong(found)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return wrong({ ENOENT: text.certificate.noFile, EACCES: text.certificate.noRight }[code ?? ''] ?? message)
  }
}

/** Mistakes in the files for https, as a server needs them, a line each. None without https. */
export const certificateMistakes = (config: Partial<Config>, text: SettingText): string[] => {
  const files = httpsFiles(config)
  if (files === undefined) return []
  const certificate = readPart('certificate', files, text)
  const key = readPart('key', files, text)
  if (certificate.content === undefined || key.content === undefined) {
    return [...new Set([certificate.mistake, key.mistake].filter((mistake) => mistake !== undefined))]
  }
  try {
    createSecureContext({ cert: certificate.content, key: key.content })
    return []
  } catch {
    return [text.wrong(files.settings.key, text.certificate.expected.matchingKey(files.certificate), JSON.stringify(files.key))]
  }
}
