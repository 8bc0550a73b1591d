import { landingPage, metricsHandler, expositionPrinter, processFamilies, startServer, type RunningServer } from '@mimamori/exporter'
import { formatAddress, type ListenAddress } from '@mimamori/program/listen-address'
import type { Logger } from '../log/logger.ts'
import type { Measure } from '../measure/measure.ts'
import { version } from '../version.ts'
import { StartError } from './start-error.ts'

interface ExposeOptions {
  readonly address: ListenAddress
  readonly measure: Measure
  readonly log: Logger
}

/**
 * Shows all measurements at /metrics, collected for each scrape.
 *
 * @throws {StartError} if it cannot listen there.
 */
export const expose = async ({ address, measure, log }: ExposeOptions): Promise<RunningServer> => {
  const server = await startServer({
    address,
    handler: metricsHandler({
      printExposition: expositionPrinter(measure.collect, processFamilies),
      collectorNames: measure.collectorNames,
      landing: landingPage({ title: 'Mimamori agent', version }),
      onError: (error) => log.error({ reason: error instanceof Error ? error.message : String(error) }, 'a scrape failed')
    })
  }).catch((error: unknown) => { throw new StartError((error as Error).message, { cause: error }) })
  log.info({ address: formatAddress({ ...address, port: server.port }) }, 'listening')
  return server
}
