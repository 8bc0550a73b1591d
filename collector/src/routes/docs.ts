import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { languages, type Language } from '@mimamori/contract'
import { docsPage, type Operations } from '../admin/docs-page.ts'
import type { PageAssets } from '../admin/page-assets.ts'
import { renderWholePage } from '../admin/shell.ts'
import { sendJsonPieces } from '../http/answers/send-pieces.ts'
import { requestLanguage } from '../text/request-language.ts'

/** The documentation of every route, for anyone. */
export const docsRoutes = (assets: PageAssets) => async (app: FastifyInstance): Promise<void> => {
  // Made when it is first asked for: anyone may ask, and it takes as long as hundreds of reports.
  let description: string | undefined
  const pages = new Map<Language, string>()
  const pageIn = (language: Language): string => {
    const page = pages.get(language) ?? renderWholePage(assets, language, docsPage((app.swagger().paths ?? {}) as Operations, language))
    pages.set(language, page)
    return page
  }
  app.get('/openapi.json', { schema: { hide: true } }, async (request, reply) =>
    sendJsonPieces(request, reply, [description ??= JSON.stringify(app.swagger())]))
  app.get('/docs/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/docs'))
  app.get('/docs', { schema: { hide: true, querystring: z.strictObject({ lang: z.enum(languages).optional() }) } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').header('vary', 'accept-language, cookie').send(pageIn(requestLanguage(request))))
}
