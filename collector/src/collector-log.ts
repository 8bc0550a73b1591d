import { once } from 'node:events'
import { redact } from '@mimamori/contract/redaction'
import { pino, type DestinationStream, type Logger } from 'pino'
import { pinoLoki, type LokiOptions } from 'pino-loki'
import { readToken } from './platform/config/token-file.ts'
import type { Config } from './platform/config/settings.ts'

/** The levels that are shown: a field of an error can be a whole connection, or itself. */
const mostLevels = 4

const withoutSecrets = (value: unknown, level = 1): unknown => {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value
  if (level > mostLevels) return '…'
  if (Array.isArray(value)) return value.map((inner) => withoutSecrets(inner, level + 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutSecrets(inner, level + 1)]))
}

/**
 * An error as the collector's own log has it; one that was prepared for it is unchanged. Its text is often another program's, and may
 * quote what a stranger sent.
 */
export const errorForLog = (error: object): unknown =>
  withoutSecrets(error instanceof Error ? { ...pino.stdSerializers.err(error) } : error, 0)

/** Our four levels, as those of devices are labelled; the library's type knows only Loki's. */
const levels = { 10: 'debug', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'error' } as unknown as LokiOptions['levelMap']

/** How long a push may take; a Loki that is away delays the collector's end no longer than this. */
const pushTimeoutMs = 3000
/** The lines that wait for the next push; older ones are dropped, and are on standard output. */
const mostWaiting = 1000

type LokiSettings = Pick<Config, 'lokiUrl' | 'lokiTokenFile' | 'lokiTenant'>

const lokiStream = (url: string, { lokiTokenFile, lokiTenant }: LokiSettings) => {
  const token = readToken(lokiTokenFile)
  return pinoLoki({
    host: `${url}/`,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(lokiTenant !== undefined && { 'x-scope-orgid': lokiTenant })
    },
    labels: { job: 'mimamori-collector' },
    levelMap: levels!,
    // Ours is text, which is part of the line; Loki gets that of the push.
    replaceTimestamp: true,
    structuredMetaKey: false,
    batching: { interval: 2, maxBufferSize: mostWaiting },
    timeout: pushTimeoutMs,
    // Whether Loki takes lines is logged where devices' lines are sent there.
    silenceErrors: true
  })
}

export interface CollectorLog {
  readonly log: Logger
  /** Sends the lines that wait for Loki; afterwards lines go to standard output alone. */
  readonly close: () => Promise<void>
}

interface Deps {
  /** Standard output by default. */
  readonly output?: DestinationStream
}

/** Characters that wait for space if standard output is a file; later lines are lost. */
const mostUnwritten = 1_000_000

/**
 * Synchronous writes: with asynchronous ones a full disk would make flush and end wait for ever. The error has a listener because one
 * without would end the collector.
 */
const standardOutput = (): DestinationStream => {
  const output = pino.destination({ dest: 1, sync: true, maxLength: mostUnwritten }).on('error', () => {})
  return { write: (line) => { output.write(line) } }
}

/** The collector's own log: JSON on standard output and, if Loki is set, in Loki too, as far as that keeps up. */
export const createCollectorLog = (config: LokiSettings, { output = standardOutput() }: Deps = {}): CollectorLog => {
  const options = { base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorForLog } }
  if (config.lokiUrl === undefined) return { log: pino(options, output), close: async () => {} }
  const loki = lokiStream(config.lokiUrl, config)
  let isOpen = true
  const both: DestinationStream = {
    write (line) {
      output.write(line)
      if (isOpen) loki.write(line)
    }
  }
  return {
    log: pino(options, both),
    close: async () => {
      if (!isOpen) return
      isOpen = false
      const closed = once(loki, 'close')
      loki.end()
      await closed
    }
  }
}
