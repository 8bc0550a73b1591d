import type { Language } from '@mimamori/contract'
import { terminalLanguage } from '@mimamori/program/language'
import { assignValues } from '../config/assign-values.ts'
import { caFileIssues } from '../config/ca-file.ts'
import type { ConfigIssue } from '../config/config-issue.ts'
import { readConfiguration, refuseIssues } from '../config/read-configuration.ts'
import type { ValuesOf } from '../config/setting-table.ts'
import { watcherSettings, type ReceiverType } from './watcher-settings.ts'

/** The receiver that the watcher itself notifies. */
export interface WatcherReceiver {
  readonly type: ReceiverType
  readonly url: URL
  readonly token: string | undefined
}

/** A whole and valid configuration of the watcher. */
export interface WatcherConfig extends Pick<ValuesOf<typeof watcherSettings>, 'caFile' | 'listen' | 'checkSeconds' | 'afterMinutes'> {
  readonly serverUrl: URL
  /** Undefined if only its screen raises the alarm. */
  readonly receiver: WatcherReceiver | undefined
  readonly language: Language
}

const usualWatcherFile = '/etc/mimamori/watcher.conf'

interface Sources {
  /** The flag --config. */
  readonly file?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

/** ntfy's topic is the last part of the address. */
const hasTopic = ({ pathname }: URL): boolean => /^\/(?:.*\/)?[-_A-Za-z0-9]{1,64}$/.test(pathname)

/** Reads the configuration from its file. @throws {ConfigError} with all mistakes at once */
export const loadWatcherConfig = ({ file = usualWatcherFile, env }: Sources): WatcherConfig => {
  const { lines, issues: unreadable } = readConfiguration(file)
  const { values, lineOf, issues: assigned } = assignValues(lines, watcherSettings)
  const { serverUrl, receiverType: type, receiverUrl: url, receiverToken: token, language = terminalLanguage(env), ...rest } = values
  const issues: ConfigIssue[] = [...unreadable, ...assigned, ...caFileIssues(values.caFile, lineOf)]
  if (!lineOf.has('SERVER_URL')) issues.push({ kind: 'missing', key: 'SERVER_URL', expected: watcherSettings.serverUrl.kind.expected })
  if (type === 'ntfy' && url !== undefined && !hasTopic(url)) {
    issues.push({
      kind: 'refused',
      key: 'RECEIVER_URL',
      line: lineOf.get('RECEIVER_URL'),
      reason: (text) => text.config.noTopic
    })
  }
  refuseIssues(file, issues)
  return { ...rest, language, serverUrl: serverUrl!, receiver: url && { type, url, token } }
}
