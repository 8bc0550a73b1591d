import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { constants, gzipSync } from 'node:zlib'
import type { PrintExposition } from '../exposition.ts'
import { contentType } from '../text-format/index.ts'
import { acceptsGzip } from '../text-format/accepts-gzip.ts'

/** The collectors that a scrape's query asks for: only these, all (`names` undefined), or an unknown one. */
type Choice = { readonly names: ReadonlySet<string> | undefined } | { readonly mistake: string }

/** Reads node_exporter's query parameters `collect[]` and `exclude[]`. */
const chooseCollectors = (query: URLSearchParams, known: readonly string[]): Choice => {
  const [collect, exclude] = [query.getAll('collect[]'), query.getAll('exclude[]')]
  if (collect.length > 0 && exclude.length > 0) return { mistake: 'collect[] and exclude[] cannot be given together.' }
  const unknown = collect.find((name) => !known.includes(name))
  if (unknown !== undefined) return { mistake: `There is no collector ${JSON.stringify(unknown)} here. There are: ${known.join(', ')}.` }
  if (collect.length > 0) return { names: new Set(collect) }
  return { names: exclude.length > 0 ? new Set(known.filter((name) => !exclude.includes(name))) : undefined }
}

export interface HandlerOptions {
  readonly printExposition: PrintExposition
  /** The collectors that `collect[]` may name. */
  readonly collectorNames: readonly string[]
  /** HTML for `/`. */
  readonly landing: string
  /** Called when an exposition could not be made; the client learns only that. */
  readonly onError: (error: unknown) => void
}

// The fastest level: it makes an exposition of node metrics a fifth of its size, and the best only a seventh for three times the work.
// On this thread, for some 1 ms: the agent has one other thread, and a name that cannot be resolved may block it for seconds.
const compress = (text: string): Buffer => gzipSync(text, { level: constants.Z_BEST_SPEED })

const plain = 'text/plain; charset=utf-8'

const answer = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {}
): void => {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    ...headers
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

/** Answers GET /metrics (with gzip if the client takes it) and GET /; everything else is 404 or 405. */
export const metricsHandler = ({ printExposition, collectorNames, landing, onError }: HandlerOptions): RequestListener => {
  const metrics = async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> => {
    const choice = chooseCollectors(query, collectorNames)
    if ('mistake' in choice) return answer(response, 400, plain, `${choice.mistake}\n`)
    const text = await printExposition(choice.names)
    const isCompressed = acceptsGzip(request.headers['accept-encoding'])
    const body = isCompressed ? compress(text) : text
    answer(response, 200, contentType, body, { vary: 'accept-encoding', ...isCompressed ? { 'content-encoding': 'gzip' } : {} })
  }

  return (request, response) => {
    const [path, query] = (request.url ?? '/').split('?', 2)
    if (path !== '/' && path !== '/metrics') return answer(response, 404, plain, 'There is nothing here. The metrics are at /metrics.\n')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answer(response, 405, plain, 'Only GET and HEAD are answered here.\n', { allow: 'GET, HEAD' })
    }
    if (path === '/') return answer(response, 200, 'text/html; charset=utf-8', landing, { 'content-security-policy': "default-src 'none'" })
    metrics(request, response, new URLSearchParams(query)).catch((error: unknown) => {
      onError(error)
      if (response.headersSent) response.destroy()
      else answer(response, 500, plain, 'The metrics could not be collected; the log of this program says why.\n')
    })
  }
}
