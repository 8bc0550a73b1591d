/** `npm run grafana`: puts the dashboards into a running Grafana through its API, or takes them away. */
import { terminalLanguage } from '@mimamori/program/language'
import { runGrafana } from './grafana/run-grafana.ts'

process.exitCode = await runGrafana(process.argv.slice(2), {
  language: terminalLanguage(process.env),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
