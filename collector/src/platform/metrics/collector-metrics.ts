import { Registry } from '@prometheus-io/client'

/** The registry of the collector's own metrics: of this app, never the client library's default one. */
export type CollectorMetrics = Registry

export const createCollectorMetrics = (): CollectorMetrics => new Registry()
