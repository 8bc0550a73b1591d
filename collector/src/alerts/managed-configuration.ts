import { join, resolve } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { ConfigurationAnswer } from '@mimamori/contract'
import type { CalendarFile } from '../devices/calendar/calendar-file.ts'
import { serverTimeZone } from '../platform/config/server-time-zone.ts'
import type { Config } from '../platform/config/settings.ts'
import type { AlertmanagerClient } from './alertmanager/alertmanager-client.ts'
import { findAmtool } from './alertmanager/amtool.ts'
import { ConfigurationRefusedError, configurationApplier } from './alertmanager/apply-configuration.ts'
import { readBaseConfiguration } from './alertmanager/base-configuration.ts'
import { buildConfiguration, type Configuration } from './alertmanager/configuration.ts'
import type { CollectorAddress } from './alertmanager/integrations.ts'
import { addressForExternalAlertmanager, collectorAddress } from './collector-address.ts'
import type { AppliedConfiguration, NotificationSettings } from './receivers/receivers.ts'
import { withoutSecrets } from './receivers/secrets.ts'

/** Alertmanager's configuration, made from receivers, mail relay and calendar. */
export interface ManagedConfiguration {
  /** Whether the collector writes it: a file is set, and amtool is installed to check it. */
  readonly isWritten: boolean
  /** Puts it in use, if the collector writes it. @throws {ConfigurationRefusedError} without secrets; nothing was changed then */
  readonly apply: (settings: NotificationSettings) => Promise<AppliedConfiguration>
  /** For an Alertmanager that somebody else runs. @throws {ConfigurationRefusedError} */
  toPaste (settings: NotificationSettings): Promise<Omit<ConfigurationAnswer, 'requestId' | 'configuration'>>
}

/** With Mimamori's own files. */
const defaultBase = resolve(import.meta.dirname, '../../../dashboards/out/alertmanager.yml')
/** The directory for the files on the host that it is pasted on, of which nothing is known. */
const externalDirectory = '/etc/mimamori/alertmanager'

const notWritten: AppliedConfiguration = { state: 'by_hand', undo: async () => {}, settle: async () => {} }

interface Deps {
  /** Undefined if no Alertmanager is set. */
  readonly client: AlertmanagerClient | undefined
  readonly config: Config
  readonly calendar: Pick<CalendarFile, 'current'>
  readonly log: Pick<FastifyBaseLogger, 'warn'>
}

/** Finds amtool, without which nothing is written, and says so in the log. */
export const openManagedConfiguration = async ({ client, config, calendar, log }: Deps): Promise<ManagedConfiguration> => {
  const { alertmanagerConfig, alertmanagerBase = defaultBase } = config
  const amtool = alertmanagerConfig === undefined ? undefined : await findAmtool(config.amtool)
  if (alertmanagerConfig !== undefined && amtool === undefined) {
    log.warn({ amtool: config.amtool }, 'no amtool, which comes with Alertmanager: its configuration is not written')
  }
  const build = async (
    settings: NotificationSettings,
    { own, directory }: { readonly own: CollectorAddress, readonly directory: string }
  ): Promise<Configuration> => {
    const base = await readBaseConfiguration(alertmanagerBase).catch((error: unknown) => {
      throw new ConfigurationRefusedError((error as Error).message, { cause: error })
    })
    return buildConfiguration(settings, {
      base,
      own,
      directory,
      calendar: calendar.current(),
      serverTimeZone: serverTimeZone(config)
    })
  }
  const applier =
    alertmanagerConfig === undefined || amtool === undefined || client === undefined
      ? undefined
      : configurationApplier({
          file: resolve(alertmanagerConfig),
          amtool,
          client,
          build: (settings, directory) => build(settings, { own: collectorAddress(config), directory })
        })

  return {
    isWritten: applier !== undefined,
    async apply (settings) {
      try {
        return await applier?.(settings) ?? notWritten
      } catch (error) {
        throw error instanceof ConfigurationRefusedError
          ? new ConfigurationRefusedError(
              `Alertmanager would not take the configuration, so nothing was changed: ${withoutSecrets(error.message, settings)}`
            )
          : error
      }
    },
    async toPaste (settings) {
      const own = addressForExternalAlertmanager(config, externalDirectory)
      const { yaml, files } = await build(settings, { own, directory: externalDirectory })
      const ofOwnAddress = [own.tokenFile, own.tls?.caFile].filter((path) => path !== undefined && yaml.includes(path))
      return {
        yaml,
        files: [
          ...files.map(({ name, content, isSecret }) => ({ path: join(externalDirectory, name), content: isSecret ? null : content })),
          ...ofOwnAddress.map((path) => ({ path: path!, content: null }))
        ]
      }
    }
  }
}
