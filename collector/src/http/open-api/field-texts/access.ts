import type { FieldTexts } from './field-text.ts'

/** Of tokens, log-in, readiness and Prometheus' targets. */
export const accessTexts: FieldTexts = {
  tokens: ['The tokens, without their secrets.'],
  token: ['The token itself; it is shown only once.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'tokens.name': ['The person or service that uses the token.', 'grafana'],
  'tokens.role': ['The role of its holder.', 'viewer'],
  'openWall.token': ['The token in the link’s fragment.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'openWall.name': ['The token’s name.', 'wall-hall-2'],
  wallLink: ['Opens the wall display and keeps its browser logged in as a viewer until the token is revoked; only for that role.', 'https://mimamori.example/admin/wall#mmt_8mXv'],
  'createToken.name': ['The person or service that uses the token.', 'grafana'],
  'createToken.role': ['The role of its holder.', 'viewer'],
  'revokeToken.name': ['The token’s name.', 'grafana'],
  operator: ['The person or service that sent the request.'],
  'operator.name': ['Its name.', 'admin'],
  'operator.role': ['Its role.', 'admin'],
  link: ['Opens the page and logs in; it works once.', 'https://mimamori.example/admin/login#3q2x'],
  expiresAt: ['When it expires.', '2026-11-25T09:10:00.000Z'],
  'createLoginCode.role': ['The role of the browser’s session.', 'viewer'],
  'createLoginCode.code': ['The one-time code.', '3q2x'],
  'logIn.code': ['The one-time code.', '3q2x'],
  ok: ['Always true: the process answers.', true],
  ready: ['Whether the collector is ready.', true],
  reasons: ['Why it is not ready.'],
  'reasons.message': ['One sentence with the next step.', 'the disk is full'],
  targets: ['The collector’s address, which serves the device’s metrics.']
}
