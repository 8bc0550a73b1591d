import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { FastifyBaseLogger } from 'fastify'
import type { SiteHours } from '../devices/calendar/site-hours.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { Registry } from '../devices/registry/registry.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/settings.ts'
import type { Storage } from '../platform/storage/storage.ts'
import type { Contents } from './contents.ts'
import { openDeviceReports, type DeviceReports } from './device-reports.ts'
import { createDeviceStates, type DeviceStates } from './device-states.ts'
import { createFileStore, type FileStore } from './file-store.ts'
import { openContents } from './stored-contents.ts'

export interface Content {
  readonly contents: Contents
  readonly contentFiles: FileStore
  readonly contentReports: DeviceReports
  readonly contentStates: DeviceStates
}

interface Options {
  readonly config: Pick<Config, 'dataDir' | 'contentMaxBytes'>
  readonly storage: Storage
  readonly clock: Clock
  readonly registry: Pick<Registry, 'get' | 'all' | 'onChange'>
  readonly connections: Pick<Connections, 'get'>
  readonly openingHoursOf: SiteHours['openingHoursOf']
  readonly log: FastifyBaseLogger
}

const halfOfDisk = async (directory: string): Promise<number> => {
  const { blocks, bsize } = await statfs(directory)
  return blocks * bsize / 2
}

/** Opens what is stored of content, and what devices have of it. */
export const composeContent = async (
  { config, storage, clock, registry, connections, openingHoursOf, log }: Options
): Promise<Content> => {
  const files = createFileStore({ directory: join(config.dataDir, 'content'), clock })
  const contents = await openContents({
    storage, files, clock, openingHoursOf,
    devices: () => registry.all().filter(({ state }) => !isOutOfUse(state)),
    maxBytes: async () => config.contentMaxBytes ?? await halfOfDisk(config.dataDir),
    onUnreadable: (what) => { log.error({ what }, 'stored content cannot be read; an older version is used, and no file is deleted') }
  })
  const reports = await openDeviceReports({
    storage, clock, contents,
    onUnreadable: (device) => { log.error({ device }, 'stored content of a device cannot be read; its next report replaces it') }
  })
  registry.onChange(({ id, state }) => {
    if (registry.get(id) !== undefined && !isOutOfUse(state)) return
    reports.forgetDevice(id).catch((error: unknown) => { log.error({ err: error, device: id }, 'content of a device not removed') })
  })
  return {
    contents,
    contentFiles: files,
    contentReports: reports,
    contentStates: createDeviceStates({ contents, reports, connection: (id) => connections.get(id), clock })
  }
}
