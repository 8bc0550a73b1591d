import { Agent, request } from 'node:http'
import { gunzipSync } from 'node:zlib'

export interface Answer {
  readonly status: number
  readonly retryAfterSeconds?: number
  readonly text: string
}

/** One connection of one device to the collector, kept open between requests. */
export interface Connection {
  post (path: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<Answer>
  close (): void
}

export interface ConnectionOptions {
  /** The collector's origin; it must be on this machine. */
  readonly origin: URL
  /** Of 127.0.0.0/8: where the device seems to be. */
  readonly localAddress?: string
  readonly timeoutMs?: number
}

const isLoopback = (hostname: string): boolean => /^127\.\d+\.\d+\.\d+$/.test(hostname) || hostname === 'localhost' || hostname === '[::1]'

/** @throws where the collector is not on this machine: a simulated fleet must never reach a real one. */
export const openConnection = ({ origin, localAddress, timeoutMs = 30_000 }: ConnectionOptions): Connection => {
  if (!isLoopback(origin.hostname)) {
    throw new Error(`a simulated device only talks to a collector on this machine, such as http://127.0.0.1:8080; got ${origin.href}`)
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    post: (path, headers, body) => new Promise((resolve, reject) => {
      const sent = request(new URL(path, origin), {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': body.length },
        timeout: timeoutMs,
        ...localAddress !== undefined && { localAddress }
      }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const raw = Buffer.concat(chunks)
          const retryAfter = response.headers['retry-after']
          resolve({
            status: response.statusCode ?? 0,
            ...retryAfter !== undefined && { retryAfterSeconds: Number(retryAfter) },
            text: (response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8')
          })
        })
      })
      sent.on('timeout', () => sent.destroy(new Error(`no answer within ${timeoutMs} ms`)))
      sent.on('error', reject)
      sent.end(body)
    }),
    close: () => agent.destroy()
  }
}
