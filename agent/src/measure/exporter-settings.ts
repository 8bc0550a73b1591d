import type { ExporterSettings } from '@mimamori/exporter'
import type { AgentConfig } from '../config/agent-config.ts'

/** The exporter's settings, from the agent's. `-name` turns a collector off, `name` turns one on. */
export const exporterSettings = ({ collectors }: Pick<AgentConfig, 'collectors'>): ExporterSettings => ({
  profile: 'full',
  collectors: Object.fromEntries(collectors.map((name) => name.startsWith('-') ? [name.slice(1), false] : [name, true])),
  options: {}
})
