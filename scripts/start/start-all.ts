import { resolve } from 'node:path'
import type { Language } from '@mimamori/program/language'
import { serviceTokenFile } from '@mimamori/contract/data-directory'
import { linkOrigin } from '../../collector/src/platform/config/origin.ts'
import type { Config } from '../../collector/src/platform/config/settings.ts'
import { buildServer } from '../build/server.ts'
import { agentService, enrolThisMachine } from './agent.ts'
import { chooseAlertingPorts } from './alerting-ports.ts'
import { alertmanagerNames, alertmanagerService } from './alertmanager.ts'
import { collectorService } from './collector.ts'
import { collectorUrl } from './collector-url.ts'
import { findProgram } from './find-program.ts'
import { installAlerting } from './install-packages.ts'
import { loginCommand } from './login-command.ts'
import { mimamori } from './mimamori.ts'
import type { ServiceDirectories } from './directories.ts'
import { customRules } from './custom-rules.ts'
import { prometheusNames, prometheusService } from './prometheus.ts'
import { isReadyWithin } from './ready.ts'
import type { Service } from './service.ts'
import type { StartText } from './text.ts'
import type { Watch } from './watch.ts'

export interface StartOptions {
  readonly config: Config
  readonly directories: ServiceDirectories
  readonly language: Language
  readonly text: StartText
  readonly watch: Watch
  readonly print: (line: string) => void
}

/** Prometheus first reads its whole write-ahead log, which can take minutes, and after a power cut everything takes that long on a card. */
const usualSeconds = 60

/** Starts one part after the other, each when the parts that it needs are ready, and says so. @throws {StartProblem} */
export const startAll = async ({ config, directories, language, text, watch, print }: StartOptions): Promise<void> => {
  const announce = async (service: Service, serviceUrl: string): Promise<void> => {
    const isThere = await isReadyWithin(usualSeconds, service, new URL('/-/ready', serviceUrl))
    print(isThere ? text.running(service.name, serviceUrl) : text.notReadyYet(service.name, service.logFile))
  }
  const url = await collectorUrl(config, text)
  const caFile = config.tlsCert === undefined ? undefined : resolve(config.tlsCert)

  if (config.alerts) await installAlerting({ text, print })
  else print(text.withoutAlerts)
  const [prometheus, alertmanager] = config.alerts ? [findProgram(prometheusNames), findProgram(alertmanagerNames)] : []
  const ports = await chooseAlertingPorts({ directories, text, print })
  const [prometheusUrl, alertmanagerUrl] = [`http://127.0.0.1:${ports.prometheus}`, `http://127.0.0.1:${ports.alertmanager}`]

  print(text.starting('Collector'))
  await buildServer()
  let isStarting = true
  const plan = await collectorService({
    config, prometheusUrl: prometheus && prometheusUrl, alertmanagerUrl: alertmanager && alertmanagerUrl, directories, language, text
  })
  // 2: a person has to change something first.
  const collector = watch.keep(plan, ({ code }) => isStarting && code !== 2)
  while (!await isReadyWithin(usualSeconds, collector, new URL('/healthz', url))) print(text.notReadyYet(collector.name, collector.logFile))
  isStarting = false
  print(text.running('Collector', url.origin))
  ports.keep()

  const enrolled = await enrolThisMachine(directories, text)
  print(enrolled.message)
  watch.keep(agentService({ directories, collectorUrl: url, caFile, enrolled }))

  if (alertmanager !== undefined) {
    await announce(watch.keep(alertmanagerService({ program: alertmanager, directories, port: ports.alertmanager })), alertmanagerUrl)
  }
  if (prometheus !== undefined) {
    const scraped = { url, publicUrl: new URL(linkOrigin(config)), tokenFile: serviceTokenFile(directories.data, 'prometheus'), caFile }
    const { accepted, refused } = await customRules(directories.customRules, findProgram(['promtool']))
    for (const file of refused) print(text.ruleFileRefused(file))
    const service = prometheusService({
      program: prometheus, directories, port: ports.prometheus, customRules: accepted, collector: scraped,
      alertmanagerPort: ports.alertmanager
    })
    await announce(watch.keep(service), prometheusUrl)
  }

  const { link } = JSON.parse(await mimamori(text, 'login', '--json')) as { link: string }
  print(text.ready(link))
  print(text.linkLasts(loginCommand(config)))
  print(text.logsIn(directories.logs))
  print(text.howToStop)
}
