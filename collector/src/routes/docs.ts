import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '../text/escape-html.ts'

interface Operation { readonly summary?: string, readonly tags?: readonly string[], readonly security?: readonly Readonly<Record<string, unknown>>[] }

const who = ({ security }: Operation): string => Object.keys(security?.[0] ?? {}).map((name) => name === 'deviceKey' ? 'device' : 'operator').join() || 'anyone'

/** The interface as a plain table, without script or style: the whole of it is in /openapi.json. */
const docsPage = (paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>): string => {
  const rows = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) =>
    `<tr><td><code>${method.toUpperCase()} ${escapeHtml(path)}</code></td><td>${who(operation)}</td><td>${escapeHtml(operation.summary ?? '')}</td></tr>`))
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mimamori: the HTTP interface</title></head>
<body><h1>The HTTP interface</h1>
<p>Schemas of every request and answer: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Devices show their key as <code>x-client-key</code>; operators send <code>Authorization: Bearer TOKEN</code>.</p>
<table border="1" cellpadding="6"><thead><tr><th>request</th><th>who</th><th>what</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></body></html>
`
}

/** The documentation of every route, for anyone. */
export const docsRoutes = async (app: FastifyInstance): Promise<void> => {
  // Made when it is first asked for: anyone may ask, and it takes as long as hundreds of reports.
  let description: string | undefined
  let page: string | undefined
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(description ??= JSON.stringify(app.swagger())))
  app.get('/docs', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page ??= docsPage((app.swagger().paths ?? {}) as Parameters<typeof docsPage>[0])))
}
