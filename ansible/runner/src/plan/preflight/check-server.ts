import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import type { Settings } from '../../settings/settings.ts'
import type { CommandText } from '../../text/command-text.en.ts'

export interface ServerCheckOptions {
  readonly settings: Pick<Settings, 'playbook' | 'tokenFile' | 'caFile' | 'grafanaTokenFile'>
  readonly stateDirectory: string
  readonly text: CommandText['preflight']
}

/** Space for the output of a run and for archives of releases: with a full disk, a run ends without its results. */
const neededBytes = 200_000_000

const unreadable = (file: string): string | undefined => {
  try {
    accessSync(file, constants.R_OK)
    return undefined
  } catch (error) {
    // Without the system call and the path, which are in the message around it.
    return (error as Error).message.replace(/, \w+ '.*'$/, '')
  }
}

const checkToken = (file: string, text: CommandText['preflight']): string[] => {
  const reason = unreadable(file)
  if (reason !== undefined) return [text.token(file, reason)]
  return readFileSync(file, 'utf8').trim() === '' ? [text.emptyToken(file)] : []
}

/** Finds everything that prevents an update on this server, one message each. */
export const checkServer = ({ settings, stateDirectory, text }: ServerCheckOptions): string[] => {
  const { playbook } = settings
  const missing = unreadable(playbook)
  const { bavail, bsize } = statfsSync(stateDirectory)
  return [
    ...missing === undefined ? [] : [text.playbook(playbook, missing)],
    ...checkToken(settings.tokenFile, text),
    ...settings.grafanaTokenFile === undefined ? [] : checkToken(settings.grafanaTokenFile, text),
    ...bavail * bsize < neededBytes ? [
      text.disk(stateDirectory, { freeMegabytes: Math.floor((bavail * bsize) / 1e6), neededMegabytes: neededBytes / 1e6 })
    ] : []
  ]
}
