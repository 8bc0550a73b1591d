import { Counter, type Registry } from '@prometheus-io/client'
import { lokiRefusals, type LokiRefusal } from './read-refusal.ts'

/** Counts the log lines that Loki does not have and never will. */
export interface LokiMetrics {
  refused (reason: LokiRefusal, lines: number): void
}

export const createLokiMetrics = (registry: Registry): LokiMetrics => {
  const refused = new Counter({
    name: 'mimamori_collector_loki_lines_refused_total',
    help: 'Log lines that Loki rejected, or would have for their age, by reason.',
    labelNames: ['reason'],
    registers: [registry]
  })
  for (const reason of lokiRefusals) refused.inc({ reason }, 0)
  return { refused: (reason, lines) => { refused.inc({ reason }, lines) } }
}
