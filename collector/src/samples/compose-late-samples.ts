import type { FastifyBaseLogger } from 'fastify'
import type { LateSamples } from './late-samples.ts'
import { openLateSamples } from './open-late-samples.ts'
import { refusedSampleLog } from './refused-samples.ts'
import { createRemoteWrite } from './remote-write/remote-write.ts'
import type { Clock } from '../platform/clock/clock.ts'
import type { Config } from '../platform/config/settings.ts'
import { readToken } from '../platform/config/token-file.ts'
import type { Connections } from '../devices/connection/connection.ts'
import type { Registry } from '../devices/registry/registry.ts'
import { createLateSampleMetrics } from './late-sample-metrics.ts'
import type { CollectorMetrics } from '../platform/metrics/collector-metrics.ts'
import type { Storage } from '../platform/storage/storage.ts'

interface Deps {
  readonly config: Config
  readonly storage: Storage
  readonly clock: Clock
  readonly registry: Pick<Registry, 'get'>
  readonly connections: Pick<Connections, 'gaps' | 'awaitsScrape'>
  readonly clockTrust: { readonly trusted: boolean }
  readonly collectorMetrics: CollectorMetrics
  readonly log: FastifyBaseLogger
}

/** Late samples on their way to the receiver that the settings name; undefined if they name none. */
export const composeLateSamples = async ({
  config,
  storage,
  clock,
  registry,
  connections,
  clockTrust,
  collectorMetrics,
  log
}: Deps): Promise<LateSamples | undefined> => {
  const { remoteWriteUrl: url, remoteWriteTokenFile, sampleQueueMaxBytes: maxQueueBytes } = config
  // Read only at a scrape, when everything exists.
  const metrics = createLateSampleMetrics(collectorMetrics, () => lateSamples?.queued ?? { batches: 0, bytes: 0 })
  const refused = refusedSampleLog({ clock, log })
  const token = readToken(remoteWriteTokenFile)
  const lateSamples: LateSamples | undefined =
    url === undefined
      ? undefined
      : await openLateSamples({
          storage,
          remoteWrite: createRemoteWrite({ url, ...(token !== undefined && { token }), clock }),
          gaps: {
            of: (deviceId) => connections.gaps(deviceId, clock.nowMs()),
            awaitScrape: (deviceId) => connections.awaitsScrape(deviceId, clock.nowMs())
          },
          clockTrust,
          deviceOf: (deviceId) => registry.get(deviceId),
          maxQueueBytes,
          outcomes: {
            note (outcome, samples) {
              metrics.count(outcome, samples)
              refused.note(outcome, samples)
            },
            end: () => {
              refused.flush()
            }
          },
          drain: {
            onTrouble (error) {
              if (error === undefined) log.info('late samples are written again')
              else log.warn({ err: error }, 'late samples not written; they wait in the queue, retrying')
            },
            onNotRemoved: (error) => {
              log.warn({ err: error }, 'written late samples not taken out of the queue')
            }
          }
        })
  return lateSamples
}
