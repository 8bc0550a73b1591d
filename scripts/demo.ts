/** `npm run demo`: a collector, and a simulated fleet of 30 devices over three sites (`-- --devices N`). */
import { join } from 'node:path'
import { DemoUsageError, readDemoOptions } from './demo/options.ts'
import { runDemo } from './demo/run-demo.ts'

const end = new AbortController()
// Through npm, Ctrl-C arrives twice; the second one changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.abort())

const print = (line: string): void => { process.stdout.write(`${line}\n`) }
const complain = (line: string): void => { process.stderr.write(`mimamori: ${line}\n`) }

try {
  await runDemo(readDemoOptions(process.argv.slice(2)), { dataDirectory: join(import.meta.dirname, '../var/demo'), print, signal: end.signal })
  print('stopped')
} catch (error) {
  complain((error as Error).message)
  process.exitCode = error instanceof DemoUsageError ? 2 : 1
}
