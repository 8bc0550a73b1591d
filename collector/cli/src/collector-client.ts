import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import type { ErrorAnswer, Language } from '@mimamori/contract'
import { adminTokenFile } from '@mimamori/contract/data-directory'
import { encodeOnBehalfOf, onBehalfOfHeader } from '@mimamori/contract/on-behalf-of'
import { callingAccount } from '@mimamori/program/calling-account'
import { formatAddress } from '@mimamori/program/listen-address'
import { readTokenFile } from '@mimamori/program/token-file'
import type { CliText } from './text/cli-text.ts'
import { connectionProblem } from './connection-problem.ts'
import { CommandError, Refusal } from './errors.ts'
import { NoAnswer, pinnedConnection } from './pinned-connection.ts'
import type { CliSettings } from './settings.ts'
import { readEventStream, type StreamEvent } from './read-event-stream.ts'

/** Asks the running collector, as its administrator. */
export interface CollectorClient {
  /** The answer's body. @throws {Refusal} with the collector's other answer; {CommandError} if it could not be asked */
  readonly ask: <Answer>(method: string, path: string, body?: object) => Promise<Answer>
  /** Sends a part of a file. @throws as `ask` does */
  readonly sendPart: <Answer>(path: string, part: Buffer, headers: Readonly<Record<string, string | number>>) => Promise<Answer>
  /** The events of a stream as they come, until it breaks off. @throws as `ask` does, before the first */
  readonly listen: (path: string, signal: AbortSignal) => Promise<AsyncIterable<StreamEvent>>
}

const timeoutMs = 30_000

interface Body {
  readonly content: string | Buffer
  readonly headers: Readonly<Record<string, string | number>>
}

const jsonBody = (body: object): Body => ({ content: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

/** An address that means "all of mine" is reached at loopback. */
const reachable = (host: string): string => host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host

const requireAdminToken = ({ adminToken, dataDirectory }: CliSettings, words: CliText): string => {
  const file = adminTokenFile(dataDirectory)
  try {
    const token = adminToken ?? readTokenFile(file)
    if (token !== undefined) return token
  } catch (error) {
    throw new CommandError(words.unreadableToken(file), { cause: error })
  }
  throw new CommandError(words.noToken(file))
}

/** The first certificate in the file, which the collector shows. @throws {CommandError} */
const collectorCertificate = (file: string, words: CliText): X509Certificate => {
  let content: Buffer
  try {
    content = readFileSync(file)
  } catch (error) {
    throw new CommandError(words.unreadableFile(`MIMAMORI_TLS_CERT: ${file}`, (error as Error).message), { cause: error })
  }
  try {
    return new X509Certificate(content)
  } catch (error) {
    throw new CommandError(words.noCertificate(`MIMAMORI_TLS_CERT: ${file}`), { cause: error })
  }
}

/** `language`: of the texts for people in answers. */
export const collectorClient = (settings: CliSettings, words: CliText, language: Language): CollectorClient => {
  const { certificate, listen: { host: listenHost, port } } = settings
  const host = reachable(listenHost)
  const address = `${certificate === undefined ? 'http' : 'https'}://${formatAddress({ host: listenHost, port })}`

  const send = async (method: string, path: string, body?: Body, signal?: AbortSignal): Promise<IncomingMessage> => {
    const headers = {
      'accept-language': language,
      authorization: `Bearer ${requireAdminToken(settings, words)}`,
      [onBehalfOfHeader]: encodeOnBehalfOf(callingAccount()),
      ...body && { ...body.headers, 'content-length': Buffer.byteLength(body.content) }
    }
    const socket = certificate === undefined ? undefined : await pinnedConnection({
      host, port, certificate: collectorCertificate(certificate, words), timeoutMs
    })
    return await new Promise((resolve, reject) => {
      const request = httpRequest({
        host, port, method, path, headers, timeout: timeoutMs, ...signal && { signal }, ...socket && { createConnection: () => socket }
      }, resolve)
      request.once('timeout', () => { request.destroy(new NoAnswer()) })
      request.once('error', reject)
      request.end(body?.content)
    })
  }

  const answered = <Result>(result: Promise<Result>): Promise<Result> => result.catch((error: unknown) => {
    throw error instanceof CommandError ? error : new CommandError(connectionProblem(error, address, words), { cause: error })
  })

  const readAnswer = async (response: IncomingMessage): Promise<unknown> => {
    const content = await answered(readText(response))
    let answer: unknown
    try {
      answer = JSON.parse(content)
    } catch {
      throw new CommandError(words.notOurs(address))
    }
    if ((response.statusCode ?? 500) >= 400) throw new Refusal(answer as ErrorAnswer)
    return answer
  }

  return {
    ask: async <Answer>(method: string, path: string, body?: object) => {
      const response = await answered(send(method, path, body && jsonBody(body)))
      return await readAnswer(response) as Answer
    },
    sendPart: async <Answer>(path: string, part: Buffer, headers: Body['headers']) =>
      await readAnswer(await answered(send('PATCH', path, { content: part, headers }))) as Answer,
    async listen (path, signal) {
      const response = await answered(send('GET', path, undefined, signal))
      if (response.statusCode !== 200) await readAnswer(response)
      return readEventStream(response)
    }
  }
}
