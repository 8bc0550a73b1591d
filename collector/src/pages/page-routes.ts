import { z } from 'zod'
import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Language, ServerInfo } from '@mimamori/contract'
import { loginAddress } from '@mimamori/contract/login-redirect'
import { localServer, publicCommand } from '../platform/config/local-command.ts'
import type { Config } from '../platform/config/settings.ts'
import { sharedAnswer } from '../platform/http/answers/shared-answer.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { languageCookie } from '../platform/language/language.ts'
import { requestLanguage } from '../platform/language/request-language.ts'
import { builtPage } from './built-page.ts'
import { manualSections } from './manual-sections.ts'
import { renderNoSuchPage, renderShell, renderWholePage, type PageReader } from './shell.ts'
import { docsRoutes } from './docs-routes.ts'

const yearSeconds = 31_536_000

/** The address of a page with a trailing slash redirects to the page. */
const withoutFinalSlash: onRequestAsyncHookHandler = async (request, reply) => {
  const [path = '', ...query] = request.url.split('?')
  if (path.length > 1 && path.endsWith('/')) return reply.redirect([path.replace(/\/+$/, ''), ...query].join('?'))
}

interface Deps {
  readonly access: { users (): readonly { readonly hasPassword: boolean }[] }
  readonly config: Pick<Config, 'tlsCert' | 'dataDir'>
}

/** The built-in admin page, its files, and the pages in its frame: runbook, guides, the documentation of the API. */
export const pageRoutes = ({ access, config }: Deps): FastifyPluginAsyncZod => async (app) => {
  const { assets, manual } = await builtPage()
  app.addHook('onRequest', withoutFinalSlash)
  await app.register(docsRoutes(assets))
  const viewer = app.requireRole('viewer')

  /** A person's own choice, made by the page's switch, is stored; the language of the page's requests for data is only what it shows. */
  const keepChosenLanguage = (request: FastifyRequest, reply: FastifyReply): void => {
    const { lang } = request.query as { lang?: unknown }
    if (lang !== 'en' && lang !== 'ja') return
    void reply.setCookie(languageCookie, lang satisfies Language, {
      path: '/',
      maxAge: yearSeconds,
      sameSite: 'lax',
      secure: config.tlsCert !== undefined
    })
  }
  /** A person without a session is shown the login; a program with a wrong token gets its error. */
  const viewerOrLogin: onRequestAsyncHookHandler = async function (request, reply) {
    try {
      await viewer.call(app, request, reply)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'OPERATOR_TOKEN_REQUIRED') throw error
      keepChosenLanguage(request, reply)
      return reply.redirect(loginAddress(request.url))
    }
  }

  const page = { schema: { hide: true }, onRequest: viewerOrLogin }
  const shellFor = (placeNow: () => Omit<ServerInfo, 'dataDirectory'>) => async (request: FastifyRequest, reply: FastifyReply) => {
    keepChosenLanguage(request, reply)
    reply.type('text/html; charset=utf-8').header('vary', 'accept-language, cookie')
    return renderShell(assets, requestLanguage(request), placeNow())
  }
  const place = localServer(config)
  const html = shellFor(() => place)
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/admin'))
  app.get('/admin', page, html)
  app.get('/admin/devices/:id', page, html)
  app.get('/admin/updates', page, html)
  app.get('/admin/content', page, html)
  app.get('/admin/content/publish', page, html)
  app.get('/admin/content/sets/:name', page, html)
  app.get('/admin/alerts', page, html)
  app.get('/admin/logs', page, html)
  app.get('/admin/audit', page, html)
  app.get('/admin/alerts/silences', page, html)
  app.get('/admin/updates/:run', page, html)
  app.get('/admin/alerts/receivers', page, html)
  // A stranger does not learn the place of the collector.
  const command = publicCommand()
  app.get('/admin/wall', { schema: { hide: true } }, shellFor(() => ({ command })))
  app.get(
    '/admin/login',
    { schema: { hide: true } },
    shellFor(() => ({ command, ...(access.users().some(({ hasPassword }) => hasPassword) && { hasPasswordLogin: true }) }))
  )

  const readerOf = (request: FastifyRequest): PageReader => ({ language: requestLanguage(request), role: request.roleNow() })
  /** A person gets a page, a program its error. */
  const noSuchPage = (request: FastifyRequest, reply: FastifyReply, message: string): FastifyReply => {
    if (request.headers.accept?.includes('text/html') !== true) throw new ApiError('ROUTE_NOT_FOUND', message)
    return reply
      .code(404)
      .type('text/html; charset=utf-8')
      .header('vary', 'accept, accept-language, cookie')
      .send(renderNoSuchPage(assets, readerOf(request)))
  }
  app.get('/admin/*', { schema: { hide: true } }, async (request, reply) =>
    noSuchPage(request, reply, `there is no GET ${request.url.split('?')[0]}`)
  )

  // Without a session: an alert may be read on a phone that has none.
  for (const part of manualSections) {
    app.get(`/admin/${part}`, { schema: { hide: true } }, async (request, reply) =>
      reply.redirect(request.url.replace(part, `${part}/README`))
    )
    app.get(`/admin/${part}/:page`, { schema: { hide: true, params: z.object({ page: z.string() }) } }, async (request, reply) => {
      const reader = readerOf(request)
      const found = manual[reader.language][part].get(request.params.page)
      if (found === undefined) return noSuchPage(request, reply, `there is no page ${request.params.page} in ${part}`)
      return reply
        .type('text/html; charset=utf-8')
        .header('vary', 'accept-language, cookie')
        .send(renderWholePage(assets, reader, { ...found, place: part }))
    })
  }

  const files = new Map([...assets.files].map(([name, { type, body }]) => [name, { type, send: sharedAnswer(body) }]))
  app.get('/admin/assets/:file', {
    config: { isForAnyHost: true },
    schema: { hide: true, params: z.object({ file: z.string() }) }
  }, async (request, reply) => {
    const file = files.get(request.params.file)
    if (!file) throw new ApiError('ROUTE_NOT_FOUND', `the page has no file ${request.params.file}`)
    return file.send(request, reply.type(file.type).header('cache-control', `public, max-age=${yearSeconds}, immutable`))
  })
}
