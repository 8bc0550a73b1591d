import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { isOutOfUse } from '@mimamori/contract/out-of-use'
import { certificateAuthorities } from '@mimamori/program/certificates'
import { inTurns } from '@mimamori/program/in-turns'
import { withoutBrackets } from '@mimamori/program/listen-address'
import type { Clock } from '../../platform/clock/clock.ts'
import type { LastingScrapeFailure, ScrapeFailureCode } from '../../devices/freshness/scrape-failure.ts'
import type { Device } from '../../devices/registry/device.ts'
import { deviceBodyLimit } from '../device-bodies.ts'
import type { Scraped } from '../accept-report.ts'
import { fetchExposition } from './fetch-exposition.ts'
import { createScheduler, type Lane } from './scheduler.ts'
import { ScrapeError, scrapeFailureOf } from './scrape-error.ts'

/** As long as Prometheus waits by default. */
const scrapeTimeoutMs = 10_000

export interface ScraperDeps {
  readonly clock: Clock
  readonly intervalMs: number
  readonly maxCompressedBytes: number
  readonly devices: () => readonly Device[]
  /** The device as it is registered now. */
  readonly device: (id: string) => Device | undefined
  /** Takes a device's exposition. @throws {ExpositionRefusedError} */
  readonly accept: (scraped: Scraped) => Promise<void>
  /** Whether a resolved IP address may be connected to. */
  readonly mayScrape: (address: string) => boolean
  readonly observe: (outcome: ScrapeFailureCode | 'success', seconds: number) => void
  readonly onError: (error: unknown) => void
  /** The trusted certificate authorities. Defaults to Node's and this server's own. */
  readonly trusted?: () => SecureContext
  readonly timeoutMs?: number
}

/** Scrapes the devices that have a scrape address. */
export interface Scraper {
  /** The reason why the last scrape of a device failed; undefined if it succeeded, or there was none yet. */
  failure (deviceId: string): LastingScrapeFailure | undefined
  start (): void
  close (): Promise<void>
}

/** The address and the credentials of a device in one text: computed once, as the registry has them. */
const targetsOf = (): ((device: Device) => string) => {
  const targets = new WeakMap<Device, string>()
  return (device) => {
    const target = targets.get(device) ?? JSON.stringify([device.scrapeUrl, device.scrapeCredentials])
    targets.set(device, target)
    return target
  }
}

const authorizationOf = ({ scrapeCredentials: credentials }: Device): string | undefined => {
  if (credentials === undefined) return undefined
  if ('token' in credentials) return `Bearer ${credentials.token}`
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`
}

/** Reading the authorities takes tens of milliseconds. */
const trustOfServer = (): (() => SecureContext) => {
  let context: SecureContext | undefined
  return () => context ??= createSecureContext({ ca: certificateAuthorities() })
}

export const createScraper = (parts: ScraperDeps): Scraper => {
  const { clock, maxCompressedBytes, devices, device: registered, accept, mayScrape, observe } = parts
  const { trusted = trustOfServer(), timeoutMs = scrapeTimeoutMs } = parts
  const failures = new Map<string, { readonly target: string, readonly failure: LastingScrapeFailure }>()
  const targetOf = targetsOf()
  const closing = new AbortController()
  // A name that nobody resolves occupies one of Node's four threads for seconds; they unpack bodies, too.
  const lookups = { prompt: inTurns(), others: inTurns() }

  const resolve = async (hostname: string, lane: Lane): Promise<string> => {
    const host = withoutBrackets(hostname)
    const addresses = isIP(host) === 0
      ? (await lookups[lane](() => lookup(host, { all: true }))).map(({ address }) => address)
      : [host]
    const allowed = addresses.find(mayScrape)
    if (allowed === undefined) throw new ScrapeError('forbidden_address', addresses.join(', '))
    return allowed
  }

  const fetchFrom = async (device: Device, lane: Lane): Promise<void> => {
    const url = new URL(device.scrapeUrl!)
    const address = await resolve(url.hostname, lane)
    const target = { url, address, authorization: authorizationOf(device) }
    const body = await fetchExposition(target, {
      timeoutMs, maxCompressedBytes, maxBytes: deviceBodyLimit, signal: closing.signal, trusted
    })
    const now = registered(device.id)
    if (now === undefined || isOutOfUse(now.state) || targetOf(now) !== targetOf(device)) return
    await accept({ deviceId: device.id, address, receivedMs: clock.nowMs(), body })
  }

  const lastFailure = (device: Device): LastingScrapeFailure | undefined => {
    const last = failures.get(device.id)
    return last?.target === targetOf(device) ? last.failure : undefined
  }

  const scrape = async (device: Device, lane: Lane): Promise<boolean> => {
    const startedMs = clock.monotonicMs()
    const failure = await fetchFrom(device, lane).then(() => undefined, scrapeFailureOf)
    if (closing.signal.aborted) return false
    observe(failure?.code ?? 'success', (clock.monotonicMs() - startedMs) / 1000)
    if (failure === undefined) {
      failures.delete(device.id)
      return true
    }
    const { code, detail } = failure
    const sinceMs = lastFailure(device)?.sinceMs ?? clock.nowMs()
    failures.set(device.id, { target: targetOf(device), failure: { code, ...detail !== undefined && { detail }, sinceMs } })
    return false
  }

  const targets = () => devices().filter(({ scrapeUrl, state }) => scrapeUrl !== undefined && !isOutOfUse(state))

  const scheduler = createScheduler({
    clock,
    intervalMs: parts.intervalMs,
    items: () => targets().map((device) => ({ id: device.id, target: targetOf(device), device })),
    scrape: ({ device }, lane) => scrape(device, lane),
    onError: parts.onError
  })

  return {
    failure (deviceId) {
      const device = registered(deviceId)
      return device && lastFailure(device)
    },
    start: () => { scheduler.start() },
    async close () {
      closing.abort()
      await scheduler.close()
    }
  }
}
