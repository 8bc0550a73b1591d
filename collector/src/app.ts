import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { alertingStatusRoutes } from './routes/alerting-status.ts'
import { alertNotificationRoutes } from './routes/alert-notifications.ts'
import { alertRoutes } from './routes/alerts.ts'
import { adminDeviceRoutes } from './routes/admin-device.ts'
import { adminEventRoutes } from './routes/admin-events.ts'
import { adminPageRoutes } from './routes/admin-page.ts'
import { auditRoutes } from './routes/audit.ts'
import type { Config } from './config/settings.ts'
import type { Deps } from './deps.ts'
import httpMetrics from './plugins/http-metrics.ts'
import answerHeaders from './plugins/answer-headers.ts'
import bodyBudget from './plugins/body-budget.ts'
import connections from './plugins/connections.ts'
import deviceAuth from './plugins/device-auth.ts'
import errors from './plugins/errors.ts'
import eventStreams from './plugins/event-streams.ts'
import fleetFeed from './plugins/fleet-feed.ts'
import jsonBody from './plugins/json-body.ts'
import logFeed from './plugins/log-feed.ts'
import openApi from './plugins/open-api.ts'
import operatorAuth from './plugins/operator-auth.ts'
import ownHost from './plugins/own-host.ts'
import securityHeaders from './plugins/security-headers.ts'
import strictQuery from './plugins/strict-query.ts'
import requestHeaders from './plugins/request-headers.ts'
import runFeed from './plugins/run-feed.ts'
import unknownPaths from './plugins/unknown-paths.ts'
import { validatorCompiler } from './http/errors/validation.ts'
import { clientBatchRoutes } from './routes/client-batch.ts'
import { clientLogsRoutes } from './routes/client-logs.ts'
import { clientStatusRoutes } from './routes/client-status.ts'
import { clockConfirmRoutes } from './routes/clock-confirm.ts'
import { deviceHistoryRoutes } from './routes/device-history.ts'
import { deviceImportRoutes } from './routes/device-import.ts'
import { deviceStateRoutes } from './routes/device-state.ts'
import { deviceRoutes } from './routes/devices.ts'
import { enrollmentRoutes } from './routes/enrollment.ts'
import { enrollmentTokenRoutes } from './routes/enrollment-tokens.ts'
import { fleetStatusRoutes } from './routes/fleet-status.ts'
import { healthRoutes } from './routes/health.ts'
import { logDownloadRoutes } from './routes/log-download.ts'
import { logListRoutes } from './routes/log-list.ts'
import { logTailRoutes } from './routes/log-tail.ts'
import { loginRoutes } from './routes/login.ts'
import { limitRoutes } from './routes/limits.ts'
import { lokiPushRoutes } from './routes/loki-push.ts'
import { mailRelayRoutes } from './routes/mail-relay.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { receiverConfigurationRoutes } from './routes/receiver-configuration.ts'
import { receiverNotificationRoutes } from './routes/receiver-notifications.ts'
import { receiverTestRoutes } from './routes/receiver-test.ts'
import { receiverRoutes } from './routes/receivers.ts'
import { runRequestRoutes } from './routes/run-requests.ts'
import { serviceDiscoveryRoutes } from './routes/service-discovery.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { silenceRoutes } from './routes/silences.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { userRoutes } from './routes/users.ts'
import { wallSessionRoutes } from './routes/wall-session.ts'
import { updateListRoutes } from './routes/update-list.ts'
import { updateRoutes } from './routes/updates.ts'
import { serverOptions } from './http/connections/server-options.ts'
import { version } from './version.ts'

/**
 * The whole HTTP interface, not yet listening. Each route file exports a factory that names the parts that it
 * needs and gives a Fastify plugin: `export const xRoutes = (parts: Parts): FastifyPluginAsyncZod => async (app) => { … }`.
 */
export const buildApp = async (config: Config, deps: Deps): Promise<FastifyInstance> => {
  const app = Fastify(serverOptions(config, deps.log))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(answerHeaders)
  await app.register(connections)
  await app.register(errors)
  await app.register(requestHeaders)
  await app.register(httpMetrics, { registry: deps.ownMetrics })
  await app.register(bodyBudget, config)
  await app.register(jsonBody)
  await app.register(strictQuery)
  await app.register(openApi, { version })
  await app.register(deviceAuth, { ...deps, config })
  await app.register(unknownPaths)

  // What devices send: status, logs, batch, and logs as to Loki.
  await app.register(clientStatusRoutes(deps, config))
  await app.register(clientLogsRoutes(deps, config))
  await app.register(clientBatchRoutes(deps, config))
  await app.register(lokiPushRoutes(deps, config))

  // What people open, and programs that read.
  await app.register(async (scope) => {
    await scope.register(securityHeaders)
    await scope.register(operatorAuth, { operators: deps.access, clock: deps.clock, config })
    await scope.register(ownHost, { config })
    await scope.register(eventStreams)
    await scope.register(fleetFeed, deps)
    await scope.register(runFeed, deps)
    await scope.register(logFeed, deps)
    // The registry, and who may call the API.
    await scope.register(healthRoutes({ ...deps, notificationProblem: deps.alerting.notificationProblem }))
    await scope.register(loginRoutes({ ...deps, config }))
    await scope.register(wallSessionRoutes(deps))
    await scope.register(tokenRoutes({ ...deps, config }))
    await scope.register(userRoutes({ ...deps, config }))
    await scope.register(sessionRoutes(deps))
    await scope.register(deviceRoutes(deps))
    await scope.register(deviceStateRoutes(deps))
    await scope.register(deviceImportRoutes(deps))
    await scope.register(limitRoutes(deps))
    await scope.register(enrollmentTokenRoutes({ ...deps, config }))
    await scope.register(enrollmentRoutes({ ...deps, config }))
    await scope.register(auditRoutes(deps))
    // Who is notified of alerts.
    await scope.register(receiverRoutes({ ...deps.alerting, registry: deps.registry }))
    await scope.register(mailRelayRoutes(deps.alerting))
    await scope.register(receiverConfigurationRoutes(deps.alerting))
    await scope.register(receiverNotificationRoutes(deps.alerting))
    await scope.register(receiverTestRoutes(deps.alerting))
    // The alerts themselves.
    await scope.register(alertNotificationRoutes(deps.alerting))
    await scope.register(alertRoutes(deps.alerting))
    await scope.register(alertingStatusRoutes(deps.alerting))
    await scope.register(silenceRoutes({ ...deps, silences: deps.alerting.silences, alerts: deps.alerting.alerts }))
    // What the update runner and Ansible's callback send.
    await scope.register(updateRoutes(deps))
    await scope.register(runRequestRoutes(deps))
    // What Prometheus reads: expositions, service discovery.
    await scope.register(metricsRoutes(deps))
    await scope.register(serviceDiscoveryRoutes(deps, config))
    // What administrators see: fleet status, log list, event stream, admin page.
    await scope.register(fleetStatusRoutes(deps))
    await scope.register(deviceHistoryRoutes({ ...deps, silences: deps.alerting.silences }))
    await scope.register(logListRoutes(deps))
    await scope.register(logTailRoutes(deps))
    await scope.register(logDownloadRoutes(deps))
    await scope.register(updateListRoutes(deps))
    await scope.register(clockConfirmRoutes(deps))
    await scope.register(adminPageRoutes({ ...deps, config }))
    await scope.register(adminEventRoutes(deps))
    await scope.register(adminDeviceRoutes(deps))
  })
  return app
}
