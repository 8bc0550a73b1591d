import { readFileSync } from 'node:fs'
import { request as httpRequest, Agent as HttpAgent, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'

type Requester = (url: URL, options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest

/** One connection that stays open. node:https, and with it TLS, is loaded only if it is spoken: it is 2 MB of memory. */
export const openConnection = (baseUrl: URL, caFile: string | undefined): { readonly request: Requester, readonly agent: HttpAgent } => {
  const options = { keepAlive: true, maxSockets: 1, maxFreeSockets: 1 }
  if (baseUrl.protocol === 'http:') return { request: httpRequest, agent: new HttpAgent(options) }
  const https = process.getBuiltinModule('node:https')
  return {
    request: https.request,
    agent: new https.Agent({ ...options, ...(caFile !== undefined && { ca: readFileSync(caFile), allowPartialTrustChain: true }) })
  }
}
