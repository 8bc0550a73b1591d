import { isOutOfUse } from '@mimamori/contract/out-of-use'
import type { FastifyBaseLogger } from 'fastify'
import { openAlerting } from './alerts/alerting.ts'
import { composeContent } from './content/compose-content.ts'
import type { Deps } from './deps.ts'
import { createUnknownSenders } from './devices/authentication/unknown-senders.ts'
import { openCalendarFile, withoutCalendarFile } from './devices/calendar/calendar-file.ts'
import { createSiteHours } from './devices/calendar/site-hours.ts'
import { openConnections } from './devices/connection/stored-connections.ts'
import { createDeviceFacts } from './devices/facts/device-facts.ts'
import { factFamilies } from './devices/facts/facts.ts'
import { openStoredFacts } from './devices/facts/stored-facts.ts'
import { createFleetFrame } from './devices/fleet-status/fleet-frame.ts'
import { watchFleet } from './devices/freshness/watch-fleet.ts'
import { createKeyMetricsStore } from './devices/key-metrics/memory-key-metrics-store.ts'
import { createPastKeyMetrics } from './devices/key-metrics/past-key-metrics.ts'
import { prometheusKeyMetrics } from './devices/key-metrics/prometheus-key-metrics.ts'
import { openLimits } from './devices/limits/stored-limits.ts'
import { createLiveStore } from './devices/live/memory-live-store.ts'
import { prometheusClient } from './devices/prometheus/prometheus-client.ts'
import { activateSeen } from './devices/registry/activate-seen.ts'
import { openRegistry } from './devices/registry/sqlite-registry.ts'
import { whyUnwatched } from './devices/registry/why-unwatched.ts'
import { createSnapshots } from './devices/snapshot/snapshots.ts'
import { whySiteUnwatched } from './devices/snapshot/why-site-unwatched.ts'
import { registerAgentMetrics } from './enrollment/agent-metrics.ts'
import { createEnrollmentTokens } from './enrollment/enrollment-tokens.ts'
import { expectedAgent } from './enrollment/expected-agent.ts'
import { createReportAcceptor, scrapedFamilies } from './ingest/accept-report.ts'
import { createIngestMetrics } from './ingest/ingest-metrics.ts'
import { composeScraper, type MayScrape } from './ingest/scrape/compose-scraper.ts'
import { composeLogs } from './logs/compose-logs.ts'
import { mainDatabase } from './main-database.ts'
import { startMaintenance } from './maintenance.ts'
import { registerFleetMetrics } from './metrics/fleet-metrics.ts'
import { openAccess } from './people/stored-access.ts'
import { adminTokenOf, ensureServiceTokens } from './people/token-files.ts'
import { createAuditLog } from './platform/audit/stored-audit-log.ts'
import { readBootId } from './platform/clock/boot-id.ts'
import { createClockGuard } from './platform/clock/clock-guard.ts'
import { systemClock, type Clock } from './platform/clock/clock.ts'
import { createClockMemoryStore } from './platform/clock/stored-clock-memory.ts'
import { readTimeSources, thisHost, type HostView } from './platform/clock/time-sources.ts'
import { lastValidCalendar } from './platform/config/last-valid-calendar.ts'
import { publicCommand } from './platform/config/local-command.ts'
import { serverTimeZone } from './platform/config/server-time-zone.ts'
import type { Config } from './platform/config/settings.ts'
import { readinessChecks } from './platform/health/readiness.ts'
import { registerBackupMetrics } from './platform/metrics/backup-metrics.ts'
import { watchBackups } from './platform/health/watch-backups.ts'
import { registerCertificateMetrics } from './platform/metrics/certificate-metrics.ts'
import { measuredStorage } from './platform/metrics/measured-storage.ts'
import { createCollectorMetrics } from './platform/metrics/collector-metrics.ts'
import { registerRuntimeMetrics } from './platform/metrics/runtime-metrics.ts'
import { StorageUnavailableError } from './platform/storage/errors.ts'
import { readRestoredData } from './platform/storage/restored-data.ts'
import { openStorage } from './platform/storage/sqlite-storage.ts'
import { watchWrites } from './platform/storage/write-health.ts'
import { composeLateSamples } from './samples/compose-late-samples.ts'
import { createRunRequests } from './updates/run-requests/run-requests.ts'
import { openUpdates } from './updates/sqlite-updates.ts'
import { registerUpdateMetrics } from './updates/update-metrics.ts'
import { version } from './version.ts'

export interface Composition {
  readonly deps: Deps
  /** Called when the database can no longer be used and the process should end; at once if that has already happened. */
  onCrash (listener: () => void): void
  /** Writes data that is only in memory and releases the data directory. Call it after the app is closed. */
  close (): Promise<void>
}

