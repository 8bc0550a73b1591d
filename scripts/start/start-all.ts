import { resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import type { Language } from '@mimamori/program/language'
import { serviceTokenFile } from '../../collector/src/access/read-token-file.ts'
import { linkOrigin } from '../../collector/src/config/origin.ts'
import type { Config } from '../../collector/src/config/settings.ts'
import { agentService, enrolThisMachine } from './agent.ts'
import { alertmanagerNames, alertmanagerService } from './alertmanager.ts'
import { startCollector } from './collector.ts'
import { collectorUrl } from './collector-url.ts'
import { findProgram } from './find-program.ts'
import { installAlerting } from './install-alerting.ts'
import { loginCommand } from './login-command.ts'
import { mimamori } from './mimamori.ts'
import type { Places } from './places.ts'
import { firstFreePort } from './port.ts'
import { ownRules } from './own-rules.ts'
import { StartProblem } from './problem.ts'
import { prometheusNames, prometheusService } from './prometheus.ts'
import { collectorReadySeconds, isReadyWithin } from './ready.ts'
import type { Service } from './service.ts'
import type { StartText } from './text.ts'
import type { Watch } from './watch.ts'

export interface StartOptions {
  readonly config: Config
  readonly places: Places
  readonly language: Language
  readonly text: StartText
  readonly watch: Watch
  readonly print: (line: string) => void
}

/** Prometheus first reads all of its write-ahead log, which can take minutes; the page is of use without it. */
const alertingReadySeconds = 60

/** Starts one part after the other, each when what it needs is ready, and says so. @throws {StartProblem} */
export const startAll = async ({ config, places, language, text, watch, print }: StartOptions): Promise<void> => {
  const announce = async (service: Service, serviceUrl: string): Promise<void> => {
    print(await isReadyWithin(alertingReadySeconds, service, new URL('/-/ready', serviceUrl)) ? text.running(service.name, serviceUrl) : text.notReadyYet(service.name, service.logFile))
  }
  const url = await collectorUrl(config, text)
  const caFile = config.tlsCert === undefined ? undefined : resolve(config.tlsCert)

  if (config.alerts) await installAlerting({ text, print })
  else print(text.withoutAlerts)
  const [prometheus, alertmanager] = config.alerts ? [findProgram(prometheusNames), findProgram(alertmanagerNames)] : []
  const prometheusPort = await firstFreePort(alertingPorts.prometheus)
  const prometheusUrl = `http://127.0.0.1:${prometheusPort}`
  const alertmanagerPort = await firstFreePort(alertingPorts.alertmanager)
  const alertmanagerUrl = `http://127.0.0.1:${alertmanagerPort}`

  print(text.starting('Collector'))
  const collector = watch.add(await startCollector({ config, prometheusUrl: prometheus && prometheusUrl, alertmanagerUrl: alertmanager && alertmanagerUrl, places, language, text }))
  if (!await isReadyWithin(collectorReadySeconds, collector, new URL('/healthz', url))) throw new StartProblem(text.notReady(collector.name, collectorReadySeconds, collector.logFile))
  print(text.running('Collector', url.origin))

  const enrolled = await enrolThisMachine(places, text)
  print(enrolled.message)
  watch.keep(agentService({ places, collectorUrl: url, caFile, enrolled }))

  if (alertmanager !== undefined) {
    await announce(watch.keep(alertmanagerService({ program: alertmanager, places, port: alertmanagerPort })), alertmanagerUrl)
  }
  if (prometheus !== undefined) {
    const scraped = { url, publicUrl: new URL(linkOrigin(config)), tokenFile: serviceTokenFile(places.data, 'prometheus'), caFile }
    const { accepted, refused } = await ownRules(places.ownRules, findProgram(['promtool']))
    for (const file of refused) print(text.ruleFileRefused(file))
    const service = prometheusService({ program: prometheus, places, port: prometheusPort, ownRules: accepted, collector: scraped, alertmanagerPort })
    await announce(watch.keep(service), prometheusUrl)
  }

  const { link } = JSON.parse(await mimamori(text, 'login', '--json')) as { link: string }
  print(text.ready(link))
  print(text.linkLasts(loginCommand(config)))
  print(text.logsIn(places.logs))
  print(text.howToStop)
}
