const text = (words: string): string => words

/** The words of Add a device, Set it up, and Replace its card. */
export const enrollmentTextEn = {
  add: text('Add a device'),
  setUp: text('Set it up'),
  replace: text('Replace its card'),
  viewer: text('You are logged in as a viewer. An administrator can add devices.'),
  submit: text('Continue'),
  sending: text('Enrolling …'),
  close: text('Close'),
  preparing: text('Creating a token …'),
  paste: (id: string) => `On the device that becomes ${id}, paste this line into a terminal. It installs the agent from this server, without internet access:`,
  timeLeft: (minutes: number) => minutes <= 1 ? 'The line can be used once, within the next minute.' : `The line can be used once, within ${minutes} minutes.`,
  overSsh: text('Or let the server set the device up over SSH (guide “Adding a device”).'),
  user: text('Account on the device'),
  userHint: text('One with sudo, such as pi. Leave it empty if the server can log in to the device already.'),
  onComputer: text('Run this on your own computer:'),
  expired: text('The line has expired.'),
  renew: text('Create a new line'),
  oldKey: text('The key of the old card works until the new card’s first report.'),
  obstacles: text('No device can set itself up yet.'),
  obstacle: {
    loopback: text('The collector listens only for its own machine.'),
    http: text('Connections from the network without https are not allowed.'),
    publicUrl: text('The public URL of the collector leads only to its own machine.'),
    network: text('The server is on no network: connect it to that of the devices.'),
    agent: text('The server has no agent to install. Run this on it, in the directory of Mimamori:'),
    authority: text('Each device first needs the certificate of your authority: copy the file ca.pem to it, as /etc/mimamori/ca.pem. The guide “Collector set-up”, With https, says where it is.')
  },
  restart: {
    npm: text('In the terminal where the collector runs, stop it with Ctrl-C. Then start it like this:'),
    service: text('Write this into /etc/mimamori/collector.conf:'),
    container: text('Write this into the file .env beside compose.yaml:')
  },
  apply: text('Then run:'),
  fillIn: text('Replace ADDRESS with the address of the server on the network.'),
  secrets: (names: string) => `Set ${names} as you did before: this page does not show secrets.`,
  trust: text('This is without https, for a network that you trust. The guide “Collector set-up” has the way with https.'),
  checkAgain: text('Check again'),
  anyway: text('Register anyway'),
  scraping: text('Nothing is to be installed. Waiting until the server has fetched its metrics …'),
  waiting: text('Waiting for the first report …'),
  online: (id: string) => `${id} is online.`,
  open: text('Open its page'),
  another: text('Add another device')
}

/** The same in another language. */
export type EnrollmentText = typeof enrollmentTextEn
