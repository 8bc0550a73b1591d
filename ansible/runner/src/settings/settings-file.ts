import { readFileSync } from 'node:fs'
import type { CommandText } from '../text/command-text.en.ts'
import { loadSettings, SettingsError } from './load-settings.ts'
import { settingsFileName, type Settings } from './settings.ts'

const usualFile = '/etc/mimamori/update.conf'

/** The settings of this process: its environment takes precedence over the settings file. A file that is named must exist. @throws {SettingsError} */
export const ownSettings = (env: Readonly<Record<string, string | undefined>>, text: CommandText): Settings => {
  const named = env[settingsFileName]
  const path = named || usualFile
  let content: string | undefined
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' || named) throw new SettingsError([`${path}: ${text.unreadable(message)}`])
  }
  return loadSettings({ env, text, ...content !== undefined && { file: { path, content } } })
}
