import { join } from 'node:path'
import type { Language } from '@mimamori/program/language'
import { formatAddress } from '@mimamori/program/listen-address'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { chosenByStart } from '../../collector/src/platform/config/start-command.ts'
import { nodeEnvironment, nodeFlags } from '../../collector/src/node-flags.ts'
import { lockDataDirectory } from '../../collector/src/platform/storage/data-directory.ts'
import { DataDirectoryError } from '../../collector/src/platform/storage/errors.ts'
import { dataDirectoryText, settingText } from '../../collector/src/platform/config/setting-text.ts'
import { alertmanagerSettings } from './alertmanager.ts'
import { findListener } from './listener.ts'
import { checkout, type ServiceDirectories } from './directories.ts'
import { isFree } from './port.ts'
import { StartProblem } from './problem.ts'
import { remoteWriteUrl } from './prometheus.ts'
import type { ServiceOptions } from './service.ts'
import type { StartText } from './text.ts'

export interface CollectorPlan {
  readonly config: Config
  /** The address of the Prometheus that runs with it, if one does. */
  readonly prometheusUrl: string | undefined
  /** The address of the Alertmanager that will run with it, if one does: the collector writes its configuration. */
  readonly alertmanagerUrl: string | undefined
  readonly directories: ServiceDirectories
  readonly language: Language
  readonly text: StartText
}

/** Checks that no collector uses the directory, whose files must not be moved away. @throws {StartProblem} */
export const requireFreeDirectory = (directory: string, language: Language): void => {
  try {
    lockDataDirectory(directory).release()
  } catch (error) {
    if (!(error instanceof DataDirectoryError)) throw error
    throw new StartProblem(dataDirectoryText(error.problem, settingText(language)), error.exitCode)
  }
}

/** @throws {StartProblem} if its address or its data directory is taken */
export const collectorService = async (
  { config, prometheusUrl, alertmanagerUrl, directories, language, text }: CollectorPlan
): Promise<ServiceOptions> => {
  const { host, port } = config.listen
  if (port === 0) throw new StartProblem(text.anyPort, 2)
  if (!await isFree(host, port)) throw new StartProblem(text.portTaken(formatAddress(config.listen), findListener(port)))
  requireFreeDirectory(directories.data, language)
  const chosen = {
    ...prometheusUrl !== undefined && { MIMAMORI_PROMETHEUS_URL: prometheusUrl, MIMAMORI_REMOTE_WRITE_URL: remoteWriteUrl(prometheusUrl) },
    ...alertmanagerUrl !== undefined && alertmanagerSettings(directories, alertmanagerUrl)
  }
  const ours = Object.keys(chosen).filter((name) => process.env[name] === undefined)
  return {
    name: 'Collector',
    address: config.listen,
    logFile: join(directories.logs, 'collector.log'),
    argv: [process.execPath, ...nodeFlags, join(checkout, 'collector', 'src', 'start.ts')],
    env: { ...nodeEnvironment, ...chosen, ...process.env, [chosenByStart]: ours.join(',') }
  }
}
