import type { FastifyRequest } from 'fastify'
import type { Language } from '@mimamori/contract'
import { languageCookie, pickLanguage } from './language.ts'

/** The language that a request is answered in: `?lang=`, the page's switch, or the browser's preference. */
export const requestLanguage = (request: FastifyRequest): Language => {
  const { lang } = request.query as { lang?: unknown }
  return pickLanguage({
    query: typeof lang === 'string' ? lang : undefined,
    cookie: request.cookies[languageCookie],
    acceptLanguage: request.headers['accept-language']
  })
}
