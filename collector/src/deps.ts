import type { FastifyBaseLogger } from 'fastify'
import type { Alerting } from './alerts/alerting.ts'
import type { Content } from './content/compose-content.ts'
import type { UnknownSenders } from './devices/authentication/unknown-senders.ts'
import type { Connections } from './devices/connection/connection.ts'
import type { FleetFrame } from './devices/fleet-status/fleet-frame.ts'
import type { KeyMetricsStore } from './devices/key-metrics/key-metrics.ts'
import type { PastKeyMetrics } from './devices/key-metrics/past-key-metrics.ts'
import type { Limits } from './devices/limits/limits.ts'
import type { LiveStore } from './devices/live/live-store.ts'
import type { PrometheusClient } from './devices/prometheus/prometheus-client.ts'
import type { Registry } from './devices/registry/registry.ts'
import type { Snapshots } from './devices/snapshot/snapshots.ts'
import type { EnrollmentTokens } from './enrollment/enrollment-tokens.ts'
import type { ReportAcceptor } from './ingest/accept-report.ts'
import type { IngestMetrics } from './ingest/ingest-metrics.ts'
import type { LogStore } from './logs/log-store.ts'
import type { Access } from './people/access.ts'
import type { AuditLog } from './platform/audit/audit-log.ts'
import type { ClockGuard } from './platform/clock/clock-guard.ts'
import type { Clock } from './platform/clock/clock.ts'
import type { ReadinessCheck } from './platform/health/health-routes.ts'
import type { CollectorMetrics } from './platform/metrics/collector-metrics.ts'
import type { Storage } from './platform/storage/storage.ts'
import type { LateSamples } from './samples/late-samples.ts'
import type { RunRequests } from './updates/run-requests/run-requests.ts'
import type { Updates } from './updates/updates.ts'

/** Everything that a route or plugin may need. Each takes what it uses: `Pick<Deps, 'registry' | 'clock'>`. Made in compose.ts. */
export interface Deps extends Content {
  readonly log: FastifyBaseLogger
  readonly clock: Clock
  readonly storage: Storage
  readonly registry: Registry
  readonly limits: Limits
  readonly access: Access
  readonly audit: AuditLog
  readonly enrollmentTokens: EnrollmentTokens
  readonly runRequests: RunRequests
  readonly connections: Connections
  readonly unknownSenders: UnknownSenders
  readonly live: LiveStore
  readonly reports: ReportAcceptor
  readonly keyMetrics: KeyMetricsStore
  readonly pastKeyMetrics: PastKeyMetrics
  /** Undefined if none is set. */
  readonly prometheus: PrometheusClient | undefined
  readonly logs: LogStore
  /** Undefined if nothing takes them. */
  readonly lateSamples: LateSamples | undefined
  readonly updates: Updates
  readonly clockGuard: ClockGuard
  readonly alerting: Alerting
  readonly snapshots: Snapshots
  readonly frame: FleetFrame
  readonly collectorMetrics: CollectorMetrics
  readonly ingestMetrics: IngestMetrics
  /** IANA name of the time zone of a site. */
  readonly timeZoneOf: (site: string) => string
  /** Asked by /readyz, in this order. */
  readonly readinessChecks: readonly ReadinessCheck[]
}
