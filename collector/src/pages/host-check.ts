import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import type { Language } from '@mimamori/contract'
import { builtPage } from './built-page.ts'
import { renderWholePage } from './shell.ts'
import { listenOrigin, requestOrigin } from '../platform/config/request-origin.ts'
import type { Config } from '../platform/config/settings.ts'
import { bearerToken } from '../platform/http/authentication/authorization.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { escapeHtml } from '../platform/language/escape-html.ts'
import { hostText } from './host-text.ts'
import { requestLanguage } from '../platform/language/request-language.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a route answers under any name: it neither reads a cookie nor makes a link. */
    isForAnyHost?: boolean
  }
}

const plugin = async (app: FastifyInstance, { config }: { readonly config: Config }): Promise<void> => {
  const { assets } = await builtPage()
  app.addHook('onRequest', async (request, reply) => {
    const { host = '', accept, authorization } = request.headers
    if (request.routeOptions.config.isForAnyHost === true || bearerToken(authorization) !== undefined) return
    if (host === '' || requestOrigin(config, host) !== undefined) return
    const message = (language: Language): string => hostText[language].unknown(host.replace(/:\d*$/, ''), listenOrigin(config, host))
    if (accept?.includes('text/html') !== true) {
      throw new ApiError('HOST_REFUSED', `${message('en')} Programs that send a token may use any name.`)
    }
    const language = requestLanguage(request)
    const html = `<h1>${hostText[language].title}</h1>\n<p>${escapeHtml(message(language))}</p>\n`
    return reply.code(421).type('text/html; charset=utf-8').header('vary', 'accept, accept-language, cookie')
      .send(renderWholePage(assets, { language, role: undefined }, { title: hostText[language].title, html }))
  })
}

/**
 * Refuses browsers that were led here under a name that is not ours: a page there could read what anyone on this network may, guess
 * passwords, and have links made. A bearer token is enough under any name, since no foreign page has one: Prometheus needs no setting.
 */
export default fp(plugin, { name: 'host-check', dependencies: ['operator-authentication'], fastify: '5.x' })
