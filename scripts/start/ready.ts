import { request } from 'node:https'
import { get } from 'node:http'
import { setTimeout as after } from 'node:timers/promises'
import { StartProblem } from './problem.ts'
import type { Service } from './service.ts'
import type { StartText } from './text.ts'

/** After a power cut a slow card takes its time. */
export const collectorReadySeconds = 300

/** The status of the answer; undefined while nobody answers. Only loopback is asked, so no certificate is needed. */
const statusOf = async (url: URL): Promise<number | undefined> => new Promise((resolve) => {
  const asked = url.protocol === 'https:' ? request(url, { rejectUnauthorized: false, timeout: 2000 }) : get(url, { timeout: 2000 })
  asked.once('response', (response) => {
    response.resume()
    resolve(response.statusCode)
  })
  asked.once('timeout', () => asked.destroy())
  asked.once('error', () => { resolve(undefined) })
  asked.end()
})

export const isReady = async (url: URL): Promise<boolean> => await statusOf(url) === 200

/**
 * Resolves when `url` answers 200; never where the service ends first, since whoever watches it says that.
 * @throws {StartProblem} after so many seconds, a minute if not said otherwise
 */
export const untilReady = async (service: Service, url: URL, text: StartText, readySeconds = 60): Promise<void> => {
  let ended = false
  void service.exited.then(() => { ended = true })
  for (const deadline = performance.now() + readySeconds * 1000; performance.now() < deadline && !ended; await after(100)) {
    if (await isReady(url)) return
  }
  if (ended) return new Promise(() => {})
  throw new StartProblem(text.notReady(service.name, readySeconds, service.logFile))
}
