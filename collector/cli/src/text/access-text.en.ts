/** Messages about logins, users, sessions and tokens. `mimamori`: how the command was called. */
export const accessTextEn = (mimamori: string) => ({
  loginLink: 'Open this link in a browser within ten minutes; it works once:',
  userLink: 'Give the user this link within ten minutes; it works once:',
  userCreated: (name: string, role: string) => `User ${name} (${role}) is created. For a password: ${mimamori} users password ${name}`,
  userChanged: (name: string) => `User ${name} is changed; sessions of the user have ended`,
  userUnchanged: (name: string) => `User ${name} is so already; nothing was changed`,
  userDeleted: (name: string) => `User ${name} is deleted; sessions of the user have ended`,
  noUsers: `No users yet. To create one: ${mimamori} users create NAME --role viewer`,
  yesNo: ['no', 'yes'],
  newPassword: (name: string) => `New password for ${name} (at least 12 characters): `,
  samePassword: 'Once more: ',
  otherPassword: 'the two passwords differ; nothing was changed',
  noTerminal: 'no terminal to ask for the password: give --password-file',
  noSessions: 'No browser is logged in.',
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  sessionEnded: (id: string) => `The session ${id} has ended`,
  tokenCreated: (name: string, role: string) => `Token of ${name} (${role}), shown only now:`,
  wallLink: 'Link for a wall display, which stays logged in until the token is revoked:',
  tokenRevoked: (name: string) => `The token ${name} is revoked`
})

export type AccessText = ReturnType<typeof accessTextEn>
