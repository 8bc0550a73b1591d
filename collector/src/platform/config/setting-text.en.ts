import type { DataDirectoryFacts } from '../storage/errors.ts'

/** Messages about the collector's settings, and about the address and directory that they name, in English. */
export const settingTextEn = {
  heading: 'the settings have mistakes:',
  unknown: (name: string, nearest: string | undefined) =>
    `${name}: unknown setting; ${nearest === undefined ? 'remove it, or correct its name' : `did you mean ${nearest}?`}`,
  wrong: (name: string, expected: string, given: string) => `${name}: expected ${expected}, got ${given}`,
  noArguments: (given: string) =>
    `expected no arguments, got ${given}; settings are environment variables, written before the command, such as MIMAMORI_LISTEN=127.0.0.1:8081 npm start; --help lists them`,
  secretGiven: (characters: number) => `${characters} characters`,
  certificateWithoutKey: 'MIMAMORI_TLS_KEY: expected the key file that belongs to MIMAMORI_TLS_CERT',
  keyWithoutCertificate: 'MIMAMORI_TLS_CERT: expected the certificate file that belongs to MIMAMORI_TLS_KEY',
  httpsTwice:
    'MIMAMORI_HTTPS_LISTEN: with MIMAMORI_TLS_CERT, the collector speaks https at MIMAMORI_LISTEN already; remove one of the two',
  configurationWithoutAlertmanager:
    'MIMAMORI_ALERTMANAGER_URL: expected the address of the Alertmanager that reads MIMAMORI_ALERTMANAGER_CONFIG',
  tokenOrTenantWithoutLoki:
    'MIMAMORI_LOKI_URL: expected the address of the Loki that MIMAMORI_LOKI_TOKEN_FILE and MIMAMORI_LOKI_TENANT are for',
  tokenWithoutRemoteWrite: 'MIMAMORI_REMOTE_WRITE_URL: expected the address that MIMAMORI_REMOTE_WRITE_TOKEN_FILE is for',
  calendarIsCopy: (file: string) =>
    `MIMAMORI_CALENDAR: expected your own file, got ${file}, where the collector keeps its copy; save the calendar elsewhere, such as in /etc/mimamori/calendar.yml`,
  openWithoutHttps: (host: string) =>
    `MIMAMORI_LISTEN: ${host} can be reached from the network without https, so keys could be intercepted; set MIMAMORI_TLS_CERT and MIMAMORI_TLS_KEY, or MIMAMORI_ALLOW_HTTP=yes if you trust everyone on the network`,
  expected: {
    text: 'some text',
    yesNo: 'yes or no',
    wholeNumber: (min: number, max: number) => `a whole number from ${min} to ${max}`,
    listenAddress: 'ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080',
    timeZone: 'a time zone such as Asia/Tokyo',
    origin: 'an origin such as https://mimamori.factory.lan',
    serverUrl: 'an address such as http://127.0.0.1:9090, without user name, password or query',
    secret: '32 to 256 characters without spaces, or unset to have one generated'
  },
  /** The files for https; what was found instead of the expected stands in brackets behind the file's name. */
  certificate: {
    expected: {
      certificate: 'a certificate file (PEM) that the collector can read',
      key: 'a key file (PEM) that the collector can read',
      matchingKey: (certificateFile: string) => `the key of the certificate ${JSON.stringify(certificateFile)}`
    },
    noFile: 'there is no such file',
    notAFile: 'it is a directory or a pipe',
    noRight: 'no permission to read it',
    aKey: 'it contains a key',
    aCertificate: 'it contains a certificate',
    protectedKey: 'it is protected by a password; remove the password with: openssl pkey -in FILE -out NEW_FILE',
    somethingElse: 'it contains something else',
    unusable: (reason: string) => `it cannot be used: ${reason}`
  },
  /** The file of a token for another server, such as Loki; what else can be wrong with a file is said as for certificates. */
  tokenFile: {
    expected: 'a file with a token in one line that the collector can read',
    noToken: 'it is empty, or has more than a token'
  },
  dataDirectory: {
    unusable: ({ directory, reason }: DataDirectoryFacts['unusable']) =>
      `the data directory ${directory} cannot be used (${reason}): let the user that runs the collector write to it, or set MIMAMORI_DATA_DIR to another directory`,
    taken: ({ directory }: DataDirectoryFacts['taken']) =>
      `another collector uses the data directory ${directory}: stop it, or set MIMAMORI_DATA_DIR to another directory`,
    newer: ({ file, version, known }: DataDirectoryFacts['newer']) =>
      `${file} was written by a newer version of Mimamori (schema ${version}, this version supports up to ${known}): start that version, or restore a backup made with this one`,
    full: ({ directory }: DataDirectoryFacts['full']) =>
      `the disk of the data directory ${directory} is full: free some space (df -h shows how much is left) and start again; no stored data is lost`,
    brokenLock: ({ file }: DataDirectoryFacts['brokenLock']) =>
      `the lock file ${file} is damaged: delete it and start again; it contains no data`,
    lockedDatabase: ({ file }: DataDirectoryFacts['lockedDatabase']) =>
      `the database ${file} is in use by another program: stop it (sudo fuser ${file} shows which) and start again`,
    brokenDatabase: ({ file, reason }: DataDirectoryFacts['brokenDatabase']) =>
      `the database ${file} cannot be used (${reason}): check the disk (sudo dmesg shows errors), move the file away and restore a backup`
  },
  portInUse: (setting: string, port: number, host: string) =>
    `port ${port} on ${host} is in use by another program: stop it, or set ${setting} to another port`,
  noSuchAddress: (setting: string, host: string) => `this machine has no address ${host}: set ${setting} to one that it has`,
  portNeedsRights: (setting: string, port: number) => `no permission to listen on port ${port}: set ${setting} to port 1024 or higher`
}

/** The same in one language. English is the model. */
export type SettingText = typeof settingTextEn
