import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

export interface StoredAnnotation {
  readonly id: number
  readonly time: number
  readonly timeEnd: number
  readonly tags: readonly string[]
  readonly text: string
}

export interface GrafanaStandIn {
  readonly url: string
  readonly annotations: readonly StoredAnnotation[]
  /** Requests that were refused, which a right client never causes. */
  readonly refused: readonly string[]
  /** As somebody deletes one in Grafana itself. */
  remove (id: number): void
  close (): Promise<void>
}

type Fields = Record<string, unknown>

const isMoment = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 1e12
const isTags = (value: unknown): boolean => Array.isArray(value) && value.every((tag) => typeof tag === 'string' && tag !== '')

/** What is wrong with a body; Grafana ignores unknown fields, and we do not send any. */
const mistake = (fields: Fields): string | undefined => {
  const unknown = Object.keys(fields).find((name) => !['time', 'timeEnd', 'tags', 'text'].includes(name))
  if (unknown !== undefined) return `unknown field ${unknown}`
  if ('time' in fields && !isMoment(fields.time)) return 'time: expected milliseconds since 1970'
  if ('timeEnd' in fields && !(isMoment(fields.timeEnd) && (fields.timeEnd as number) >= (fields.time as number))) {
    return 'timeEnd: expected milliseconds since 1970, not before time'
  }
  if ('tags' in fields && !isTags(fields.tags)) return 'tags: expected a list of texts'
  if ('text' in fields && (typeof fields.text !== 'string' || fields.text === '')) return 'text field should not be empty'
  return undefined
}

/**
 * Grafana's annotations API as its documentation has it (developers/http_api/annotations): create, change a part, find by tags.
 * Strict about credentials, types and what belongs together. Leaves out dashboards, users, permissions and deleting.
 */
export const startGrafanaStandIn = async ({
  token,
  port = 0
}: {
  readonly token: string
  readonly port?: number
}): Promise<GrafanaStandIn> => {
  const annotations: StoredAnnotation[] = []
  let lastId = 0
  const refused: string[] = []

  const handle = async (request: IncomingMessage): Promise<readonly [number, unknown]> => {
    const url = new URL(request.url ?? '/', 'http://grafana')
    const body = await text(request)
    if (request.headers.authorization !== `Bearer ${token}`) return [401, { message: 'Invalid API key' }]
    if (request.method === 'GET' && url.pathname === '/api/annotations') {
      const tags = url.searchParams.getAll('tags')
      return [
        200,
        annotations.filter((one) => tags.every((tag) => one.tags.includes(tag))).slice(0, Number(url.searchParams.get('limit') ?? 100))
      ]
    }
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return [415, { message: 'expected JSON' }]
    const fields = JSON.parse(body) as Fields
    const wrong = mistake(fields)
    if (wrong !== undefined) return [400, { message: wrong }]
    if (request.method === 'POST' && url.pathname === '/api/annotations') {
      if (!('text' in fields)) return [400, { message: 'text field should not be empty' }]
      const time = (fields.time ?? Date.now()) as number
      const id = ++lastId
      annotations.push({ tags: [], text: '', ...fields, id, time, timeEnd: (fields.timeEnd ?? time) as number })
      return [200, { message: 'Annotation added', id }]
    }
    const [, number] = /^\/api\/annotations\/(\d+)$/.exec(url.pathname) ?? []
    const index = annotations.findIndex(({ id }) => id === Number(number))
    if (request.method !== 'PATCH' || number === undefined) return [404, { message: 'Not found' }]
    if (index === -1) return [404, { message: 'Could not find annotation to update' }]
    annotations[index] = { ...annotations[index]!, ...fields }
    return [200, { message: 'Annotation patched' }]
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [status, body] = await handle(request)
    if (status >= 400) refused.push(`${request.method} ${request.url}: ${status} ${JSON.stringify(body)}`)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    annotations,
    refused,
    remove (id) {
      annotations.splice(
        annotations.findIndex((one) => one.id === id),
        1
      )
    },
    async close () {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    }
  }
}
