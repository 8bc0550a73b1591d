import { readFileSync } from 'node:fs'
import { UsageError } from '../platform/errors.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { loadSettings, type SettingsFile } from './load-settings.ts'
import { settingsFileName, type Settings } from './settings.ts'

/** The administrator's. */
const usualFile = '/etc/mimamori/update.conf'
/** Settings that `npm run install-server` has found out about the server. */
const defaultsFile = '/etc/mimamori/update-defaults.conf'

/** Reads a settings file; undefined if there is none, and need not be. @throws {UsageError} */
const readFile = (path: string, text: CommandText, { mustExist = false } = {}): SettingsFile | undefined => {
  try {
    return { path, content: readFileSync(path, 'utf8') }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && !mustExist) return undefined
    throw new UsageError([`${path}: ${text.unreadable(message)}`])
  }
}

/**
 * The settings of this process: its environment takes precedence over the settings file, and that over the server's defaults. A
 * file that is named must exist, and is the only one read. @throws {UsageError}
 */
export const localSettings = (
  env: Readonly<Record<string, string | undefined>>, text: CommandText, { usual = usualFile, defaults = defaultsFile } = {}
): Settings => {
  const named = env[settingsFileName]
  return named
    ? loadSettings({ env, text, file: readFile(named, text, { mustExist: true }) })
    : loadSettings({ env, text, file: readFile(usual, text), defaults: readFile(defaults, text) })
}
