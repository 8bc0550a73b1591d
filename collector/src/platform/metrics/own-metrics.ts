import { Registry } from '@prometheus-io/client'

/** The registry of the collector's own metrics: of this app, never the client library's default one. */
export type OwnMetrics = Registry

export const createOwnMetrics = (): OwnMetrics => new Registry()
