import { open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContentFile, DeviceContent } from '@mimamori/contract'
import { contentLimits } from '@mimamori/contract/content-limits'
import { pathMistake } from '@mimamori/contract/content-path'
import { clientKeyHeader } from '@mimamori/contract/headers'
import { boundedBody } from '../delivery/bounded-body.ts'
import { openConnection } from '../delivery/connection.ts'
import { describeNetworkError } from '../delivery/deliver.ts'
import { parseErrorAnswer, parseRetryAfter } from '../delivery/outcome.ts'

interface DownloadOptions {
  readonly signal: AbortSignal
  /** Called with what comes, and with less than zero if what was there is given up. */
  readonly onBytes: (bytes: number) => void
  /** Whether caches on the way are to ask the collector. */
  readonly pastCaches?: boolean
}

/** Fetches content from the collector, on a connection of its own: reports do not wait for a video. */
export interface ContentClient {
  /** The content that this device should have. @throws {ContentError} */
  manifest (signal: AbortSignal): Promise<DeviceContent>
  /** Downloads a file to `path` from where it ends. @throws {ContentError} what came stays */
  download (file: ContentFile, path: string, options: DownloadOptions): Promise<void>
  /** Closes the connection; it is opened again at need. */
  close (): void
}

/** Content that does not come, with what a person or a later try can do about it. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
  /** The wait that the collector asks for. */
  readonly waitMs: number | undefined

  constructor (message: string, { waitMs, cause }: { readonly waitMs?: number | undefined, readonly cause?: unknown } = {}) {
    super(message, { cause })
    this.waitMs = waitMs
  }
}

interface Options {
  /** Ends in `/api`. */
  readonly baseUrl: URL
  readonly caFile?: string | undefined
  readonly key: () => string
  /** Without a byte for so long, a connection is given up. */
  readonly timeoutMs: number
  /** 0: as fast as the line. */
  readonly bytesPerSecond: number
}

const largestErrorBytes = 65_536
/** Bytes that are written without a sync in between: a power cut costs no more of a download. */
const unsyncedBytes = 8 * 1024 * 1024

/** The manifest, if each of its files could be written below a directory: it came over the network. */
const checkManifest = (body: Buffer): DeviceContent => {
  const content = JSON.parse(body.toString('utf8')) as DeviceContent
  for (const name of [...content.sets.map((set) => set.name), ...content.refused ?? []]) {
    if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) throw new Error(`no set can be named ${name}`)
  }
  for (const { name, digest, files } of content.sets) {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new Error(`${name}: no SHA-256`)
    for (const { path, sha256, size } of files) {
      const mistake = pathMistake(path)
      if (mistake !== undefined) throw new Error(`${path}: ${mistake.en}`)
      if (!/^[0-9a-f]{64}$/.test(sha256) || !Number.isSafeInteger(size) || size < 0) throw new Error(`${path}: no SHA-256 and size`)
    }
  }
  return content
}

/** The body of an answer, as it comes; an error of the network is one of content. */
const received = async function* (response: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* response as AsyncIterable<Buffer>
  } catch (error) {
    throw new ContentError((error as Error).message, { cause: error })
  }
}

export const createContentClient = ({ baseUrl, caFile, key, timeoutMs, bytesPerSecond }: Options): ContentClient => {
  let connection: ReturnType<typeof openConnection> | undefined
  const base = baseUrl.href.replace(/\/$/, '')

  const get = async (path: string, { signal, headers = {} }: {
    readonly signal: AbortSignal
    readonly headers?: Readonly<Record<string, string>>
  }): Promise<IncomingMessage> => {
    connection ??= openConnection(baseUrl, caFile)
    const { request, agent } = connection
    return new Promise((resolve, reject) => {
      const options = { agent, signal, timeout: timeoutMs, headers: { ...headers, [clientKeyHeader]: key() } }
      let answer: IncomingMessage | undefined
      const sent = request(new URL(base + path), options, (response) => {
        answer = response
        resolve(response)
      })
      sent.on('timeout', () => (answer ?? sent).destroy(new Error(`nothing came within ${timeoutMs / 1000} s`)))
      sent.on('error', (error) => {
        connection = undefined
        reject(new ContentError(describeNetworkError(error), { cause: error }))
      })
      sent.end()
    })
  }

  const refuse = async (response: IncomingMessage): Promise<never> => {
    const error = parseErrorAnswer(await boundedBody(response, largestErrorBytes))
    const message = error === undefined ? `HTTP ${response.statusCode}` : `${error.code}: ${error.message}`
    throw new ContentError(message, { waitMs: parseRetryAfter(response.headers) })
  }

  return {
    async manifest (signal) {
      const response = await get('/clients/content', { signal })
      if (response.statusCode !== 200) return refuse(response)
      try {
        return checkManifest(await boundedBody(response, contentLimits.manifestBytes))
      } catch (error) {
        throw new ContentError(`the list of files cannot be used: ${(error as Error).message}`, { cause: error })
      }
    },
    async download ({ sha256, size }, path, { signal, onBytes, pastCaches = false }) {
      await using file = await open(path, 'a', 0o644)
      const { size: offset } = await file.stat()
      if (offset === size) return
      const headers = { ...offset > 0 && { range: `bytes=${offset}-` }, ...pastCaches && { 'cache-control': 'no-cache' } }
      const response = await get(`/clients/content/files/${sha256}`, { signal, headers })
      // Awaited, since the file is closed in between: a rejection that nobody awaits by then would end the agent.
      if (response.statusCode !== 200 && response.statusCode !== 206) return await refuse(response)
      // A server that knows no ranges begins again.
      if (response.statusCode === 200 && offset > 0) {
        await file.truncate()
        onBytes(-offset)
      }
      let left = response.statusCode === 206 ? size - offset : size
      let unsynced = 0
      for await (const chunk of received(response)) {
        left -= chunk.length
        if (left < 0) throw new ContentError('more came than the file has')
        await file.writeFile(chunk)
        onBytes(chunk.length)
        unsynced += chunk.length
        if (unsynced >= unsyncedBytes) {
          await file.datasync()
          unsynced = 0
        }
        if (bytesPerSecond > 0) await sleep(chunk.length / bytesPerSecond * 1000, undefined, { signal })
      }
      if (left > 0) throw new ContentError('the connection ended before the file did')
    },
    close () {
      connection?.agent.destroy()
      connection = undefined
    }
  }
}
