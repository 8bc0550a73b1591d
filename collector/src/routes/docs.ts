import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { languages } from '@mimamori/contract'
import { docsPage, type Operations } from '../admin/docs-page.ts'
import type { PageAssets } from '../admin/page-assets.ts'
import { renderWholePage, type PageReader } from '../admin/shell.ts'
import { sendJsonPieces } from '../http/answers/send-pieces.ts'
import { requestLanguage } from '../text/request-language.ts'

/** The documentation of every route, for anyone. */
export const docsRoutes = (assets: PageAssets) => async (app: FastifyInstance): Promise<void> => {
  // Generated once, at the first request: anyone may request it, and it takes as long as hundreds of reports.
  let description: string | undefined
  const pages = new Map<string, string>()
  const pageFor = (reader: PageReader): string => {
    const key = `${reader.language} ${reader.role}`
    const page = pages.get(key) ?? renderWholePage(assets, reader, docsPage((app.swagger().paths ?? {}) as Operations, reader.language))
    pages.set(key, page)
    return page
  }
  app.get('/openapi.json', { schema: { hide: true } }, async (request, reply) =>
    sendJsonPieces(request, reply, [description ??= JSON.stringify(app.swagger())]))
  // Also with the slash at the end: to Fastify, that is another route.
  for (const url of ['/docs', '/docs/']) {
    app.get(url, { schema: { hide: true, querystring: z.strictObject({ lang: z.enum(languages).optional() }) } }, async (request, reply) =>
      reply.type('text/html; charset=utf-8').header('vary', 'accept-language, cookie').send(pageFor({ language: requestLanguage(request), role: request.roleNow() })))
  }
}
