import type { FieldTexts } from './field-text.ts'

/** Of tokens, log-in, readiness and Prometheus' targets. */
export const accessTexts: FieldTexts = {
  tokens: ['The tokens, without their secrets.'],
  token: ['The token. It is shown only once.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'tokens.name': ['The person or service that uses the token.', 'grafana'],
  'tokens.role': ['The role of the token.', 'viewer'],
  'openWall.token': ['The token from the fragment of the link.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'openWall.name': ['The name of the token.', 'wall-hall-2'],
  wallLink: ['Only for the role viewer: the link that opens the wall display. It keeps the browser logged in until the token is revoked.', 'https://mimamori.example/admin/wall#mmt_8mXv'],
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
  ok: ['Always true.', true],
  ready: ['Whether the collector is ready.', true],
  reasons: ['Why the collector is not ready.'],
  'reasons.message': ['The problem and what to do about it.', 'the disk is full'],
  targets: ['The collector’s address, which serves the device’s metrics.']
}
