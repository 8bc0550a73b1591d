import { resolve } from 'node:path'
import { alertingPorts } from '@mimamori/dashboards'
import type { Language } from '@mimamori/program/language'
import { serviceTokenFile } from '../../collector/src/access/read-token-file.ts'
import { linkOrigin } from '../../collector/src/config/origin.ts'
import type { Config } from '../../collector/src/config/settings.ts'
import { enrolThisMachine, startAgent } from './agent.ts'
import { alertmanagerNames, startAlertmanager } from './alertmanager.ts'
import { startCollector } from './collector.ts'
import { collectorUrl } from './collector-url.ts'
import { findProgram } from './find-program.ts'
import { installAlerting } from './install-alerting.ts'
import { loginCommand } from './login-command.ts'
import { mimamori } from './mimamori.ts'
import type { Places } from './places.ts'
import { firstFreePort } from './port.ts'
import { ownRules } from './own-rules.ts'
import { prometheusNames, startPrometheus } from './prometheus.ts'
import { collectorReadySeconds, untilReady } from './ready.ts'
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

/** Starts one part after the other, each when what it needs is ready, and says so. @throws {StartProblem} */
export const startAll = async ({ config, places, language, text, watch, print }: StartOptions): Promise<void> => {
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
  await untilReady(watch.add(await startCollector({ config, prometheusUrl: prometheus && prometheusUrl, alertmanagerUrl: alertmanager && alertmanagerUrl, places, language, text })), new URL('/healthz', url), text, collectorReadySeconds)
  print(text.running('Collector', url.origin))

  const enrolled = await enrolThisMachine(places, text)
  print(enrolled.message)
  watch.add(startAgent({ places, collectorUrl: url, caFile, enrolled }))

  if (alertmanager !== undefined) {
    await untilReady(watch.add(startAlertmanager({ program: alertmanager, places, port: alertmanagerPort })), new URL('/-/ready', alertmanagerUrl), text)
    print(text.running('Alertmanager', alertmanagerUrl))
  }
  if (prometheus !== undefined) {
    const tokenFile = serviceTokenFile(places.data, 'prometheus')
    const { accepted, refused } = await ownRules(places.ownRules, findProgram(['promtool']))
    for (const file of refused) print(text.ruleFileRefused(file))
    const service = startPrometheus({ program: prometheus, places, port: prometheusPort, ownRules: accepted, collectorUrl: url, publicUrl: new URL(linkOrigin(config)), tokenFile, caFile, alertmanagerPort })
    await untilReady(watch.add(service), new URL('/-/ready', prometheusUrl), text)
    print(text.running('Prometheus', prometheusUrl))
  }

  const { link } = JSON.parse(await mimamori(text, 'login', '--json')) as { link: string }
  print(text.ready(link))
  print(text.linkLasts(loginCommand(config)))
  print(text.logsIn(places.logs))
  print(text.howToStop)
}
