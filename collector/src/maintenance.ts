import { join } from 'node:path'
import type { Config } from './config/settings.ts'
import { createAgeLimit } from './clock/age-limit.ts'
import { clampFutureTimes } from './clock/clamp-future-times.ts'
import { publicOrigin } from './config/origin.ts'
import type { Deps } from './deps.ts'
import { wasHeard } from './devices/connection/connection.ts'
import type { DeviceFacts } from './devices/facts/device-facts.ts'
import { startFactsPersistence } from './devices/facts/facts-persistence.ts'
import type { StoredFacts } from './devices/facts/stored-facts.ts'
import { startLogMaintenance } from './logs/log-maintenance.ts'
import { keepFileSd } from './metrics/file-sd.ts'
import type { LogMetrics } from './metrics/own/log-metrics.ts'
import { endPauses } from './devices/registry/end-pauses.ts'
import { keepUpdates } from './updates/keep-updates.ts'

type Parts = Pick<Deps, 'log' | 'clock' | 'clockGuard' | 'storage' | 'registry' | 'access' | 'logs' | 'connections' | 'live' | 'updates' | 'snapshots'> & { readonly facts: DeviceFacts, readonly storedFacts: StoredFacts, readonly logMetrics: LogMetrics }

const pausesEveryMs = 15_000
const expireEveryMs = 30_000
const updatesEveryMs = 600_000
const sessionsEveryMs = 600_000

/** What the collector does by itself at its times: ends pauses, lets series expire, ends silent update runs, removes old runs, log lines and sessions, keeps what devices are and the file_sd copy. */
export const startMaintenance = ({ log, clock, clockGuard, storage, registry, access, logs, connections, live, updates, snapshots, facts, storedFacts, logMetrics }: Parts, config: Config): { readonly close: () => Promise<void> } => {
  const pauses = setInterval(() => {
    endPauses({ registry, wasHeard: (deviceId) => wasHeard(connections.get(deviceId)), clock, trust: clockGuard }).catch((error: unknown) => { log.error({ err: error }, 'pauses not ended') })
  }, pausesEveryMs).unref()
  const expiry = setInterval(() => { live.expire(clock.monotonicMs()) }, expireEveryMs).unref()
  const pastTimes = clampFutureTimes({
    clock,
    trust: clockGuard,
    stores: [connections, registry, access, updates, logs],
    onError: (error) => { log.error({ err: error }, 'times in the future not corrected, retrying') }
  })
  const ageLimit = createAgeLimit({ clock, trust: clockGuard })
  let updateRound: Promise<void> | undefined
  const updateRounds = setInterval(() => {
    updateRound ??= keepUpdates({ updates, storage, ageLimit, clockTrust: clockGuard })
      .catch((error: unknown) => { log.error({ err: error }, 'old update runs not removed') })
      .finally(() => { updateRound = undefined })
  }, updatesEveryMs).unref()
  const logMaintenance = startLogMaintenance({
    storage,
    ageLimit,
    maxAgeMs: config.logRetentionDays * 86_400_000,
    maxBytes: config.logMaxBytes,
    onRemoved: (reason, lines) => { logMetrics.removed(reason, lines) },
    onError: (error) => { log.error({ err: error }, 'old log lines not removed') }
  })
  const sessionRounds = setInterval(() => {
    const nowMs = ageLimit(0)
    if (nowMs !== undefined) access.removeExpired(nowMs).catch((error: unknown) => { log.error({ err: error }, 'old sessions not removed') })
  }, sessionsEveryMs).unref()
  const factsPersistence = startFactsPersistence({
    registry,
    stored: storedFacts,
    read: (deviceId) => facts.lasting(deviceId),
    onError: (error) => { log.error({ err: error }, 'facts of devices not stored, retrying') }
  })
  const fileSd = keepFileSd({
    devices: () => snapshots.all(clock.nowMs()),
    onChange: (listener) => registry.onChange(listener),
    file: join(config.dataDir, 'file_sd', 'devices.json'),
    origin: publicOrigin(config),
    onError: (error) => { log.error({ err: error }, 'file_sd copy not written') }
  })
  return {
    async close () {
      clearInterval(pauses)
      clearInterval(expiry)
      clearInterval(updateRounds)
      clearInterval(sessionRounds)
      await Promise.all([pastTimes.close(), logMaintenance.close(), factsPersistence.close(), fileSd.close(), updateRound])
    }
  }
}
