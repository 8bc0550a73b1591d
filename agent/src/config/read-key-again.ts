import type { PushTarget } from './agent-config.ts'
import { ConfigError } from './config-issue.ts'
import { loadConfig, type ConfigSources } from './load-config.ts'

/**
 * The key as the configuration has it now. Undefined if the configuration is half written or otherwise wrong, or is now for
 * another collector or device: a key goes only to the collector that stands next to it.
 */
export const readKeyAgain = (sources: ConfigSources, { apiBaseUrl, clientId }: PushTarget): string | undefined => {
  try {
    const { push } = loadConfig(sources)
    return push?.apiBaseUrl.href === apiBaseUrl.href && push.clientId === clientId ? push.clientKey : undefined
  } catch (error) {
    if (error instanceof ConfigError) return undefined
    throw error
  }
}
