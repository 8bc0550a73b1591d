import { CodedError } from '../../platform/errors/error-codes.ts'
import type { AppliedConfiguration, NotificationSettings } from '../receivers/receivers.ts'
import { AlertmanagerRefusedError, AlertmanagerUnreachableError, type AlertmanagerClient } from './alertmanager-client.ts'
import type { Amtool } from './amtool.ts'
import type { Configuration } from './configuration.ts'
import { configurationDirectory } from './configuration-directory.ts'

/** The configuration was rejected, and the previous one is in use. The message is amtool's or Alertmanager's. */
export class ConfigurationRefusedError extends CodedError {
  override readonly name = 'ConfigurationRefusedError'
  readonly code = 'CONFIGURATION_REFUSED'
}

interface Deps {
  /** Alertmanager's configuration file. */
  readonly file: string
  readonly amtool: Amtool
  readonly client: AlertmanagerClient
  /** Builds the configuration whose files are in this directory. */
  readonly build: (wanted: NotificationSettings, directory: string) => Promise<Configuration>
}

/** Writes and checks the configuration and makes Alertmanager load it, or leaves everything as it was. */
export const configurationApplier = ({
  file,
  amtool,
  client,
  build
}: Deps): ((wanted: NotificationSettings) => Promise<AppliedConfiguration>) => {
  const directory = configurationDirectory(file)

  const reload = async (): Promise<AppliedConfiguration['state']> => {
    try {
      await client.reload()
      return 'applied'
    } catch (error) {
      if (error instanceof AlertmanagerUnreachableError) return 'waiting'
      throw error
    }
  }
  const putBack = async (before: string | undefined): Promise<void> => {
    await directory.use(before)
    await directory.removeUnused()
    // It ran on this one before: its answer changes nothing.
    if (before !== undefined) await reload().catch(() => undefined)
  }

  return async (wanted) => {
    const before = directory.current()
    try {
      const candidate = await directory.writeCandidate((own) => build(wanted, own))
      const problem = await amtool.check(candidate.file)
      if (problem !== undefined) throw new ConfigurationRefusedError(problem)
      await directory.use(candidate.yaml)
    } catch (error) {
      await directory.removeUnused()
      throw error
    }
    try {
      const state = await reload()
      return { state, undo: () => putBack(before), settle: () => directory.removeUnused() }
    } catch (error) {
      await putBack(before)
      throw error instanceof AlertmanagerRefusedError ? new ConfigurationRefusedError(error.message, { cause: error }) : error
    }
  }
}
