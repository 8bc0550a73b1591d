#!/usr/bin/env node
/** The exporter as a program of its own: collects when it is scraped, and stores nothing. */
import { formatAddress } from '@mimamori/program/listen-address'
import { createCollectors } from './create-collectors.ts'
import { failureLog } from './failure-log.ts'
import { helpText } from './flags/help.ts'
import { flagTable, readCommandLine, type ProgramSettings } from './flags/settings.ts'
import { expositionPrinter } from './exposition.ts'
import { exporterVersion, processFamilies } from './process-families.ts'
import { sharedCollection } from './shared-collection.ts'
import { metricsHandler } from './web/handler.ts'
import { landingPage } from './web/landing-page.ts'
import { startServer } from './web/server.ts'

const usage = 'Usage: mimamori-exporter [FLAG…]\nMeasures this machine and shows it to Prometheus at /metrics, by node_exporter\'s names.'

const say = (line: string): void => {
  process.stderr.write(`mimamori-exporter: ${line}\n`)
}

const serve = async ({ roots, settings, listen }: ProgramSettings): Promise<void> => {
  const collectors = createCollectors({ roots, settings })
  const failures = failureLog({
    failed: (collector, reason) => say(`collector ${collector} failed: ${reason}`),
    worksAgain: (collector) => say(`collector ${collector} works again`)
  })
  const { port, close } = await startServer({
    address: listen,
    handler: metricsHandler({
      printExposition: expositionPrinter(sharedCollection(collectors, failures), processFamilies),
      collectorNames: collectors.map(({ name }) => name),
      landing: landingPage({ title: 'Mimamori exporter', version: exporterVersion }),
      onError: (error) => say(`a scrape failed: ${error instanceof Error ? error.stack ?? error.message : String(error)}`)
    })
  })
  say(`listening on ${formatAddress({ ...listen, port })}, with ${collectors.length} collectors`)

  let isStopping = false
  const stop = (): void => {
    // Under `npm run` Ctrl-C arrives twice.
    if (isStopping) return
    isStopping = true
    say('stopping')
    void close()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

const { wantsHelp, wantsVersion, issues, program } = readCommandLine(process.argv.slice(2))
if (wantsHelp) {
  process.stdout.write(helpText(usage, flagTable))
} else if (wantsVersion) {
  process.stdout.write(`mimamori-exporter ${exporterVersion} (Node.js ${process.version})\n`)
} else if (program === undefined) {
  for (const { flag, message } of issues) say(`${flag} ${message}`)
  process.exitCode = 2
} else {
  serve(program).catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  })
}
