import { z } from 'zod'
import type { ReceivedRequest, StandInAnswer } from './http-stand-in.ts'

/** A body of JSON that fits its schema; what is wrong with it otherwise. */
const mistakeIn = ({ headers, body }: ReceivedRequest, schema: z.ZodType): string | undefined => {
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'content-type'
  try {
    const { error } = schema.safeParse(JSON.parse(body))
    return error && z.prettifyError(error)
  } catch {
    return 'no JSON'
  }
}

const ntfyMessage = z.strictObject({
  topic: z.string().regex(/^[-_A-Za-z0-9]{1,64}$/),
  title: z.string().optional(),
  message: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= 4096, 'longer than 4096 bytes')
    .optional(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).optional(),
  tags: z.array(z.string()).optional(),
  click: z.url().optional(),
  actions: z
    .array(z.strictObject({ action: z.literal('view'), label: z.string().min(1), url: z.url(), clear: z.boolean().optional() }))
    .max(3)
    .optional()
})

/** ntfy 2's answers to JSON that is published (its server/types.go `publishMessage`, server/errors.go). */
export const asNtfy = (token: string | undefined) => (request: ReceivedRequest): StandInAnswer => {
  const refuse = (code: number, error: string): StandInAnswer => ({
    status: Math.trunc(code / 100),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, http: Math.trunc(code / 100), error })
  })
  if (request.path !== '/' || !['POST', 'PUT'].includes(request.method)) return refuse(40401, 'page not found')
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) return refuse(40301, 'forbidden')
  if (Buffer.byteLength(request.body) > 32_768) return refuse(41303, 'JSON body too large')
  const mistake = mistakeIn(request, ntfyMessage)
  return mistake === undefined
    ? { body: JSON.stringify({ id: 'x', event: 'message' }) }
    : refuse(40017, `invalid request: request body must be message JSON: ${mistake}`)
}

/** Adaptive Cards 1.2 (http://adaptivecards.io/schemas/adaptive-card.json), the elements that we use. */
const card = z.strictObject({
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: z.literal('AdaptiveCard'),
  version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5']),
  msteams: z.strictObject({ width: z.enum(['full', 'Full']) }).optional(),
  body: z.array(z.strictObject({
    type: z.literal('TextBlock'),
    text: z.string().min(1),
    color: z.enum(['Default', 'Dark', 'Light', 'Accent', 'Good', 'Warning', 'Attention']).optional(),
    size: z.enum(['Default', 'Small', 'Medium', 'Large', 'ExtraLarge']).optional(),
    weight: z.enum(['Default', 'Lighter', 'Bolder']).optional(),
    wrap: z.boolean().optional()
  })).min(1),
  actions: z.array(z.strictObject({ type: z.literal('Action.OpenUrl'), title: z.string().min(1), url: z.url() })).min(1).max(6).optional()
})
const teamsMessage = z.strictObject({
  type: z.literal('message'),
  attachments: z
    .array(z.strictObject({ contentType: z.literal('application/vnd.microsoft.card.adaptive'), contentUrl: z.null(), content: card }))
    .length(1)
})

/** A workflow answers 202 with nothing; what is larger than 28 kB is refused. */
export const asTeams = (request: ReceivedRequest): StandInAnswer => {
  if (Buffer.byteLength(request.body) > 28 * 1024) return { status: 413, body: 'Request Entity Too Large' }
  const mistake = mistakeIn(request, teamsMessage)
  return mistake === undefined ? { status: 202 } : { status: 400, body: mistake }
}

const attachment = z.strictObject({
  title: z.string().max(1024).optional(),
  title_link: z.union([z.url(), z.literal('')]).optional(),
  text: z.string(),
  fallback: z.string().optional(),
  color: z.string().optional(),
  pretext: z.string().optional(),
  callback_id: z.string().optional(),
  footer: z.string().optional(),
  mrkdwn_in: z.array(z.string()).optional()
})

/** Rocket.Chat's answers to its incoming webhooks (alertmanager#3546). */
export const asRocketChat = (request: ReceivedRequest): StandInAnswer => {
  const message = z.strictObject({ alias: z.string().optional(), text: z.string().max(5000), attachments: z.array(attachment).max(20) })
  const mistake = mistakeIn(request, message)
  return {
    headers: { 'content-type': 'application/json' },
    ...(mistake === undefined ? { body: '{"success":true}' } : { status: 400, body: JSON.stringify({ success: false, error: mistake }) })
  }
}

