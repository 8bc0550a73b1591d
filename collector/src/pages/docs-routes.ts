import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { languages } from '@mimamori/contract'
import { docsPage, type Operations } from './docs-page.ts'
import type { PageAssets } from './page-assets.ts'
import { renderWholePage, type PageReader } from './shell.ts'
import { sharedAnswer } from '../platform/http/answers/shared-answer.ts'
import { requestLanguage } from '../platform/language/request-language.ts'

/** The documentation of every route, for anyone. */
export const docsRoutes = (assets: PageAssets) => async (app: FastifyInstance): Promise<void> => {
  // Generated once, at the first request: anyone may request it, and it takes as long as hundreds of reports.
  let description: ReturnType<typeof sharedAnswer> | undefined
  const pages = new Map<string, ReturnType<typeof sharedAnswer>>()
  const pageFor = (reader: PageReader): ReturnType<typeof sharedAnswer> => {
    const key = `${reader.language} ${reader.role}`
    const page =
      pages.get(key) ??
      sharedAnswer(
        renderWholePage(
          assets,
          reader,
          docsPage((app.swagger().paths ?? {}) as Operations, reader.language, reader.language === 'ja' ? app.summariesJa : undefined)
        )
      )
    pages.set(key, page)
    return page
  }
  app.get('/openapi.json', { schema: { hide: true } }, async (request, reply) =>
    (description ??= sharedAnswer(JSON.stringify(app.swagger())))(
      request, reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache')
    ))
  // Also with the slash at the end: to Fastify, that is another route.
  for (const url of ['/docs', '/docs/']) {
    app.get(url, { schema: { hide: true, querystring: z.strictObject({ lang: z.enum(languages).optional() }) } }, async (request, reply) =>
      pageFor({ language: requestLanguage(request), role: request.roleNow() })(
        request, reply.type('text/html; charset=utf-8').header('vary', 'accept-language, cookie')
      ))
  }
}
