/** The unit that the agent runs as, as its own log lines name it. */
export const agentUnit = 'mimamori-agent.service'
