import type { FieldTexts } from './field-text.ts'

/** Of tokens, log-in, readiness and Prometheus' targets. */
export const accessTexts: FieldTexts = {
  tokens: ['The tokens, without their texts.'],
  token: ['The token’s text, told this once.', 'mmt_8mXv5vQ1d2J0s3kq9a7Zb4nF6hL1tYcR0uWeIoPgTxE'],
  'tokens.name': ['Whose token it is.', 'grafana'],
  'tokens.role': ['What its holder may do.', 'viewer'],
  'createToken.name': ['Whose token it is.', 'grafana'],
  'createToken.role': ['What its holder may do.', 'viewer'],
  'revokeToken.name': ['The token’s name.', 'grafana'],
  operator: ['The person or service that asks.'],
  'operator.name': ['Its name.', 'admin'],
  'operator.role': ['What it may do.', 'admin'],
  link: ['Opens the page and logs in, once.', 'https://mimamori.example/admin/login#3q2x'],
  expiresAt: ['Until when it can be used.', '2026-11-25T09:10:00.000Z'],
  'createLoginCode.role': ['What the browser may do.', 'viewer'],
  'createLoginCode.code': ['The one-time code.', '3q2x'],
  'logIn.code': ['The one-time code.', '3q2x'],
  ok: ['That the process answers.', true],
  ready: ['Whether the collector can do its work.', true],
  reasons: ['What keeps it from that.'],
  'reasons.message': ['One sentence with the next step.', 'the disk is full'],
  targets: ['The collector’s address: it answers for the device.']
}
