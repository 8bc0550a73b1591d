import { z } from 'zod'
import { webAddress } from './address.ts'
import { bodyEncoding, fillTemplate, hasOpenBraces, placeholders, unknownPlaceholders, type Placeholder } from './placeholders.ts'

/** An address as mail programs write it, in ASCII and without a name: Alertmanager puts it into the envelope. */
export const mailAddress = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'expected an address such as line3@factory.lan')

/** E-mail through the relay (mail-relay.ts). */
const email = z.strictObject({
  type: z.literal('email'),
  to: z
    .array(mailAddress, 'expected at least one address')
    .min(1, 'expected at least one address')
    .max(50, 'expected at most 50 addresses'),
  /** Instead of the relay's. */
  from: mailAddress.exactOptional()
})

/** Alertmanager's own JSON (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
const webhook = z.strictObject({ type: z.literal('webhook'), url: webAddress })

/** An incoming webhook of Slack or Mattermost. */
const slack = z.strictObject({ type: z.literal('slack'), url: webAddress })

/**
 * An incoming webhook of Rocket.Chat: as Slack's, but answered in its own way, which Alertmanager takes for a failure (alertmanager#3546).
 */
const rocketchat = z.strictObject({ type: z.literal('rocketchat'), url: webAddress })

/** A webhook of Teams, or of a workflow that posts cards. */
const teams = z.strictObject({ type: z.literal('teams'), url: webAddress })

/** An incoming webhook of a Discord channel. */
const discord = z.strictObject({ type: z.literal('discord'), url: webAddress })

const token = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'expected a token of printable ASCII characters without spaces')
/** The published address of a service, or a proxy's on the LAN: an origin, since viewers see it. */
const serverOf = (published: string) => webAddress
  .refine((text) => /^https?:\/\/[^@/?#]+\/?$/.test(text), 'expected an address without a login, path or query')
  .default(published)

/** A bot's message to one chat (https://core.telegram.org/bots/api#sendmessage). */
const telegram = z.strictObject({
  type: z.literal('telegram'), server: serverOf('https://api.telegram.org'), token,
  chat: z.string().regex(/^(?:-?\d{1,20}|@\w{4,64})$/, 'expected a chat’s ID such as -1001234567890, or a channel’s name such as @factory')
})

/** An official account's message to a user, group or room (https://developers.line.biz/en/reference/messaging-api/#send-push-message). */
const line = z.strictObject({
  type: z.literal('line'), server: serverOf('https://api.line.me'), token,
  chat: z.string().regex(/^[UCR][0-9a-f]{32}$/, 'expected the ID of a user, group or room: U, C or R and 32 of 0–9 and a–f')
})

/** Events API v2 (https://developer.pagerduty.com/docs/events-api-v2-overview). `token`: the integration key of the service. */
const pagerduty = z.strictObject({ type: z.literal('pagerduty'), server: serverOf('https://events.pagerduty.com'), token })

/** Topics are names of files at the server (https://docs.ntfy.sh/publish/). */
const ntfy = z.strictObject({
  type: z.literal('ntfy'),
  server: webAddress,
  topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/, 'expected 1 to 64 of A–Z, a–z, 0–9, - and _'),
  token: token.exactOptional()
})

/** A value for each: the count is a number, and may stand in JSON as one; every other is text. */
const samples = { ...Object.fromEntries(placeholders.map((name) => [name, name])) as Readonly<Record<Placeholder, string>>, count: '1' }
const template = z.string().superRefine((text, context) => {
  if (hasOpenBraces(text)) {
    context.addIssue({
      code: 'custom',
      message: 'expected {{title}} or another placeholder, with two braces at each end; got {{ without its }}'
    })
  }
  for (const name of unknownPlaceholders(text)) {
    context.addIssue({ code: 'custom', message: `there is no placeholder ${name.slice(0, 40)}; known here: ${placeholders.join(', ')}` })
  }
})

const isJsonOnceFilled = ({ headers, body }: { readonly headers?: Readonly<Record<string, string>>, readonly body?: string }): boolean => {
  const type = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (body === undefined || !/json\b/i.test(type ?? '')) return true
  try {
    JSON.parse(fillTemplate(body, samples, bodyEncoding(type)))
    return true
  } catch {
    return false
  }
}

/** Headers that the request itself sets. */
const ownHeaders = new Set(['host', 'content-length', 'transfer-encoding', 'connection'])

/** A plain HTTP request, for a signal tower or a PLC's gateway. */
const http = z
  .strictObject({
    type: z.literal('http'),
    method: z.enum(['GET', 'POST', 'PUT']).default('POST'),
    /** `{{…}}` may stand behind the host. */
    url: template.pipe(webAddress).refine((url) => !/^https?:\/\/[^/?#]*\{/i.test(url), 'expected the placeholders behind the host'),
    headers: z
      .record(
        z
          .string()
          .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, 'expected a header’s name')
          .refine((name) => !ownHeaders.has(name.toLowerCase()), 'is a header that the request itself gives'),
        z.string().regex(/^[\x20-\x7e]{0,1024}$/, 'expected printable ASCII characters')
      )
      .refine((given) => Object.keys(given).length <= 16, 'expected at most 16 headers')
      .exactOptional(),
    body: template.pipe(z.string().max(16_384, 'expected at most 16384 characters')).exactOptional(),
    /** The most that `{{text}}` has, in UTF-16 code units. */
    maxTextLength: z.number().int().min(100).max(16_384).default(1500)
  })
  .refine(isJsonOnceFilled, {
    path: ['body'],
    message: 'is no JSON once its placeholders are filled; all but {{count}}, which is a number, need quotation marks: "{{title}}"'
  })
  .refine(({ method, body }) => method !== 'GET' || body === undefined, { path: ['body'], message: 'a GET has no body' })

/** How a receiver is reached. */
export const channel = z.discriminatedUnion('type', [
  email, webhook, slack, rocketchat, teams, discord, telegram, line, pagerduty, ntfy, http
])
export type Channel = z.infer<typeof channel>
export type ChannelOf<Type extends Channel['type']> = Extract<Channel, { readonly type: Type }>

/** The names of a channel's fields, also of those that it may lack. */
export const channelFieldNames = (type: Channel['type']): readonly string[] =>
  Object.keys(channel.options.find(({ shape }) => shape.type.value === type)!.shape).filter((name) => name !== 'type')

/** A secret is never shown: only whether there is one, and the origin of an address. */
const hiddenAddress = z.object({ isSet: z.literal(true), origin: z.string() })

const hiddenToken = z.object({ isSet: z.boolean() })

/** A channel without its secrets. */
export const channelView = z.discriminatedUnion('type', [
  z.object({ type: z.literal('email'), to: z.array(z.string()), from: z.string().nullable() }),
  z.object({ type: z.enum(['webhook', 'slack', 'rocketchat', 'teams', 'discord']), url: hiddenAddress }),
  z.object({ type: z.enum(['telegram', 'line']), server: z.string(), chat: z.string(), token: hiddenToken }),
  z.object({ type: z.literal('pagerduty'), server: z.string(), token: hiddenToken }),
  z.object({ type: z.literal('ntfy'), server: z.string(), topic: z.string(), token: hiddenToken }),
  z.object({
    type: z.literal('http'), method: z.string(), url: hiddenAddress, headerNames: z.array(z.string()),
    body: z.object({ isSet: z.boolean() }), maxTextLength: z.number()
  })
])
export type ChannelView = z.infer<typeof channelView>
