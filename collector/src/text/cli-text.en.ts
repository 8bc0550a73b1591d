/** What the command line says, in English. */
export const cliTextEn = {
  usage: 'Usage: npm run -s mimamori -- COMMAND [options]',
  commands: {
    'devices enroll': 'puts a device in, and shows its key once',
    'devices list': 'the devices and how they are',
    'devices show': 'one device as it is registered',
    'devices pause': 'off on purpose: no alert',
    'devices resume': 'ends a pause',
    'devices retire': 'no longer expected; kept for the record',
    'devices revoke': 'its keys stop working at once',
    'devices rotate': 'gives a new key, shown once; the old one works on until the next rotation',
    'devices import': 'takes over devices with their keys from a JSON file (- for standard input)',
    login: 'prints a link that logs a browser in, good for ten minutes',
    'clock confirm': "says that this server's clock is right",
    'tokens create': 'makes a token for a person or service, shown once',
    'tokens list': 'the tokens, without their texts',
    'tokens revoke': 'a token stops working at once'
  },
  unknownCommand: (given: string, nearest: string | undefined) => `there is no command “${given}”${nearest === undefined ? '' : `; did you mean “${nearest}”?`}`,
  usageOf: (line: string) => `expected: ${line}`,
  notRunning: (address: string) => `no collector answers at ${address}: start it with npm start, or set MIMAMORI_LISTEN as it is set for the collector`,
  noToken: (file: string) => `there is no administrator's token in ${file}: run this on the server, as the user that runs the collector, or set MIMAMORI_ADMIN_TOKEN`,
  unreadableToken: (file: string) => `the administrator's token in ${file} cannot be read: run this as the user that runs the collector`,
  notOurs: (address: string) => `what answers at ${address} is not a Mimamori collector`,
  unreadableFile: (file: string, reason: string) => `${file} cannot be read as JSON: ${reason}`,
  wrongTime: (given: string) => `expected a time such as 2026-12-01T08:00, got ${given}`,
  wrongLabel: (given: string) => `expected --label NAME=VALUE, got ${given}`,
  enrolled: (id: string) => `${id} is enrolled. Its key, shown only now:`,
  keyNext: 'Put it into /etc/mimamori/agent.conf on the device as CLIENT_KEY.',
  rotated: (id: string) => `${id} is expected again where it was retired or revoked. A key that works today goes on beside the new one until the next rotation; a revoked one stays revoked. The new key, shown only now:`,
  changed: (id: string, state: string) => `${id} is now ${state}`,
  imported: (count: number, weak: number) => `${count} devices taken over${weak === 0 ? '' : `; ${weak} have weak keys, which should be rotated`}`,
  noDevices: 'No device is enrolled yet. Put one in: npm run -s mimamori -- devices enroll pi-kiosk-01 --site SITE --role ROLE',
  columns: { id: 'DEVICE', site: 'SITE', role: 'ROLE', state: 'STATE', freshness: 'HEARD', lastSeen: 'LAST SEEN', reason: 'WHY' },
  never: 'never',
  loginLink: 'Open this link in a browser within ten minutes; it works once:',
  clockConfirmed: (time: string) => `The clock is taken as right until the next boot: ${time}`,
  tokenCreated: (name: string, role: string) => `The token of ${name} (${role}), shown only now:`,
  tokenRevoked: (name: string) => `The token of ${name} no longer works`
}

/** Every word of the command line in one language. English is the model. */
export type CliText = typeof cliTextEn
