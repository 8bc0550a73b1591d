import { encodeReport } from '../spool/batch/report-batch.ts'
import { loadConfig } from '../config/load-config.ts'
import { createDeliver } from '../delivery/deliver.ts'
import { createTransport } from '../delivery/transport.ts'
import { systemClock as clock } from '../device/clock.ts'
import { readBootId, readRandomId } from '../device/random-id.ts'
import { createLogger, formatLine } from '../log/logger.ts'
import { isClockSynchronised } from '../measure/clock-synchronised.ts'
import { createConfiguredCollectors } from '../measure/collectors.ts'
import { createMeasure } from '../measure/measure.ts'
import { reportText } from '../measure/report-text.ts'
import { version } from '../version.ts'
import type { Command } from './command.ts'

/** `mimamori-agent once`: collects one report and pushes it, or prints it with --print. */
export const once: Command = async ({ flags, env, text, print }) => {
  const config = loadConfig({ file: flags.config, env })
  const log = createLogger('warn', (line) => process.stderr.write(formatLine(line) + '\n'))
  const families = await createMeasure(createConfiguredCollectors(config), log).collect()
  const exposition = reportText(families, config)
  if (flags.print) {
    print(exposition.trimEnd())
    return 0
  }
  if (config.push === undefined) {
    print(text.once.pushIsOff)
    return 1
  }
  const { apiBaseUrl, clientId, clientKey } = config.push
  const boot = readBootId()
  const transport = createTransport({ baseUrl: apiBaseUrl, timeoutMs: config.requestTimeoutSeconds * 1000, caFile: config.caFile })
  const deliver = createDeliver({
    transport,
    readIdentity: () => ({ clientId, clientKey, agentVersion: version }),
    readAttempt: () => ({
      boot,
      monotonicMs: clock.monotonicMs(),
      wallMs: clock.wallMs(),
      clockSynchronised: isClockSynchronised(families),
      spoolOldestAgeMs: 0,
      dropped: {}
    })
  })
  const batch = encodeReport({ stream: readRandomId(), sequence: 1, boot }, exposition)
  const outcome = await deliver(batch)
  transport.close()
  if (outcome.kind === 'acknowledged') {
    print(text.once.delivered(apiBaseUrl.href, outcome.answer.accepted, batch.items))
    return 0
  }
  print(text.once.notDelivered(apiBaseUrl.href, outcome.reason))
  return 1
}
