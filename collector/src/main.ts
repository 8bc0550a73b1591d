/** The collector as a process: settings, listening, signals, and an end that leaves nothing half done. */
import { flushCompileCache } from 'node:module'
import { terminalLanguage } from '@mimamori/program/language'
import { buildApp } from './app.ts'
import { compose } from './compose.ts'
import { certificateMistakes } from './platform/config/certificate-files.ts'
import { ConfigError, loadConfig } from './platform/config/load-config.ts'
import { tokenFileMistakes } from './platform/config/token-file.ts'
import { publicOrigin } from './platform/config/origin.ts'
import { asksForHelp, settingsHelp } from './platform/config/settings-help.ts'
import { settings, type Config } from './platform/config/settings.ts'
import { createCollectorLog } from './collector-log.ts'
import { startProblem } from './platform/storage/start-problem.ts'
import { dataDirectoryText, settingText } from './platform/config/setting-text.ts'

/** Bad settings, or a directory or port that is unavailable: reported in plain words on standard error, without a stack. */
const giveUp = (message: string, code: number): never => {
  process.stderr.write(`mimamori-collector: ${message}\n`)
  process.exit(code)
}

/** Environment variables alone say how it runs. */
const readArguments = (words: readonly string[]): void => {
  const language = terminalLanguage(process.env)
  if (asksForHelp(words)) {
    process.stdout.write(`${settingsHelp(language)}\n`)
    process.exit(0)
  }
  if (words.length > 0) giveUp(settingText(language).noArguments(words.join(' ')), 2)
}

const readConfig = (): Config => {
  try {
    return loadConfig(process.env, { checks: [certificateMistakes, tokenFileMistakes] })
  } catch (error) {
    if (error instanceof ConfigError) return giveUp(error.message, 2)
    throw error
  }
}

const listenProblem = (error: NodeJS.ErrnoException, setting: string, { host, port }: Config['listen']): string | undefined => {
  const text = settingText(terminalLanguage(process.env))
  return {
    EADDRINUSE: text.portInUse(setting, port, host),
    EADDRNOTAVAIL: text.noSuchAddress(setting, host),
    EACCES: text.portNeedsRights(setting, port)
  }[error.code ?? '']
}

/** How long open requests have to end. */
const deadlineMs = 10_000

// Every file that we write is for us alone: the database records who may do what.
process.umask(0o077)
readArguments(process.argv.slice(2))
const config = readConfig()
const { log, close: closeLog } = createCollectorLog(config)

const start = async (): Promise<void> => {
  const parts = await compose(config, log)
  const app = await buildApp(config, parts.deps)

  let stopping = false
  /** Ctrl-C in a shell that runs us through npm arrives twice: the second changes nothing. */
  const stop = async (signal: string, code = 0): Promise<void> => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'collector stops')
    const deadline = setTimeout(() => {
      log.warn('requests did not end in time')
      app.server.closeAllConnections()
    }, deadlineMs)
    await app.close()
    clearTimeout(deadline)
    await parts.close()
    await closeLog()
    // Node.js stops handling signals before a process that ends by itself has ended: a second Ctrl-C would then kill it.
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { void stop(signal) })
  parts.onCrash(() => { void stop('database thread ended', 1) })

  const listen = async (setting: string, address: Config['listen'], begin: () => Promise<unknown>): Promise<void> => {
    try {
      await begin()
    } catch (error) {
      const problem = listenProblem(error as NodeJS.ErrnoException, setting, address)
      if (problem === undefined) throw error
      await app.close()
      await parts.close()
      giveUp(problem, 1)
    }
  }
  const { httpsListen } = config
  await listen(settings.listen.name, config.listen, () => app.listen(config.listen))
  if (httpsListen !== undefined) await listen(settings.httpsListen.name, httpsListen, () => app.listenSecurely(httpsListen))
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.listen.port
  log.info(
    { address: publicOrigin({ ...config, listen: { ...config.listen, port } }), devices: parts.deps.registry.size },
    'collector listens'
  )
  // Otherwise Node.js writes it at the end, which a power cut skips.
  flushCompileCache()
}

start().catch((error: unknown) => {
  const refusal = startProblem(error, config.dataDir)
  if (refusal) giveUp(dataDirectoryText(refusal.problem, settingText(terminalLanguage(process.env))), refusal.exitCode)
  log.fatal({ err: error }, 'collector cannot start')
  process.exitCode = 1
  // Threads of the database may still run.
  setTimeout(() => process.exit(1), 200)
})