/** Makes every part of the collector according to the settings, and joins them. @throws {DataDirectoryError} */
export const compose = async (
  config: Config, log: FastifyBaseLogger,
  { clock = systemClock, host = thisHost({ rtcHasBattery: config.rtcBattery }), mayScrape }: {
    readonly clock?: Clock
    readonly host?: HostView
    readonly mayScrape?: MayScrape
  } = {}
): Promise<Composition> => {
  let hasCrashed = false
  let notifyOfCrash: (() => void) | undefined
  const collectorMetrics = createCollectorMetrics()
  const onCrash = (error: Error): void => {
    log.fatal({ err: error }, 'database thread failed')
    hasCrashed = true
    notifyOfCrash?.()
  }
  const { storage, problem: storageProblem } = watchWrites(
    measuredStorage(openStorage({ directory: config.dataDir, database: mainDatabase, onCrash }), collectorMetrics)
  )
  const clockGuard = await createClockGuard({
    clock,
    store: createClockMemoryStore(storage),
    readTimeSources: () => readTimeSources(host),
    bootId: await readBootId(),
    onError: (error) => { log.error({ err: error }, 'highest time not stored') }
  })
  const audit = createAuditLog({ storage, onError: (error) => { log.error({ err: error }, 'entry of the audit log not corrected') } })
  const registry = await openRegistry({ storage, clock, onError: (error) => { log.error({ err: error }, 'device state not stored') } })
  const enrollmentTokens = createEnrollmentTokens({ registry, audit, clock })
  const runRequests = createRunRequests({ audit, clock })
  const access = await openAccess({ storage, clock, adminToken: adminTokenOf(config.dataDir, config.adminToken) })
  await ensureServiceTokens(config.dataDir, access)
  const connections = await openConnections({
    storage, clock, registry, intervalSeconds: config.reportIntervalSeconds,
    onFlushFailed: (error) => { log.error({ err: error }, 'last-seen not stored, retrying') },
    onUnreadable: (device, beginning) => {
      log.error({ device, beginning }, 'stored connection of a device cannot be read, apart from last-seen')
    }
  })
  const calendar =
    config.calendar === undefined
      ? withoutCalendarFile
      : await openCalendarFile({ file: config.calendar, lastValidFile: lastValidCalendar(config.dataDir), log })
  const { timeZoneOf, offHours, closedSites, openingHoursOf } = createSiteHours({
    calendar: () => calendar.current(), timeZone: serverTimeZone(config)
  })
  const restored = await readRestoredData(config.dataDir, log)
  const unknownSenders = createUnknownSenders({ clock, registry, restored })
  const content = await composeContent({ config, storage, clock, registry, connections, openingHoursOf, log })
  const limits = await openLimits({
    storage,
    intervalSecondsOf: (deviceId) => connections.get(deviceId)?.intervalSeconds ?? config.reportIntervalSeconds,
    onUnreadable: (subject) => { log.error({ subject }, 'stored limits cannot be read and are left out') }
  })
  activateSeen(registry, (deviceId) => connections.get(deviceId)?.lastSeenMs)
  const live = createLiveStore({ monotonicMs: () => clock.monotonicMs(), sampledFamilies: new Set([...scrapedFamilies, ...factFamilies]) })
  const keyMetrics = createKeyMetricsStore()
  const prometheus = config.prometheusUrl === undefined ? undefined : prometheusClient(config.prometheusUrl)
  const pastKeyMetrics = createPastKeyMetrics({
    keyMetrics,
    clock,
    ...prometheus !== undefined && { ask: prometheusKeyMetrics(prometheus) },
    onError: (error) => { log.warn({ err: error }, 'Prometheus not asked for charts') }
  })
  const logs = await composeLogs({ config, storage, clock, clockTrust: clockGuard, registry, collectorMetrics, restored, log, onCrash })
  const lateSamples = await composeLateSamples({
    config, storage, clock, registry, connections, clockTrust: clockGuard, collectorMetrics, log
  })
  const diskProblem = () => storageProblem() ?? (logs.trouble instanceof StorageUnavailableError ? logs.trouble : undefined)
  const updates = await openUpdates({ storage, logs, clock, isEnrolled: (host) => registry.get(host) !== undefined })
  const ingestMetrics = createIngestMetrics(collectorMetrics)
  const reports = createReportAcceptor({
    live, connections, keyMetrics, clock, metrics: ingestMetrics, intervalSeconds: config.reportIntervalSeconds
  })
  const scraper = composeScraper({ config, clock, registry, reports, collectorMetrics, log, ...mayScrape && { mayScrape } })
  const { statusEvaluator, prober } = watchFleet({
    registry, limits, connections, clock, trust: clockGuard, offHours, scrapeFailure: (deviceId) => scraper.failure(deviceId),
    restored,
    probePort: config.probePort,
    onError: (error) => { log.error({ err: error }, 'silent devices not probed') }
  })
  const storedFacts = await openStoredFacts(storage, (device, beginning) => {
    log.error({ device, beginning }, 'stored facts of a device cannot be read; its next report replaces them')
  })
  const facts = createDeviceFacts({ live, stored: storedFacts })
  const snapshots = createSnapshots({
    registry, limits, connections, statusEvaluator, keyMetrics, facts, updates, logs, content: content.contentStates
  })
  const backups = watchBackups({
    stateFile: config.backupState, onError: (error) => { log.error({ err: error }, 'state of backups not readable') }
  })
  const frame = createFleetFrame({
    registry,
    clockDoubt: () => clockGuard.doubt,
    diskTrouble: () => diskProblem()?.trouble,
    logOutage: () => logs.outage,
    logBackend: config.lokiUrl === undefined ? 'embedded' : 'loki',
    calendarProblem: (language) => calendar.problem(language),
    backupFailure: () => backups.current()?.lastFailure,
    restored, unknownSenders,
    timeZoneOf
  })

  registry.onChange((device) => {
    if (!isOutOfUse(device.state)) return
    live.forget(device.id)
    keyMetrics.forget(device.id)
    facts.forget(device.id)
  })
  const alerting = await openAlerting({
    storage, audit, clock, config, calendar,
    closedSites: () => clockGuard.trusted ? closedSites(clock.nowMs()) : [],
    canBeSeen: (id) => {
      const found = snapshots.of(id, clock.nowMs())
      return found === undefined || found.device.state === 'paused' || isOutOfUse(found.device.state) || found.status.freshness === 'fresh'
    },
    isSettling: () => clockGuard.doubt === 'settling',
    isWatched (labels) {
      const device = registry.get(labels['device'] ?? '')
      return device === undefined || whyUnwatched(device)(labels) === undefined
    },
    readRules: prometheus && (() => prometheus.alertRules()),
    log
  })
  registry.onChange(({ id }, before) => {
    const device = registry.get(id)
    alerting.unwatch({ device: id }, whyUnwatched(device))
    alerting.unwatch({ name: 'SiteSilent' }, whySiteUnwatched(snapshots, { device, before, nowMs: clock.nowMs() }))
  })
  const maintenance = startMaintenance({
    clocks: { log, clock, clockGuard },
    devices: {
      registry, connections, live, snapshots, updates, facts, storedFacts,
      onReleasesGone: (device, gone) => {
        alerting.unwatch({ device }, ({ release = '' }) => gone.includes(release) ? 'release_gone' : undefined)
      }
    },
    retained: { storage, access, audit, ...content, updates, alerts: alerting.alerts, logs, lateSamples },
    timed: [connections, registry, access, audit, updates, logs, alerting.alerts, alerting.receivers, ...lateSamples ? [lateSamples] : []]
  }, config)
  registerFleetMetrics(collectorMetrics, { live, devices: () => snapshots.all(clock.nowMs()), clockTrust: clockGuard })
  registerUpdateMetrics(collectorMetrics, updates)
  registerAgentMetrics(collectorMetrics, expectedAgent({
    directory: config.agentDir, version,
    onError: (error) => { log.error({ err: error }, 'published agent not readable; agents are compared with the last known version') }
  }))
  registerBackupMetrics(collectorMetrics, backups)
  registerCertificateMetrics(collectorMetrics, config)
  const stopRuntimeMetrics = registerRuntimeMetrics(collectorMetrics, version)
  clockGuard.start()
  if (config.contactDevices) for (const part of [prober, scraper]) part.start()
  calendar.start()
  await alerting.start()

  return {
    deps: {
      log, clock, storage, registry, limits, ...content, access, audit, enrollmentTokens, runRequests, connections, unknownSenders,
      live, reports, keyMetrics, pastKeyMetrics, prometheus, logs, lateSamples, updates, snapshots, frame, clockGuard, alerting,
      collectorMetrics, ingestMetrics,
      timeZoneOf,
      readinessChecks: readinessChecks({ clockGuard, storageProblem: diskProblem, command: publicCommand() })
    },
    onCrash: (listener) => {
      notifyOfCrash = listener
      if (hasCrashed) listener()
    },
    close: async () => {
      stopRuntimeMetrics()
      backups.close()
      await maintenance.close()
      prober.close()
      await scraper.close()
      await calendar.close()
      await alerting.close()
      await clockGuard.close()
      await logs.close()
      await lateSamples?.close()
      await connections.close().catch((error: unknown) => { log.error({ err: error }, 'last-seen not stored at shutdown') })
      await storage.close()
    }
  }
}
