import { isIP } from 'node:net'
import { z } from 'zod'
import { about, deviceId, limitFields, optionalLimits, timestamp } from '@mimamori/contract'
import { isDeviceAddress } from '@mimamori/contract/address-rule'
import { withoutBrackets } from '@mimamori/program/listen-address'
import { looksLikeTemplate } from './client-key.ts'
import { mayConnectTo } from './connectable-address.ts'

/** Printable text in any script; control characters and line separators would break tables and log lines. */
const printable = (max: number) => z.string().trim().max(max).regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'expected text without control characters')

const address = z.string().refine(isDeviceAddress, 'expected a host name or IP address, such as 192.168.10.31')

/** Label names that Prometheus accepts, without the ones that the collector gives to targets. */
const labels = z.record(
  z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'expected a label name: a–z, 0–9 and _, beginning with a letter')
    .refine((name) => !['device', 'instance', 'job', 'site', 'role'].includes(name), 'is a label that the collector itself gives'),
  printable(128)
).refine((given) => Object.keys(given).length <= 16, 'expected at most 16 labels')

const scrapeUrl = z
  .string()
  .max(512)
  .refine((text) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? ''), 'expected an http or https address')
  // A URL is shown, and written into the audit log.
  .refine(
    (text) => !URL.parse(text)?.username && !URL.parse(text)?.password,
    'must not contain a user or password; give them as scrapeCredentials (command: --scrape-user and --scrape-secret-file)'
  )

export const scrapeCredentials = z.union([
  z.strictObject({
    user: z.string().regex(/^[^:\p{Cc}]{1,256}$/u, 'expected 1 to 256 printable characters without a colon').meta(about(
      'The user for Basic authentication.',
      'prometheus'
    )),
    password: z.string().regex(/^[^\p{Cc}]{1,1024}$/u, 'expected 1 to 1024 printable characters').meta(about(
      'The password for Basic authentication.',
      'correct horse battery'
    ))
  }),
  z.strictObject({
    token: z.string().regex(/^[\x21-\x7e]{1,4096}$/, 'expected a token of printable ASCII characters without spaces').meta(about(
      'The token for Bearer authentication.',
      'vR3kq8Zt2n'
    ))
  })
], 'expected {user, password} or {token}')

const fields = {
  name: printable(128).min(1),
  address,
  site: printable(64),
  role: printable(64),
  labels,
  scrapeUrl,
  scrapeCredentials
}

/** Everything but the id may be left out. */
const described = {
  name: fields.name.exactOptional().meta(about('The display name of the device.', 'Entrance kiosk')),
  address: fields.address.exactOptional().meta(about('The host name or IP address of the device.', '192.168.10.31')),
  site: fields.site.exactOptional().meta(about('The site where the device is; empty if none is set.', 'north')),
  role: fields.role.exactOptional().meta(about('What the device is for; empty if none is set.', 'kiosk')),
  labels: fields.labels.exactOptional().describe('Custom labels. Prometheus gets them, too.'),
  ...optionalLimits,
  scrapeUrl: fields.scrapeUrl.exactOptional(),
  scrapeCredentials: fields.scrapeCredentials.exactOptional().describe(
    'What the collector authenticates with when it scrapes the device. No response contains it; a change of the host or port in ' +
      '`scrapeUrl` removes it.'
  )
}

export const enrollment = z.strictObject({
  id: deviceId.meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')),
  ...described
})

/** A change: missing fields stay, null removes one. */
export const deviceChange = z.strictObject({
  name: fields.name.nullable().exactOptional().meta(about('The display name of the device; null if it has none.', 'Entrance kiosk')),
  address: fields.address.nullable().exactOptional().meta(about(
    'The registered host name or IP address; null if none is registered.',
    '192.168.10.31'
  )),
  site: fields.site.nullable().exactOptional().meta(about('The site where the device is; empty if none is set.', 'north')),
  role: fields.role.nullable().exactOptional().meta(about('What the device is for; empty if none is set.', 'kiosk')),
  labels: fields.labels.nullable().exactOptional().describe('Custom labels. Prometheus gets them, too.'),
  silentAfterSeconds: limitFields.silentAfterSeconds.nullable().exactOptional(),
  downAfterSeconds: limitFields.downAfterSeconds.nullable().exactOptional(),
  downSeverity: limitFields.downSeverity.nullable().exactOptional(),
  scrapeUrl: fields.scrapeUrl.nullable().exactOptional(),
  scrapeCredentials: fields.scrapeCredentials.nullable().exactOptional()
}).refine((change) => Object.keys(change).length > 0, 'expected at least one field to change')

export const importedDevice = z.strictObject({
  id: deviceId.meta(about('The ID of the device. It never changes.', 'pi-kiosk-03')),
  ...described,
  // A device that is only scraped needs none.
  key: z
    .string()
    .min(8, 'expected a key of at least 8 characters')
    .max(256, 'expected a key of at most 256 characters')
    .regex(/^[\x21-\x7e]+$/, 'expected a key of printable ASCII characters without spaces')
    .refine((key) => !looksLikeTemplate(key), 'is the text of a template that was not filled in; give the key itself')
    .exactOptional().meta(about(
    'The key of the device. It is shown only once; the collector stores a hash of it.',
    '7Qm2vT9xWc4LpZ8sNd1RfYh6Bk3JgAe5UoXiCq0nVt4'
  )),
  enrolledAt: timestamp.exactOptional(),
  lastSeenAt: timestamp.exactOptional().meta(about(
    'When the other system last received a report from the device.',
    '2026-11-25T09:00:00.000Z'
  ))
})

const isLocalHost = (host: string): boolean =>
  isIP(host) === 0 ? /^(?:.*\.)?localhost$/i.test(host) : !mayConnectTo(host, { allowLoopback: false })

/** Checks the target of a scrape address: it must be the device itself, so that nobody can point the collector elsewhere. */
export const scrapeUrlProblem = (scrape: string | null | undefined, registered: string | null | undefined): string | undefined => {
  if (scrape === undefined || scrape === null) return undefined
  const host = withoutBrackets(new URL(scrape).hostname)
  if (isLocalHost(host)) return 'must not be a loopback, link-local or multicast address'
  if (host.toLowerCase() === registered?.toLowerCase()) return undefined
  return `must be on the device's registered address (${registered ?? 'none is registered'})`
}
