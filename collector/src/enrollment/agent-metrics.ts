import { Gauge, type Registry } from '@prometheus-io/client'

/** The agent version that the fleet should have: AgentOutdated compares with it. `expected` never rejects. */
export const registerAgentMetrics = (registry: Registry, expected: () => Promise<string>): void => {
  new Gauge({
    name: 'mimamori_collector_expected_agent_info',
    help: "Agent version that devices are expected to have, as a label: that published on the server, or else the collector's own; the value is always 1.",
    labelNames: ['version'],
    registers: [registry],
    async collect () {
      const version = await expected()
      this.reset()
      this.set({ version }, 1)
    }
  })
}
