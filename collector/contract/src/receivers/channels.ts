import { z } from 'zod'
import { about } from '../about.ts'
import { webAddress } from './address.ts'
import { bodyEncoding, fillTemplate, hasOpenBraces, placeholders, unknownPlaceholders, type Placeholder } from './placeholders.ts'

/** An address as mail programs write it, in ASCII and without a name: Alertmanager puts it into the envelope. */
export const mailAddress = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9.!#$%&'*+/=?^_`|~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/, 'expected an address such as line3@factory.lan')

const type = <Name extends string>(...names: readonly Name[]) => z.literal(names).describe('The type of the channel.')

/** E-mail through the relay (mail-relay.ts). */
const email = z.strictObject({
  type: type('email'),
  to: z
    .array(mailAddress, 'expected at least one address')
    .min(1, 'expected at least one address')
    .max(50, 'expected at most 50 addresses').describe('The e-mail addresses to send to.'),
  from: mailAddress.exactOptional().describe('The sender address. Defaults to that of the mail relay; null in responses if that is used.')
})

/** Alertmanager's own JSON (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config). */
const webhook = z.strictObject({
  type: type('webhook'),
  url: webAddress.describe('The URL to send messages to. A secret: responses contain only its origin.')
})

/** An incoming webhook of Slack or Mattermost. */
const slack = z.strictObject({ type: type('slack'), url: webAddress })

/**
 * An incoming webhook of Rocket.Chat: as Slack's, but answered in its own way, which Alertmanager takes for a failure (alertmanager#3546).
 */
const rocketchat = z.strictObject({ type: type('rocketchat'), url: webAddress })

/** A webhook of Teams, or of a workflow that posts cards. */
const teams = z.strictObject({ type: type('teams'), url: webAddress })

/** An incoming webhook of a Discord channel. */
const discord = z.strictObject({ type: type('discord'), url: webAddress })

const aboutToken = 'The access token of ntfy (if the topic requires one) or LINE, the token of the Telegram bot, or the integration key of ' +
  'PagerDuty. A secret: responses only say whether it is set.'
