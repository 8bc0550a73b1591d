/** The words that mark a secret, and words that only look so. Each is a piece of a pattern, without regard to case. */

/** A name that ends in one of these has a secret as its value, with any prefix: `PGPASSWORD`, `accessToken`, `db_password`. */
export const secretWords: readonly string[] = [
  'passw(?:or)?d', 'passphrase', 'passcode', 'secret', '(?<!unexpected )token', 'credentials?',
  '(?:api|access|account|auth|client|consumer|crypt|decryption|deploy|device|enc|encryption|hmac|master|private|secret|session|' +
  'shared|signing|storage|subscription|webhook|wep|wpa)[_ .-]?key',
  '(?<![A-Za-z])_auth', '(?<![A-Za-z])(?:j|php)?sess(?:ion)?id',
  '[ｐＰ][ａＡ][ｓＳ]{2}[ｗＷ][ｏＯ][ｒＲ][ｄＤ]', 'パスワード', 'パスフレーズ', 'パスコード', '暗証番号', '合言葉', '秘密鍵', '共有鍵', '暗号鍵',
  '(?:API|アクセス|認証|暗号化?|端末|秘密|共有)キー', 'トークン', 'シークレット'
]

/** These are the end of other words, too (compass, bypass), so that a letter before them rules them out. */
export const shortSecretWords: readonly string[] = [
  '(?<![A-Za-z])psk', '(?<=[_-])(?:pass|pw)', '(?<![A-Za-z])pwd(?!["\']?[ \\t]*[=:][ \\t]*["\']?/)',
  // `PASS: test_disk` is a test's result.
  '(?<![A-Za-z_-])pass(?=["\']|[ \\t]*=)'
]

/** In camel case these begin with a capital: `dbPass`. With regard to case. */
export const camelSecretWords: readonly string[] = ['(?<=[a-z0-9])(?:Pass|Pwd|Psk)']

/** Endings of a name after such a word that say something about the secret, and not the secret: `token_file`, `password-length`. */
export const plainTails: readonly string[] = [
  'age', 'algorithm', 'auth', 'authentication', 'changed', 'count', 'created', 'dir', 'directory', 'enabled', 'endpoint', 'error',
  'errors', 'exists', 'expired', 'expires', 'expiry', 'file', 'filename', 'files', 'folder', 'format', 'hint', 'id', 'in', 'is', 'kind',
  'last', 'length', 'lifetime', 'limit', 'max', 'method', 'min', 'name', 'names', 'path', 'policy', 'prompt', 'provider', 'required',
  'reset', 'scope', 'service', 'set', 'size', 'source', 'state', 'status', 'store', 'timeout', 'ttl', 'type', 'updated', 'uri', 'url',
  'usage', 'used', 'user', 'username', 'valid', 'version'
]

/** Words that follow `password:` in a sentence and are no password. */
export const plainValues: readonly string[] = [
  'absent', 'accepted', 'account', 'and', 'are', 'authentication', 'authorization', 'bad', 'cannot', 'changed', 'compat', 'contains',
  'could', 'created', 'credentials?', 'default', 'denied', 'deprecated', 'deleted', 'device', 'disabled', 'does', 'empty', 'enabled',
  'enter', 'error', 'exists', 'expected', 'expired', 'failed', 'failure', 'false', 'files', 'for', 'forbidden', 'forgotten', 'found',
  'from', 'given', 'had', 'has', 'hidden', 'ignored', 'incorrect', 'in', 'is', 'invalid', 'key', 'length', 'locked', 'malformed',
  'masked', 'mismatch', 'missing', 'must', 'need(?:s|ed)?', 'never', 'new', 'nil', 'no', 'none', 'not', 'null', 'off', 'ok', 'okay', 'on',
  'option', 'or', 'parameter', 'passed', 'passphrase', 'passwords?', 'permissions?', 'please', 'present', 'prompt', 'provided',
  'redacted', 'refused', 'rejected', 'removed', 'required', 'reset', 'revoked', 'scheme', 'secrets?', 'set', 'setting', 'string',
  'systemd', 'that', 'the', 'this', 'to', 'tokens?', 'too', 'true', 'type', 'unable', 'unauthorized', 'unchanged', 'undefined',
  'unexpected', 'unknown', 'unset', 'updated', 'use', 'used', 'user', 'valid', 'value', 'via', 'was', 'were', 'when', 'will', 'with',
  'without', 'wrong', 'yes', 'you', 'your'
]
