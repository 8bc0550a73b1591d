import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from '../platform/clock/clock.ts'
import type { ClockGuard } from '../platform/clock/clock-guard.ts'
import { readToken } from '../platform/config/token-file.ts'
import type { Config } from '../platform/config/settings.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { openEmbeddedBackend } from './embedded/embedded-backend.ts'
import { createLogBudget } from './intake/log-budget.ts'
import type { LogBackend } from './log-backend.ts'
import type { LogStore } from './log-store.ts'
import { createLokiBackend } from './loki/loki-backend.ts'
import { openLogStore } from './open-log-store.ts'
import { createLogMetrics, type LogMetrics } from './log-metrics.ts'
import { createLokiMetrics } from './loki/loki-metrics.ts'
import type { CollectorMetrics } from '../platform/metrics/collector-metrics.ts'
import type { RestoredData } from '../platform/storage/restored-data.ts'
import type { Storage } from '../platform/storage/storage.ts'

interface Deps {
  readonly config: Config
  readonly storage: Storage
  readonly clock: Clock
  readonly clockTrust: ClockGuard
  readonly registry: Pick<Registry, 'get'>
  readonly collectorMetrics: CollectorMetrics
  readonly restored: RestoredData | undefined
  readonly log: FastifyBaseLogger
  readonly onCrash: (error: Error) => void
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Loki if one is set, else the embedded database. */
const openBackend = ({ config, clock, clockTrust, registry, collectorMetrics, log, onCrash }: Deps, metrics: LogMetrics): LogBackend => {
  const { lokiUrl, lokiTenant } = config
  if (lokiUrl === undefined) {
    return openEmbeddedBackend({
      directory: config.dataDir,
      maxBytes: config.logMaxBytes,
      onRemoved: (reason, lines) => { metrics.removed(reason, lines) },
      onSetAside: (file) => { log.error({ file }, 'the database of the log was damaged and is set aside; the log begins anew') },
      onCrash
    })
  }
  const token = readToken(config.lokiTokenFile)
  const lokiMetrics = createLokiMetrics(collectorMetrics)
  return createLokiBackend({
    url: lokiUrl,
    ...token !== undefined && { token },
    ...lokiTenant !== undefined && { tenant: lokiTenant },
    clock,
    clockTrust,
    maxAgeMs: config.lokiMaxAgeHours * hourMs,
    searchRangeMs: config.logRetentionDays * dayMs,
    siteOf: (deviceId) => registry.get(deviceId)?.site ?? '',
    log,
    onRefused: (reason, lines) => { lokiMetrics.refused(reason, lines) }
  })
}

/** The log, with the backend that the settings name. @throws {DataDirectoryError} */
export const composeLogs = async (parts: Deps): Promise<LogStore> => {
  const { config, storage, clock, collectorMetrics, restored, log } = parts
  // Read only at a scrape, when the log exists.
  const metrics = createLogMetrics(collectorMetrics, {
    maxQueueBytes: config.logQueueMaxBytes,
    queued: () => logs.queued,
    isBackendUp: () => logs.trouble === undefined
  })
  const logs: LogStore = await openLogStore({
    storage,
    backend: openBackend(parts, metrics),
    budget: createLogBudget({ clock, bytesPerMinute: config.deviceLogBytesPerMinute }),
    maxQueueBytes: config.logQueueMaxBytes,
    nowMs: () => clock.nowMs(),
    restored,
    onGap ({ fromMs, untilMs, cause }) {
      log.warn({ from: new Date(fromMs), until: new Date(untilMs), cause }, 'log lines missing')
    },
    drain: {
      onTrouble (error) {
        if (error === undefined) log.info('log lines are stored again')
        else log.error({ err: error }, 'log lines not stored; they wait in the queue, retrying')
      },
      onNotRemoved: (error) => { log.warn({ err: error }, 'stored log lines not taken out of the queue') }
    }
  })
  return logs
}