const token = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'expected a token of printable ASCII characters without spaces').describe(aboutToken)
/** The published address of a service, or a proxy's on the LAN: an origin, since viewers see it. */
const serverOf = (published: string) => webAddress
  .refine((text) => /^https?:\/\/[^@/?#]+\/?$/.test(text), 'expected an address without a login, path or query')
  .default(published)

/** A bot's message to one chat (https://core.telegram.org/bots/api#sendmessage). */
const telegram = z.strictObject({
  type: type('telegram'),
  server: serverOf('https://api.telegram.org').meta(about(
    'The URL of the ntfy server, of which responses contain only the origin; of Telegram, LINE and PagerDuty their published one by ' +
      'default.',
    'http://ntfy.factory.lan'
  )),
  token,
  chat: z.string().regex(/^(?:-?\d{1,20}|@\w{4,64})$/, 'expected a chat’s ID such as -1001234567890, or a channel’s name such as @factory')
    .describe('The ID of the Telegram chat, or of the user, group or room of LINE.')
})

/** An official account's message to a user, group or room (https://developers.line.biz/en/reference/messaging-api/#send-push-message). */
const line = z.strictObject({
  type: type('line'),
  server: serverOf('https://api.line.me'),
  token,
  chat: z.string().regex(/^[UCR][0-9a-f]{32}$/, 'expected the ID of a user, group or room: U, C or R and 32 of 0–9 and a–f')
})

/** Events API v2 (https://developer.pagerduty.com/docs/events-api-v2-overview). `token`: the integration key of the service. */
const pagerduty = z.strictObject({
  type: type('pagerduty'),
  server: serverOf('https://events.pagerduty.com'),
  token
})

/** Topics are names of files at the server (https://docs.ntfy.sh/publish/). */
const ntfy = z.strictObject({
  type: type('ntfy'),
  server: webAddress,
  topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/, 'expected 1 to 64 of A–Z, a–z, 0–9, - and _').meta(about(
    'The ntfy topic to publish to.',
    'factory-alerts'
  )),
  token: token.exactOptional()
})

/** A value for each: the count is a number, and may be one in JSON; every other is text. */
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
const automaticHeaders = new Set(['host', 'content-length', 'transfer-encoding', 'connection'])

/** A plain HTTP request, for a signal tower or a PLC's gateway. */
const http = z
  .strictObject({
    type: type('http'),
    method: z.enum(['GET', 'POST', 'PUT']).default('POST').meta(about('The HTTP method.', 'POST')),
    /** `{{…}}` may follow the host. */
    url: template.pipe(webAddress).refine((url) => !/^https?:\/\/[^/?#]*\{/i.test(url), 'expected the placeholders behind the host'),
    headers: z
      .record(
        z
          .string()
          .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/, 'expected a header’s name')
          .refine((name) => !automaticHeaders.has(name.toLowerCase()), 'is a header that the request itself gives'),
        z.string().regex(/^[\x20-\x7e]{0,1024}$/, 'expected printable ASCII characters')
      )
      .refine((given) => Object.keys(given).length <= 16, 'expected at most 16 headers')
      .exactOptional().describe('The HTTP headers by name. Their values are secrets.'),
    body: template.pipe(z.string().max(16_384, 'expected at most 16384 characters')).exactOptional().describe(
      'The body of the HTTP request, with placeholders such as `{{title}}`. A secret: responses only say whether it is set.'
    ),
    maxTextLength: z.number().int().min(100).max(16_384).default(1500).meta(about(
      'The most characters that `{{text}}` has, in UTF-16 code units. 1500 by default.',
      1500
    ))
  })
  .refine(isJsonOnceFilled, {
    path: ['body'],
    message: 'is no JSON once its placeholders are filled; all but {{count}}, which is a number, need quotation marks: "{{title}}"'
  })
  .refine(({ method, body }) => method !== 'GET' || body === undefined, { path: ['body'], message: 'a GET has no body' })

/** The channel by which a receiver is reached. */
export const channel = z.discriminatedUnion('type', [
  email, webhook, slack, rocketchat, teams, discord, telegram, line, pagerduty, ntfy, http
])
export type Channel = z.infer<typeof channel>
export type ChannelOf<Type extends Channel['type']> = Extract<Channel, { readonly type: Type }>

/** The names of a channel's fields, including optional ones. */
export const channelFieldNames = (type: Channel['type']): readonly string[] =>
  Object.keys(channel.options.find(({ shape }) => shape.type.value === type)!.shape).filter((name) => name !== 'type')

/** A secret is never shown: only whether it is set, and the origin of an address. */
const hiddenAddress = z.object({
  isSet: z.literal(true).meta(about('Whether the secret is set.', true)),
  origin: z.string().meta(about('Scheme, host and port of the URL.', 'http://chat.factory.lan:8065'))
})

const hiddenToken = z.object({ isSet: z.boolean() }).describe(aboutToken)

/** A channel without its secrets. */
export const channelView = z.discriminatedUnion('type', [
  z.object({
    type: type('email'),
    to: z.array(z.string()).describe('The e-mail addresses to send to.'),
    from: z.string().nullable().describe('The sender address. Defaults to that of the mail relay; null in responses if that is used.')
  }),
  z.object({ type: type('webhook', 'slack', 'rocketchat', 'teams', 'discord'), url: hiddenAddress }),
  z.object({ type: type('telegram', 'line'), server: z.string(), chat: z.string(), token: hiddenToken }),
  z.object({ type: type('pagerduty'), server: z.string(), token: hiddenToken }),
  z.object({ type: type('ntfy'), server: z.string(), topic: z.string(), token: hiddenToken }),
  z.object({
    type: type('http'),
    method: z.string(),
    url: hiddenAddress,
    headerNames: z.array(z.string()).describe('The names of the HTTP headers.'),
    body: z.object({ isSet: z.boolean() }),
    maxTextLength: z.number()
  })
])
export type ChannelView = z.infer<typeof channelView>