/**
 * Slack's and Mattermost's answers to theirs: `ok` as text
 * (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors).
 */
export const asSlack = (request: ReceivedRequest): StandInAnswer => {
  const message = z.strictObject({
    username: z.string().optional(),
    channel: z.string().optional(),
    text: z.string().max(40_000).optional(),
    attachments: z.array(attachment).min(1).max(100)
  })
  const mistake = mistakeIn(request, message)
  return mistake === undefined ? { body: 'ok' } : { status: 400, body: `invalid_payload: ${mistake}` }
}

const json = (status: number, body: object): StandInAnswer => ({
  status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body)
})

/** Discord's answers to an executed webhook (https://discord.com/developers/docs/resources/webhook#execute-webhook). */
export const asDiscord = (request: ReceivedRequest): StandInAnswer => {
  const embed = z.strictObject({
    title: z.string().max(256), description: z.string().max(4096), url: z.url().optional(), color: z.int().max(0xffffff)
  })
    .refine(({ title, description }) => title.length + description.length <= 6000, 'more than 6000 characters')
  const message = z.strictObject({
    username: z.string().max(80), allowed_mentions: z.strictObject({ parse: z.array(z.string()) }), embeds: z.array(embed).max(10)
  })
  const mistake = mistakeIn(request, message)
  return mistake === undefined ? { status: 204 } : json(400, { code: 50035, message: 'Invalid Form Body', errors: mistake })
}

/** Telegram's answers to `sendMessage` (https://core.telegram.org/bots/api#making-requests). */
export const asTelegram = (token: string) => (request: ReceivedRequest): StandInAnswer => {
  if (request.path !== `/bot${token}/sendMessage`) return json(404, {
    ok: false, error_code: 404, description: `Not Found: ${request.path}`
  })
  const message = z.strictObject({
    chat_id: z.string().min(1), text: z.string().min(1).max(4096), link_preview_options: z.strictObject({ is_disabled: z.boolean() })
  })
  const mistake = mistakeIn(request, message)
  return mistake === undefined
    ? json(200, { ok: true, result: {} })
    : json(400, { ok: false, error_code: 400, description: `Bad Request: ${mistake}` })
}

/** LINE's answers to a push message (https://developers.line.biz/en/reference/messaging-api/#send-push-message). */
export const asLine = (token: string) => (request: ReceivedRequest): StandInAnswer => {
  if (request.headers.authorization !== `Bearer ${token}`) return json(401, {
    message: 'Authentication failed. Confirm that the access token in the authorization header is valid.'
  })
  if (request.path !== '/v2/bot/message/push') return json(404, { message: 'Not found' })
  const message = z.strictObject({
    to: z.string().regex(/^[UCR][0-9a-f]{32}$/),
    messages: z.array(z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(5000) })).min(1).max(5)
  })
  const mistake = mistakeIn(request, message)
  return mistake === undefined ? json(200, { sentMessages: [] }) : json(400, { message: `The request body has 1 error(s): ${mistake}` })
}

/** PagerDuty's answers to an event (https://developer.pagerduty.com/docs/send-alert-event). */
export const asPagerDuty = (routingKey: string) => (request: ReceivedRequest): StandInAnswer => {
  if (request.path !== '/v2/enqueue') return json(404, {})
  const event = z.strictObject({
    routing_key: z.literal(routingKey), event_action: z.enum(['trigger', 'acknowledge', 'resolve']), dedup_key: z.string().max(255),
    client: z.string().optional(), client_url: z.url().optional(),
    payload: z.strictObject({
      summary: z.string().min(1).max(1024), source: z.string().min(1), severity: z.enum(['critical', 'error', 'warning', 'info']),
      group: z.string().optional(), class: z.string().optional(), custom_details: z.object({}).loose().optional()
    }),
    links: z.array(z.strictObject({ href: z.url(), text: z.string() })).optional()
  })
  const mistake = Buffer.byteLength(request.body) > 512 * 1024 ? 'too large' : mistakeIn(request, event)
  return mistake === undefined
    ? json(202, { status: 'success', message: 'Event processed' })
    : json(400, { status: 'invalid event', message: 'Event object is invalid', errors: [mistake] })
}
