import { join } from 'node:path'
import type { Alerts } from './alerts/lifecycle/alerts.ts'
import type { Deps } from './deps.ts'
import { wasHeard } from './devices/connection/connection.ts'
import type { DeviceFacts } from './devices/facts/device-facts.ts'
import { startFactsPersistence } from './devices/facts/facts-persistence.ts'
import type { StoredFacts } from './devices/facts/stored-facts.ts'
import { endPauses } from './devices/registry/end-pauses.ts'
import { declaredReleases } from './devices/snapshot/declared-releases.ts'
import { startLogMaintenance } from './logs/log-maintenance.ts'
import { keepFileSd } from './metrics/file-sd.ts'
import { createAgeLimit } from './platform/clock/age-limit.ts'
import { clampFutureTimes, type TimeStore } from './platform/clock/clamp-future-times.ts'
import { publicOrigin } from './platform/config/origin.ts'
import type { Config } from './platform/config/settings.ts'
import { keepUpdates } from './updates/keep-updates.ts'

const pausesEveryMs = 15_000
const expireEveryMs = 30_000
const updatesEveryMs = 600_000
const declaredEveryMs = 60_000
const sessionsEveryMs = 600_000
const alertsEveryMs = 600_000
const auditEveryMs = 600_000
const contentEveryMs = 3_600_000
/** An upload that nobody has gone on with for this long. */
const maxUploadAgeMs = 7 * 86_400_000
const marksEveryMs = 3_600_000
/** As long as update runs. */
const maxAlertAgeMs = 400 * 86_400_000
const maxAuditAgeMs = maxAlertAgeMs

/** Recurring work of the collector. */
interface Maintenance {
  /** Resolves when the work under way is done. */
  close (): Promise<void>
}

type Clocks = Pick<Deps, 'log' | 'clock' | 'clockGuard'>

/** Repeats it, one round at a time. A rejection is logged under this name. */
const everyMs = (
  ms: number,
  { log, failed }: { readonly log: Deps['log'], readonly failed: string },
  work: () => Promise<unknown>
): Maintenance => {
  let round: Promise<unknown> | undefined
  const timer = setInterval(() => {
    round ??= work()
      .catch((error: unknown) => {
        log.error({ err: error }, failed)
      })
      .finally(() => {
        round = undefined
      })
  }, ms).unref()
  return {
    async close () {
      clearInterval(timer)
      await round
    }
  }
}

interface DeviceDeps extends Pick<Deps, 'registry' | 'connections' | 'live' | 'snapshots' | 'updates'> {
  readonly facts: DeviceFacts
  readonly storedFacts: StoredFacts
  /** Called for each device with forgotten outcomes. */
  readonly onReleasesGone: (deviceId: string, releases: readonly string[]) => void
}

/** Ends pauses and the outcomes of releases that are gone, lets series expire, stores devices' facts and the file_sd copy. */
const maintainDevices = (
  { registry, connections, live, snapshots, updates, facts, storedFacts, onReleasesGone }: DeviceDeps,
  { log, clock, clockGuard }: Clocks,
  config: Config
): readonly Maintenance[] => [
  everyMs(pausesEveryMs, { log, failed: 'pauses not ended' }, () =>
    endPauses({ registry, wasHeard: (deviceId) => wasHeard(connections.get(deviceId)), clock, trust: clockGuard })
  ),
  everyMs(expireEveryMs, { log, failed: 'series not expired' }, async () => {
    live.expire(clock.monotonicMs())
  }),
  everyMs(declaredEveryMs, { log, failed: 'outcomes of releases that are gone not removed' }, async () => {
    const gone = await updates.settleDeclared(await declaredReleases(snapshots.all(clock.nowMs())))
    for (const { deviceId, releases } of gone) onReleasesGone(deviceId, releases)
  }),
  startFactsPersistence({
    registry,
    stored: storedFacts,
    read: (deviceId) => facts.lasting(deviceId),
    onError: (error) => {
      log.error({ err: error }, 'facts of devices not stored, retrying')
    }
  }),
  keepFileSd({
    devices: () => snapshots.all(clock.nowMs()),
    onChange: (listener) => registry.onChange(listener),
    file: join(config.dataDir, 'file_sd', 'devices.json'),
    origin: publicOrigin(config),
    onError: (error) => {
      log.error({ err: error }, 'file_sd copy not written')
    }
  })
]

interface RetainedDeps extends Pick<Deps, 'storage' | 'access' | 'audit' | 'contents' | 'contentFiles' | 'updates' | 'logs' | 'lateSamples'> {
  readonly alerts: Alerts
}

/** Ends silent update runs; removes old runs, log lines, sessions, alerts, audit entries, content and marks of late samples. */
const maintainRetained = (
  { storage, access, audit, contents, contentFiles, updates, alerts, logs, lateSamples }: RetainedDeps,
  { log, clock, clockGuard }: Clocks,
  config: Config
): readonly Maintenance[] => {
  const ageLimit = createAgeLimit({ clock, trust: clockGuard })
  return [
    everyMs(updatesEveryMs, { log, failed: 'old update runs not removed' }, () =>
      keepUpdates({ updates, storage, ageLimit, clockTrust: clockGuard })
    ),
    startLogMaintenance({
      logs,
      ageLimit,
      maxAgeMs: config.logRetentionDays * 86_400_000,
      onError: (error) => {
        log.error({ err: error }, 'old log lines not removed')
      }
    }),
    everyMs(sessionsEveryMs, { log, failed: 'use of sessions not stored, or old ones not removed' }, async () => {
      await access.keepSessionUse()
      const nowMs = ageLimit(0)
      if (nowMs !== undefined) await access.removeExpired(nowMs)
    }),
    everyMs(alertsEveryMs, { log, failed: 'old alerts not removed' }, () => alerts.removeOld(ageLimit(maxAlertAgeMs))),
    everyMs(auditEveryMs, { log, failed: 'old entries of the audit log not removed' }, () => audit.removeOld(ageLimit(maxAuditAgeMs))),
    everyMs(contentEveryMs, { log, failed: 'files of old content not removed' }, async () => {
      const beforeMs = ageLimit(maxUploadAgeMs)
      if (beforeMs === undefined) return
      await contentFiles.collectGarbage((sha256) => contents.isNamed(sha256), beforeMs)
    }),
    everyMs(marksEveryMs, { log, failed: 'old marks of late samples not removed' }, async () => {
      await lateSamples?.removeOld(ageLimit)
    })
  ]
}

interface MaintenanceDeps {
  readonly clocks: Clocks
  readonly devices: DeviceDeps
  /** Data with a retention time. */
  readonly retained: RetainedDeps
  /** Stores with times to correct after the clock was ahead. */
  readonly timed: readonly TimeStore[]
}

/** Starts the collector's recurring work. */
export const startMaintenance = ({ clocks, devices, retained, timed }: MaintenanceDeps, config: Config): Maintenance => {
  const { log, clock, clockGuard } = clocks
  const running = [
    ...maintainDevices(devices, clocks, config),
    clampFutureTimes({
      clock,
      trust: clockGuard,
      stores: timed,
      onError: (error) => {
        log.error({ err: error }, 'times in the future not corrected, retrying')
      }
    }),
    ...maintainRetained(retained, clocks, config)
  ]
  return { close: async () => { await Promise.all(running.map((maintenance) => maintenance.close())) } }
}
