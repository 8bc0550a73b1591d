import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:tls'
import fp from 'fastify-plugin'
import type { FastifyInstance } from 'fastify'
import { httpsCertificateFile } from '@mimamori/contract/data-directory'
import type { Config } from '../../config/settings.ts'
import { tlsOptions } from './server-options.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Serves https at another address than http; only with a setting for it. It ends with the app. */
    listenSecurely: (address: Config['listen']) => Promise<void>
  }
}

type Options = Pick<Config, 'httpsListen' | 'httpsDir'>

const plugin = async (app: FastifyInstance, { httpsListen, httpsDir }: Options): Promise<void> => {
  if (httpsListen === undefined) return
  const file = httpsCertificateFile(httpsDir)
  let readMtimeMs: number
  let problem: string | undefined

  const readContext = () => {
    readMtimeMs = statSync(file).mtimeMs
    const content = readFileSync(file)
    return { ...tlsOptions, cert: content, key: content, ALPNProtocols: ['http/1.1'] }
  }
  const server = createServer({ ...readContext(), noDelay: true }, (socket) => { app.server.emit('connection', socket) })

  /** A renewal needs no restart. What cannot be used is logged once, and the last certificate goes on. */
  const readAgain = (): void => {
    try {
      if (statSync(file).mtimeMs === readMtimeMs) return
      server.setSecureContext(readContext())
      problem = undefined
      app.log.info('the new certificate for https is served')
    } catch (error) {
      const { message } = error as Error
      if (message !== problem) app.log.error({ err: error }, 'certificate for https not usable, the last one is served')
      problem = message
    }
  }
  // Before the server's own listener, which takes the certificate of the connection.
  server.prependListener('connection', readAgain)
  server.on('connection', app.connectionOpened)

  app.decorate('listenSecurely', async (address) => {
    server.listen(address)
    await once(server, 'listening')
  })
  let closed: Promise<unknown> | undefined
  app.addHook('preClose', async () => {
    if (!server.listening) return
    closed = once(server, 'close')
    server.close()
    app.server.closeIdleConnections()
  })
  app.addHook('onClose', async () => { await closed })
}

/**
 * Serves https beside http, until all devices have moved. Connections go to the HTTP server once they are encrypted: its limits and its
 * timeouts are for both.
 */
export default fp(plugin, { name: 'secure-listener', dependencies: ['connections'], fastify: '5.x' })
