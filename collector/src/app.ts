import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import type { Config } from './config/settings.ts'
import type { Deps } from './deps.ts'
import deviceAuth from './plugins/device-auth.ts'
import errors from './plugins/errors.ts'
import jsonBody from './plugins/json-body.ts'
import openApi from './plugins/open-api.ts'
import operatorAuth from './plugins/operator-auth.ts'
import securityHeaders from './plugins/security-headers.ts'
import { validatorCompiler } from './plugins/validation.ts'
import { deviceImportRoutes } from './routes/device-import.ts'
import { deviceStateRoutes } from './routes/device-state.ts'
import { deviceRoutes } from './routes/devices.ts'
import { docsRoutes } from './routes/docs.ts'
import { healthRoutes } from './routes/health.ts'
import { loginRoutes } from './routes/login.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { serverOptions } from './server-options.ts'

/**
 * The whole HTTP interface, not yet listening. Each route file exports a factory that takes what it needs of `deps` and
 * gives a Fastify plugin: `export const xRoutes = (deps: Pick<Deps, …>): FastifyPluginAsyncZod => async (app) => { … }`.
 */
export const buildApp = async (config: Config, deps: Deps): Promise<FastifyInstance> => {
  const app = Fastify(serverOptions(config, deps.log))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(errors)
  await app.register(jsonBody)
  await app.register(securityHeaders)
  await app.register(openApi)
  await app.register(deviceAuth, { ...deps, config })
  await app.register(operatorAuth, { access: deps.access, config })

  // The registry and whoever may ask.
  await app.register(healthRoutes(deps))
  await app.register(docsRoutes)
  await app.register(loginRoutes({ ...deps, config }))
  await app.register(tokenRoutes(deps))
  await app.register(deviceRoutes(deps))
  await app.register(deviceStateRoutes(deps))
  await app.register(deviceImportRoutes(deps))
  // What devices send: status, logs, batch.
  // What Prometheus reads: metrics pages, service discovery.
  // What administrators see: fleet status, log list, event stream, admin page.
  return app
}
