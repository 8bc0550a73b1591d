import type { FieldTexts } from './field-text.ts'

/** Users, tokens, log-in, readiness and Prometheus' targets. */
export const accessTexts: FieldTexts = {
  tokens: ['The tokens, without their secrets.'],
  token: ['The token. It is shown only once.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'tokens.name': ['The person or service that uses the token.', 'grafana'],
  'tokens.role': ['The role of the token.', 'viewer'],
  'openWall.token': ['The token from the fragment of the link.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'openWall.name': ['The name of the token.', 'wall-hall-2'],
  'createEnrollmentToken.token': [
    'The one-time token of the device. It is shown only once.',
    'mme_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'
  ],
  'createEnrollmentToken.expiresAt': ['When the token expires.', '2026-11-25T09:30:00.000Z'],
  command: [
    'The command to type on the device; null while an obstacle keeps the device from enrolling.',
    'echo mme_8mXv | { script=$(curl -fsS http://192.168.10.2:8080/install.sh) && sudo sh -c "$script"; }'
  ],
  obstacles: ['What keeps devices from enrolling themselves, all at once.'],
  codes: [
    'The obstacles: `loopback`, the collector listens only for its own machine; `http`, http from the network is not allowed; `publicUrl`, the public URL leads nowhere else; `network`, the machine is on no network; `agent`, no agent is published; `authority`, which keeps none from it: each device first needs the certificate of the collector’s authority, as /etc/mimamori/ca.pem.'
  ],
  restart: ['How to start the collector so that devices reach it; null if no setting has to change.'],
  'restart.by': ['What runs the collector: `npm` (npm start), `service` (systemd) or `container`.', 'npm'],
  'restart.settings': ['The settings to change.'],
  'restart.command': [
    'The command that starts this collector with them.',
    'cd /home/sato/mimamori && MIMAMORI_LISTEN=0.0.0.0:8080 npm start'
  ],
  'restart.secrets': ['Secret settings that the command leaves out.'],
  publish: ['The command that publishes an agent; null if one is published.', 'cd /home/sato/mimamori && sudo npm run publish-agent'],
  wallLink: [
    'Only for the role viewer: the link that opens the wall display. It keeps the browser logged in until the token is revoked.',
    'https://mimamori.example/admin/wall#mmt_8mXv'
  ],
  'createToken.name': ['The person or service that uses the token.', 'grafana'],
  'createToken.role': ['The role of the token.', 'viewer'],
  'revokeToken.name': ['The name of the token.', 'grafana'],
  operator: ['The person or service that sent the request.'],
  'operator.name': ['The name of the person or service.', 'admin'],
  'operator.role': ['The role of the person or service.', 'admin'],
  link: ['The link that opens the page and logs in. It works once.', 'https://mimamori.example/admin/login#3q2x'],
  expiresAt: ['When the code and the link expire.', '2026-11-25T09:10:00.000Z'],
  'createLoginCode.role': ['The role of the session.', 'viewer'],
  'createLoginCode.code': ['The one-time code.', '3q2x'],
  'logIn.code': ['The one-time code.', '3q2x'],
  'logInWithPassword.name': ['The name of the user.', 'sato'],
  'logInWithPassword.password': ['The password of the user.', 'six cranes over the lake'],
  'getSession.user': ['The user whose login it is; null if the login goes back to a token.'],
  'changeOwnPassword.current': ['The password so far; null if there is none.', 'six cranes over the lake'],
  'changeOwnPassword.password': ['The new password.', 'seven geese over the bay'],
  users: ['The users.'],
  'createUser.user': ['The user.'],
  'changeUser.user': ['The changed user.'],
  'changeUser.isChanged': ['False where the user was so already: no session ends.', true],
  'users.name': ['The name of the user.', 'sato'],
  'users.role': ['The role of the user.', 'viewer'],
  'user.name': ['The name of the user.', 'sato'],
  'user.role': ['The role of the user.', 'viewer'],
  hasPassword: ['Whether a password is set. Without one, the user logs in with one-time links only.', true],
  'createUser.name': ['The name of the user. The audit log shows it for what the user changes.', 'sato'],
  'createUser.role': ['The role of the user.', 'viewer'],
  'changeUser.name': ['The name of the user.', 'sato'],
  'changeUser.role': ['The role of the user.', 'admin'],
  'changeUser.password': ['The password; null removes it.', 'six cranes over the lake'],
  'deleteUser.name': ['The name of the user.', 'sato'],
  'createUserLoginCode.name': ['The name of the user.', 'sato'],
  sessions: ['The browsers that are logged in.'],
  'sessions.id': ['The id of the session.', '5f0c1b2a9d3e4f60'],
  'sessions.name': ['Who is logged in: a user, or the token that the login link was created with.', 'sato'],
  'sessions.role': ['The role of the session.', 'admin'],
  'sessions.lastUsedAt': ['When the browser last asked for something, to ten minutes after a restart of the collector; null if unknown.'],
  'sessions.address': ['The address from which the browser logged in; null if unknown.', '192.168.10.21'],
  'sessions.userAgent': [
    'The browser, as it named itself when it logged in; null if unknown.',
    'Mozilla/5.0 (X11; Linux x86_64) Chromium/142.0'
  ],
  'endSession.id': ['The id of the session.', '5f0c1b2a9d3e4f60'],
  ok: ['Always true.', true],
  ready: ['Whether the collector is ready.', true],
  reasons: ['Why the collector is not ready.'],
  'reasons.message': ['The problem and what to do about it.', 'the disk is full'],
  targets: ['The collector’s address, which serves the device’s metrics.']
}
