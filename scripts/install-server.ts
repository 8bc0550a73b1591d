/** `npm run install-server`: sets up collector, Prometheus and Alertmanager as systemd services of this machine, or takes them away. */
import { terminalLanguage } from '@mimamori/program/language'
import { runInstallServer } from './install-server/run-install-server.ts'

process.exitCode = await runInstallServer(process.argv.slice(2), {
  language: terminalLanguage(process.env),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
