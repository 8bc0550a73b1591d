import { readFileSync, statSync } from 'node:fs'
import type { SettingText } from '../text/setting-text.ts'
import { settings, type Config } from './settings.ts'

/** A token as a header can carry it. */
const token = /^[\x21-\x7e]+$/

/** The token for Loki; undefined where none is set. @throws as the file system does */
export const readLokiToken = ({ lokiTokenFile }: Pick<Config, 'lokiTokenFile'>): string | undefined =>
  lokiTokenFile === undefined ? undefined : readFileSync(lokiTokenFile, 'utf8').trim()

/** What is wrong with the file of Loki's token, if anything is. */
export const lokiTokenMistakes = ({ lokiTokenFile }: Partial<Config>, text: SettingText): string[] => {
  if (lokiTokenFile === undefined) return []
  const wrong = (found: string): string[] => [text.wrong(settings.lokiTokenFile.name, text.lokiToken.expected, `${JSON.stringify(lokiTokenFile)} (${found})`)]
  try {
    // To open a pipe would wait for whoever writes into it.
    if (!statSync(lokiTokenFile).isFile()) return wrong(text.certificate.notAFile)
    return token.test(readLokiToken({ lokiTokenFile }) ?? '') ? [] : wrong(text.lokiToken.noToken)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return wrong({ ENOENT: text.certificate.noFile, EACCES: text.certificate.noRight }[code ?? ''] ?? message)
  }
}
