/**
 * The ports of the Prometheus and the Alertmanager that Mimamori runs itself (npm start, install-server): not Debian's defaults 9090 and
 * 9093, which other services of the machine may use.
 */
export const alertingPorts = { prometheus: 9190, alertmanager: 9293 } as const
