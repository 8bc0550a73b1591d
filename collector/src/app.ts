import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { alertingStatusRoutes } from './alerts/alerting-status-routes.ts'
import { receiverConfigurationRoutes } from './alerts/alertmanager/receiver-configuration-routes.ts'
import { receiverNotificationRoutes } from './alerts/delivery/receiver-notification-routes.ts'
import { alertNotificationRoutes } from './alerts/lifecycle/alert-notification-routes.ts'
import { alertRoutes } from './alerts/lifecycle/alert-routes.ts'
import { mailRelayRoutes } from './alerts/receivers/mail-relay-routes.ts'
import { receiverRoutes } from './alerts/receivers/receiver-routes.ts'
import { silenceRoutes } from './alerts/silences/silence-routes.ts'
import { receiverTestRoutes } from './alerts/testing/receiver-test-routes.ts'
import { contentOfDeviceRoute } from './content/content-of-device-route.ts'
import { contentRoutes } from './content/content-routes.ts'
import { deviceContentRoutes } from './content/device-content-routes.ts'
import { uploadRoutes } from './content/upload-routes.ts'
import { createWantedContent } from './content/wanted-content.ts'
import type { Deps } from './deps.ts'
import deviceAuthentication from './devices/authentication/device-authentication.ts'
import { deviceImportRoutes } from './devices/device-import-routes.ts'
import { deviceRoutes } from './devices/device-routes.ts'
import { deviceStateRoutes } from './devices/device-state-routes.ts'
import { deviceDetailsRoutes } from './devices/fleet-status/device-details-routes.ts'
import { deviceHistoryRoutes } from './devices/fleet-status/device-history-routes.ts'
import { createFleetFeed } from './devices/fleet-status/fleet-feed.ts'
import { fleetStatusRoutes } from './devices/fleet-status/fleet-status-routes.ts'
import { limitRoutes } from './devices/limits/limit-routes.ts'
import { enrollmentRoutes } from './enrollment/enrollment-routes.ts'
import { enrollmentTokenRoutes } from './enrollment/enrollment-token-routes.ts'
import { clientBatchRoutes } from './ingest/client-batch-routes.ts'
import { clientLogsRoutes } from './ingest/client-logs-routes.ts'
import { clientStatusRoutes } from './ingest/client-status-routes.ts'
import { lokiPushRoutes } from './ingest/loki-push-routes.ts'
import { logDownloadRoutes } from './logs/search/log-download-routes.ts'
import { createLogFeed } from './logs/search/log-feed.ts'
import { logListRoutes } from './logs/search/log-list-routes.ts'
import { logTailRoutes } from './logs/search/log-tail-routes.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { serviceDiscoveryRoutes } from './metrics/service-discovery-routes.ts'
import { eventRoutes } from './pages/event-routes.ts'
import ownHost from './pages/host-check.ts'
import { pageRoutes } from './pages/page-routes.ts'
import securityHeaders from './pages/security-headers.ts'
import { auditRoutes } from './people/audit-routes.ts'
import { loginRoutes } from './people/login-routes.ts'
import { sessionRoutes } from './people/session-routes.ts'
import { tokenRoutes } from './people/token-routes.ts'
import { userRoutes } from './people/user-routes.ts'
import { wallSessionRoutes } from './people/wall-session-routes.ts'
import { clockConfirmRoutes } from './platform/clock/clock-confirm-routes.ts'
import type { Config } from './platform/config/settings.ts'
import { healthRoutes } from './platform/health/health-routes.ts'
import answerHeaders from './platform/http/answers/answer-headers.ts'
import operatorAuthentication from './platform/http/authentication/operator-authentication.ts'
import bodyLeases from './platform/http/bodies/body-leases.ts'
import jsonBody from './platform/http/bodies/json-body.ts'
import connections from './platform/http/connections/connections.ts'
import requestHeaders from './platform/http/connections/request-headers.ts'
import secureListener from './platform/http/connections/secure-listener.ts'
import { serverOptions } from './platform/http/connections/server-options.ts'
import errors from './platform/http/errors/errors.ts'
import strictQuery from './platform/http/errors/strict-query.ts'
import unknownPaths from './platform/http/errors/unknown-paths.ts'
import { validatorCompiler } from './platform/http/errors/validation.ts'
import eventStreams from './platform/http/event-streams/event-streams.ts'
import openApi from './platform/http/open-api/open-api.ts'
import httpMetrics from './platform/metrics/http-metrics.ts'
import { createRunFeed } from './updates/run-feed.ts'
import { runRequestRoutes } from './updates/run-requests/run-request-routes.ts'
import { updateListRoutes } from './updates/update-list-routes.ts'
import { updateRoutes } from './updates/update-routes.ts'
import { version } from './version.ts'

