import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import type { Settings } from '../settings/settings.ts'
import type { CommandText } from '../text/command-text.en.ts'

export interface ServerCheckOptions {
  readonly settings: Pick<Settings, 'playbook' | 'tokenFile' | 'caFile' | 'grafanaTokenFile'>
  readonly stateDirectory: string
  readonly text: CommandText['preflight']
}

/** For the output of a run, and archives of releases; a full disk ends in half a result. */
const neededBytes = 200_000_000

const unreadable = (file: string): string | undefined => {
  try {
    accessSync(file, constants.R_OK)
    return undefined
  } catch (error) {
    // Without the call and the path, which the sentence around it has.
    return (error as Error).message.replace(/, \w+ '.*'$/, '')
  }
}

const checkToken = (file: string, text: CommandText['preflight']): string[] => {
  const reason = unreadable(file)
  if (reason !== undefined) return [text.token(file, reason)]
  return readFileSync(file, 'utf8').trim() === '' ? [text.emptyToken(file)] : []
}

/** What on this server stands in the way of an update, a sentence each. */
export const checkServer = ({ settings, stateDirectory, text }: ServerCheckOptions): string[] => {
  const { playbook } = settings
  const missing = unreadable(playbook)
  const { bavail, bsize } = statfsSync(stateDirectory)
  return [
    ...missing === undefined ? [] : [text.playbook(playbook, missing)],
    ...checkToken(settings.tokenFile, text),
    ...settings.grafanaTokenFile === undefined ? [] : checkToken(settings.grafanaTokenFile, text),
    ...bavail * bsize < neededBytes ? [text.disk(stateDirectory, { freeMegabytes: Math.floor((bavail * bsize) / 1e6), neededMegabytes: neededBytes / 1e6 })] : []
  ]
}
