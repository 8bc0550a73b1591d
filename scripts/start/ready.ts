import { request } from 'node:https'
import { get } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { isListener } from './listener.ts'
import type { Service } from './service.ts'

/** The status of the answer; undefined while nobody answers. Only loopback is asked, so no certificate is needed. */
const statusOf = async (url: URL, headers: Readonly<Record<string, string>> = {}): Promise<number | undefined> => new Promise((resolve) => {
  const asked = url.protocol === 'https:'
    ? request(url, { rejectUnauthorized: false, timeout: 2000, headers })
    : get(url, { timeout: 2000, headers })
  asked.once('response', (response) => {
    response.resume()
    resolve(response.statusCode)
  })
  asked.once('timeout', () => asked.destroy())
  asked.once('error', () => { resolve(undefined) })
  asked.end()
})

/** Whether it is this process, which may have ended, that answers 200: another program can have taken its port. */
export const isReady = async (pid: number | undefined, url: URL): Promise<boolean> =>
  isListener(pid, Number(url.port) || (url.protocol === 'https:' ? 443 : 80)) && await statusOf(url) === 200

/** Whether the collector says that it does not know a token; false if it does not answer. */
export const isTokenRefused = async (collectorUrl: URL, token: string): Promise<boolean> =>
  await statusOf(new URL('/api/session', collectorUrl), { authorization: `Bearer ${token}` }) === 401

/** Whether the service answers 200 at `url` within this many seconds; never resolves if it ends first, which its watch reports. */
export const isReadyWithin = async (readySeconds: number, service: Service, url: URL): Promise<boolean> => {
  let ended = false
  void service.exited.then(() => { ended = true })
  for (const deadline = performance.now() + readySeconds * 1000; performance.now() < deadline && !ended; await after(100)) {
    if (await isReady(service.pid, url)) return true
  }
  return ended ? new Promise(() => {}) : false
}