/** The changes that event streams are sent. */
const createFeeds = (deps: Deps) => {
  const onError = (feed: string) => (error: unknown) => {
    deps.log.error({ err: error, feed }, 'changes not sent to event streams')
  }
  return {
    fleetFeed: createFleetFeed(deps, { onError: onError('fleet') }),
    runFeed: createRunFeed({ ...deps, onError: onError('run') }),
    logFeed: createLogFeed(deps.logs, { onError: onError('log') })
  }
}

/**
 * The whole HTTP interface, not yet listening. Each route file exports a factory that names what it
 * needs and gives a Fastify plugin: `export const xRoutes = (deps: XDeps): FastifyPluginAsyncZod => async (app) => { … }`.
 */
export const buildApp = async (config: Config, deps: Deps): Promise<FastifyInstance> => {
  const app = Fastify(serverOptions(config, deps.log))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(answerHeaders)
  await app.register(connections)
  await app.register(secureListener, config)
  await app.register(errors)
  await app.register(requestHeaders)
  await app.register(httpMetrics, { registry: deps.collectorMetrics })
  await app.register(bodyLeases, config)
  await app.register(jsonBody)
  await app.register(strictQuery)
  await app.register(openApi, { version })
  await app.register(deviceAuthentication, { ...deps, config })
  await app.register(unknownPaths)

  // Devices send these: status, logs, batch, and logs as to Loki.
  await app.register(clientStatusRoutes(deps, config))
  await app.register(clientLogsRoutes(deps, config))
  await app.register(clientBatchRoutes({ ...deps, wantedContent: createWantedContent(deps) }, config))
  await app.register(lokiPushRoutes(deps, config))
  await app.register(deviceContentRoutes(deps))

  const feeds = createFeeds(deps)
  app.addHook('preClose', async () => {
    for (const feed of Object.values(feeds)) feed.close()
  })

  // People open these, and programs read them.
  await app.register(async (scope) => {
    await scope.register(securityHeaders)
    await scope.register(operatorAuthentication, { operators: deps.access, clock: deps.clock, config })
    await scope.register(ownHost, { config })
    await scope.register(eventStreams)
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
    // Receivers of alerts.
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
    // Content of devices.
    await scope.register(contentRoutes(deps))
    await scope.register(contentOfDeviceRoute(deps))
    await scope.register(uploadRoutes(deps))
    // The update runner and Ansible's callback send these.
    await scope.register(updateRoutes(deps))
    await scope.register(runRequestRoutes(deps))
    // Prometheus reads these: expositions, service discovery.
    await scope.register(metricsRoutes(deps))
    await scope.register(serviceDiscoveryRoutes(deps, config))
    // Administrators read these: fleet status, log list, event stream, admin page.
    await scope.register(fleetStatusRoutes(deps))
    await scope.register(deviceHistoryRoutes({ ...deps, silences: deps.alerting.silences }))
    await scope.register(logListRoutes(deps))
    await scope.register(logTailRoutes({ ...deps, ...feeds }))
    await scope.register(logDownloadRoutes(deps))
    await scope.register(updateListRoutes({ ...deps, ...feeds }))
    await scope.register(clockConfirmRoutes(deps))
    await scope.register(pageRoutes({ ...deps, config }))
    await scope.register(eventRoutes({ ...deps, ...feeds }))
    await scope.register(deviceDetailsRoutes(deps))
  })
  return app
}
