import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text as readText } from 'node:stream/consumers'
import type { ErrorAnswer } from '@mimamori/contract'
import { adminTokenFile, readTokenFile } from '../access/token-files.ts'
import type { Config } from '../config/settings.ts'
import type { CliText } from '../text/cli-text.en.ts'
import { CommandError, Refusal } from './errors.ts'

/** Asks the running collector, as its administrator. */
export interface CollectorClient {
  /** The answer's body. @throws {Refusal} with what the collector answered instead; {CommandError} where it could not be asked */
  ask<Answer> (method: string, path: string, body?: object): Promise<Answer>
}

const timeoutMs = 30_000

/** An address that means "all of mine" is reached at loopback. */
const reachable = (host: string): string => host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host

const adminToken = (config: Config, words: CliText): string => {
  const file = adminTokenFile(config.dataDir)
  try {
    const token = config.adminToken ?? readTokenFile(file)
    if (token !== undefined) return token
  } catch (error) {
    throw new CommandError(words.unreadableToken(file), { cause: error })
  }
  throw new CommandError(words.noToken(file))
}

/** @throws {CommandError} */
const certificate = (file: string, words: CliText): Buffer => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new CommandError(words.unreadableFile(`MIMAMORI_TLS_CERT: ${file}`, (error as Error).message), { cause: error })
  }
}

export const collectorClient = (config: Config, words: CliText): CollectorClient => {
  const { host, port } = config.listen
  const { tlsCert } = config
  const secure = tlsCert !== undefined
  const address = `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`

  const send = (method: string, path: string, body: string | undefined): Promise<IncomingMessage> => new Promise((resolve, reject) => {
    const options = {
      host: reachable(host),
      port,
      method,
      path,
      timeout: timeoutMs,
      headers: {
        authorization: `Bearer ${adminToken(config, words)}`,
        ...body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      },
      // The certificate is this server's own, by its file; its name need not be that of the loopback address.
      ...secure && { ca: certificate(tlsCert, words), checkServerIdentity: () => undefined }
    }
    const request = secure ? httpsRequest(options, resolve) : httpRequest(options, resolve)
    request.once('timeout', () => { request.destroy(new Error('timeout')) })
    request.once('error', (error) => { reject(new CommandError(words.notRunning(address), { cause: error })) })
    request.end(body)
  })

  return {
    ask: async <Answer>(method: string, path: string, body?: object) => {
      const response = await send(method, path, body && JSON.stringify(body))
      const content = await readText(response)
      let answer: unknown
      try {
        answer = JSON.parse(content)
      } catch {
        throw new CommandError(words.notOurs(address))
      }
      if ((response.statusCode ?? 500) >= 400) throw new Refusal(answer as ErrorAnswer)
      return answer as Answer
    }
  }
}
