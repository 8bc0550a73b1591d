import { readFileSync, statSync } from 'node:fs'
import type { SettingText } from './setting-text.ts'
import { settings, type Config } from './settings.ts'

/** A token as a header can carry it. */
const token = /^[\x21-\x7e]+$/

/** The token for Loki, or for whatever takes remote write; undefined where no file is set. @throws as the file system does */
export const readToken = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8').trim()

const mistakesOf = (key: 'lokiTokenFile' | 'remoteWriteTokenFile', file: string | undefined, text: SettingText): string[] => {
  if (file === undefined) return []
  const wrong = (found: string): string[] => [text.wrong(settings[key].name, text.tokenFile.expected, `${JSON.stringify(file)} (${found})`)]
  try {
    // Opening a pipe would block until somebody writes into it.
    if (!statSync(file).isFile()) return wrong(text.certificate.notAFile)
    return token.test(readToken(file) ?? '') ? [] : wrong(text.tokenFile.noToken)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return wrong({ ENOENT: text.certificate.noFile, EACCES: text.certificate.noRight }[code ?? ''] ?? message)
  }
}

/** Mistakes in the files of tokens for other servers. */
export const tokenFileMistakes = ({ lokiTokenFile, remoteWriteTokenFile }: Partial<Config>, text: SettingText): string[] =>
  [...mistakesOf('lokiTokenFile', lokiTokenFile, text), ...mistakesOf('remoteWriteTokenFile', remoteWriteTokenFile, text)]
