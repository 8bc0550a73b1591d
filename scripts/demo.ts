/**
 * `npm run demo`: a collector, Prometheus and Alertmanager if they are installed, and a simulated fleet of 30 devices over three sites
 * (`-- --devices N`).
 */
import { join } from 'node:path'
import { terminalLanguage } from '@mimamori/program/language'
import { asksForHelp } from '../collector/src/platform/config/settings-help.ts'
import { DemoUsageError, mostDevices, readDemoOptions } from './demo/options.ts'
import { runDemo } from './demo/run-demo.ts'
import { demoText } from './demo/text.ts'
import { startText } from './start/text.ts'

const language = terminalLanguage(process.env)
const text = demoText(language)
const end = new AbortController()
// Through npm, Ctrl-C arrives twice; the second one changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.abort())

const print = (line: string): void => { process.stdout.write(`${line}\n`) }
const complain = (line: string): void => { process.stderr.write(`mimamori: ${line}\n`) }

const demonstrate = async (words: readonly string[]): Promise<void> => {
  const options = readDemoOptions(words, { env: process.env, language })
  const { host, port } = options.listen
  // One for each address, which only one demonstration can have: files that another one is writing are never removed.
  const dataDirectory = join(process.env['MIMAMORI_DATA_DIR'] || join(import.meta.dirname, '../var'), 'demo', `${host}-${port}`)
  await runDemo(options, { dataDirectory, text, startText: startText(language), print, signal: end.signal })
  print(text.stopped)
}

try {
  const words = process.argv.slice(2)
  if (asksForHelp(words)) print(text.help(mostDevices))
  else await demonstrate(words)
} catch (error) {
  complain((error as Error).message)
  process.exitCode = error instanceof DemoUsageError ? 2 : 1
}
