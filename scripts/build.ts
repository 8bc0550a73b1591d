/** Builds what is shipped to devices and the collector's page, and generates dashboards/out/ and what Python has of the redaction. */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { openPage } from '../collector/src/pages/built-page.ts'
import { buildPrograms } from './build/programs.ts'
import { writePythonRedaction } from './redaction-for-python.ts'

const root = join(import.meta.dirname, '..')

await buildPrograms(resolve(process.argv[2] ?? join(root, 'dist')), (line) => { process.stdout.write(`${line}\n`) })
await openPage()
execFileSync(process.execPath, [join(root, 'dashboards', 'src', 'generate.ts')], { stdio: 'inherit' })
process.stdout.write('dashboards/out/: alert rules, Grafana’s dashboards, and configurations of Prometheus and Alertmanager\n')
writePythonRedaction()
process.stdout.write('ansible/: the rules of the redaction\n')
