/** Messages if the command cannot ask the collector. */
export const connectionTextEn = {
  unknownSetting: (name: string, nearest: string) => `${name}: unknown setting; did you mean ${nearest}?`,
  notRunning: (address: string) =>
    `no collector answers at ${address}: start it with npm start, or set MIMAMORI_LISTEN to the collector’s value`,
  noAnswer: (address: string) =>
    `the collector at ${address} does not answer: it may be overloaded, or its log shows why; try again in a minute`,
  otherCertificate: (address: string) =>
    `the certificate of ${address} is not the one in MIMAMORI_TLS_CERT: if that file is new, restart the collector; otherwise set ` +
      'MIMAMORI_TLS_CERT to the collector’s value',
  notHttps: (address: string, reason: string) =>
    `no https at ${address} (${reason}): set MIMAMORI_LISTEN and MIMAMORI_TLS_CERT to the collector’s values; if you have just changed ` +
      'them, restart the collector',
  brokenOff: (address: string, reason: string) =>
    `${address} closed the connection (${reason}): if the collector has a certificate, set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY to ` +
      'its values; otherwise see its log',
  unreachable: (address: string, reason: string) => `${address} cannot be reached: ${reason}; set MIMAMORI_LISTEN to the collector’s value`,
  noToken: (file: string) =>
    `no administrator’s token in ${file}: run this on the server, with sudo or as the collector’s user, or set MIMAMORI_ADMIN_TOKEN`,
  unreadableToken: (file: string) => `cannot read the administrator’s token in ${file}: run this with sudo, or as the collector’s user`,
  notOurs: (address: string) => `what answers at ${address} is not a Mimamori collector`
}

export type ConnectionText = typeof connectionTextEn
