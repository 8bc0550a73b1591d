/** `npm start`: the collector, an agent for this machine, and Prometheus and Alertmanager if they are installed. */
import { terminalLanguage } from '@mimamori/program/language'
import { certificateMistakes } from '../collector/src/platform/config/certificate-files.ts'
import { ConfigError, loadConfig } from '../collector/src/platform/config/load-config.ts'
import { asksForHelp, settingsHelp } from '../collector/src/platform/config/settings-help.ts'
import { settingText } from '../collector/src/platform/config/setting-text.ts'
import { makeServiceDirectories, type ServiceDirectories } from './start/directories.ts'
import { StartProblem } from './start/problem.ts'
import { startAll } from './start/start-all.ts'
import { startText } from './start/text.ts'
import { watchServices } from './start/watch.ts'

const language = terminalLanguage(process.env)
const text = startText(language)
const print = (line: string): void => { process.stdout.write(`${line}\n`) }
const complain = (line: string): void => { process.stderr.write(`mimamori: ${line}\n`) }

const directoriesIn = (dataDirectory: string): ServiceDirectories => {
  try {
    return makeServiceDirectories(dataDirectory)
  } catch (error) {
    throw new StartProblem(settingText(language).dataDirectory.unusable({ directory: dataDirectory, reason: (error as Error).message }), 2)
  }
}

const start = async (): Promise<number> => {
  const words = process.argv.slice(2)
  if (asksForHelp(words)) {
    print(settingsHelp(language))
    return 0
  }
  if (words.length > 0) throw new StartProblem(settingText(language).noArguments(words.join(' ')), 2)
  const config = loadConfig(process.env, { checks: [certificateMistakes] })
  const directories = directoriesIn(config.dataDir)
  process.env['NODE_COMPILE_CACHE'] ??= directories.compiled
  const watch = watchServices(text, print)
  // Through npm, Ctrl-C arrives twice; the second one changes nothing.
  const signalled = new Promise<'signalled'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { resolve('signalled') })
  })
  const failed = startAll({ config, directories, language, text, watch, print }).then(() => new Promise<never>(() => {}))
  try {
    const end = await Promise.race([signalled, watch.died, failed])
    if (end !== 'signalled') complain(end)
    return end === 'signalled' ? 0 : 1
  } finally {
    await watch.stopAll()
  }
}

try {
  process.exitCode = await start()
} catch (error) {
  if (!(error instanceof StartProblem || error instanceof ConfigError)) throw error
  complain(error.message)
  process.exitCode = error instanceof StartProblem ? error.exitCode : 2
}
// A part that is still being waited for must not block the terminal.
process.exit()
