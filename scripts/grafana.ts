/** `npm run grafana`: puts the dashboards into a running Grafana through its API, or takes them away. */
import { terminalLanguage } from '@mimamori/program/language'
import { localCollectorUrl } from './grafana/collector-address.ts'
import { runGrafana } from './grafana/run-grafana.ts'

const language = terminalLanguage(process.env)
process.exitCode = await runGrafana(process.argv.slice(2), {
  language,
  localCollector: localCollectorUrl(process.env, language),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
