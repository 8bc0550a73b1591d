/** Builds the programs for devices and the collector with its page; generates dashboards/out/ and Python's copy of the redaction rules. */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { buildPrograms } from './build/programs.ts'
import { buildServer } from './build/server.ts'
import { writePythonRedaction } from './redaction-for-python.ts'

const root = join(import.meta.dirname, '..')

await buildPrograms(resolve(process.argv[2] ?? join(root, 'dist')), (line) => { process.stdout.write(`${line}\n`) })
await buildServer()
execFileSync(process.execPath, [join(root, 'dashboards', 'src', 'generate.ts')], { stdio: 'inherit' })
process.stdout.write('dashboards/out/: alert rules, Grafana’s dashboards, and configurations of Prometheus and Alertmanager\n')
writePythonRedaction()
process.stdout.write('ansible/: the rules of the redaction\n')
