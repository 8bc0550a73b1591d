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
  needsAuthority: text('The device first needs the certificate of your authority: copy the file ca.pem to it, as /etc/mimamori/ca.pem. The guide “Collector set-up”, With https, says where it is.'),
  timeLeft: (minutes: number) => minutes <= 1 ? 'The line can be used once, within the next minute.' : `The line can be used once, within ${minutes} minutes.`,
  overSsh: text('Or let the server set the device up over SSH (guide “Adding a device”).'),
  user: text('Account on the device'),
  userHint: text('One with sudo, such as pi. Leave it empty if the server can log in to the device already.'),
  onComputer: text('Run this on your own computer:'),
  expired: text('The line has expired.'),
  renew: text('Create a new line'),
  oldKey: text('The key of the old card works until the new card’s first report.'),
  noAgent: text('The server has no agent to install yet. Run this on the server, in the directory of Mimamori, then create a new line:'),
  onlyHere: text('No device can reach the collector yet: it listens only for the server itself.'),
  startOpen: text('In the terminal where it runs, stop it with Ctrl-C and start it like this, then create a new line:'),
  setOpen: text('Put this into /etc/mimamori/collector.conf and restart the collector, then create a new line:'),
  trust: text('This is without https, for a network that you trust. The guide “Collector set-up” has the way with https.'),
  scraping: text('Nothing is to be installed. Waiting until the server has fetched its metrics …'),
  waiting: text('Waiting for the first report …'),
  online: (id: string) => `${id} is online.`,
  open: text('Open its page'),
  another: text('Add another device')
}

/** The same in another language. */
export type EnrollmentText = typeof enrollmentTextEn
