import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { connect as connectTcp, type Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import { withoutBrackets } from '@mimamori/program/listen-address'
import type { Text } from '../../text/index.ts'
import { wrong, type Finding } from './finding.ts'

interface ReachOptions {
  readonly url: URL
  readonly timeoutMs: number
  readonly caFile: string | undefined
  readonly nowMs: () => number
}

const codeOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}

const connected = (socket: Socket, event: 'connect' | 'secureConnect', timeoutMs: number): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('time-out'), { code: 'ETIMEDOUT' })), timeoutMs)
    socket.once(event, () => resolve())
    socket.once('error', reject)
    socket.once('close', () => clearTimeout(timer))
  }).finally(() => socket.destroy())

/**
 * TLS is loaded only if it is used: with node:crypto it is 1.4 MB of memory, 3 MB resident, to an agent that
 * reports over plain http (measured).
 */
const connectTls = (options: ConnectionOptions): Socket => process.getBuiltinModule('node:tls').connect(options)

/** Errors of a certificate's dates; on a device without a clock of its own, they mean that the device's date is wrong. */
const dateErrors = /^CERT_(?:NOT_YET_VALID|HAS_EXPIRED)$/
const trustErrors = /SELF_SIGNED|^UNABLE_TO_/

const explainTls = (error: unknown, { caFile, nowMs }: ReachOptions, text: Text['check']['address']): readonly [string, string] => {
  const code = codeOf(error)
  if (dateErrors.test(code)) return text.certificateDate(code, new Date(nowMs()))
  if (trustErrors.test(code)) return text.certificateUnknown(code, caFile)
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return text.certificateName((error as Error).message)
  return code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO' ? text.noTls(code) : text.tlsFailed(code)
}

const endOf = (url: URL): { readonly host: string, readonly port: number } =>
  ({ host: withoutBrackets(url.hostname), port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) })

/** Whether https is spoken at an address that plain http was tried at. The owner of the certificate does not matter here. */
export const speaksTls = async ({ url, timeoutMs }: Pick<ReachOptions, 'url' | 'timeoutMs'>): Promise<boolean> => {
  try {
    await connected(connectTls({ ...endOf(url), rejectUnauthorized: false }), 'secureConnect', timeoutMs)
    return true
  } catch {
    return false
  }
}

/** Whether the collector's address leads anywhere: its name, its port, and its certificate if it uses https. */
export const checkReach = async (options: ReachOptions, { check: { address: text } }: Text): Promise<Finding | undefined> => {
  const { url, timeoutMs, caFile } = options
  const { host, port } = endOf(url)
  let address: string
  try {
    address = (await lookup(host)).address
  } catch (error) {
    return wrong(text.noSuchName(host, codeOf(error)))
  }
  try {
    await connected(connectTcp({ host: address, port }), 'connect', timeoutMs)
  } catch (error) {
    return wrong(text.noConnection(address, port, codeOf(error)))
  }
  if (url.protocol === 'http:') return undefined
  try {
    const tls = connectTls({
      host: address,
      port,
      servername: host === address ? '' : host,
      ...(caFile !== undefined && { ca: readFileSync(caFile), allowPartialTrustChain: true })
    })
    await connected(tls, 'secureConnect', timeoutMs)
    return undefined
  } catch (error) {
    return wrong(explainTls(error, options, text))
  }
}
