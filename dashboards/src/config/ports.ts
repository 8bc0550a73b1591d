/**
 * Of the Prometheus and the Alertmanager that Mimamori itself runs on a machine (npm start, install-server): beside Debian's own 9090 and 9093,
 * which those of the system may have.
 */
export const alertingPorts = { prometheus: 9190, alertmanager: 9293 } as const
