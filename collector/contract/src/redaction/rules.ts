import { camelSecretWords, plainTails, plainValues, secretWords, shortSecretWords } from './secret-names.ts'

/**
 * One kind of secret in free text. Of every match the first group stays, and the rest becomes the mask.
 *
 * A pattern is read by JavaScript and by Python (re.ASCII), so it uses syntax that both read alike: no `\s`, `\b`, `.` or `$`, no named
 * groups, and lookbehinds of one width. No repetition that may be tried again is unbounded: a pattern begins with a word
 * or a mark, and its repetitions either cannot fail afterwards or have a bound, so that a text made to be slow is read in linear time.
 */
export interface Rule {
  /** Applied only to these stretches of the text, such as the rest of a line after a program's name. */
  readonly within?: string
  readonly pattern: string
  /** `***` unless set. */
  readonly mask?: string
  readonly ignoreCase?: boolean
}

const { raw } = String

const anyOf = (words: readonly string[]): string => `(?:${words.join('|')})`

const end = raw`(?![\s\S])`
/** Not within a word: the character before it is no letter of one. */
const wordStart = raw`(?<![\w-])`
/** The scheme of an authorization, before its secret. */
const scheme = raw`(?:(?:basic|bearer|digest|token)[ \t]+)?`

/** A whole value that says something about a secret and is none. Without regard to case. */
export const plainValue = anyOf(plainValues)

/** Full-width, as Japanese is typed. A raw template cannot be escaped, and the agent's program is to be Latin-1. */
const wide = { colon: '：', equals: '＝', open: '（', close: '）', ends: '。、」』）　' }

/** Between a name and its value. After a colon three characters are more likely a word than a secret, unless digits are among them. */
const separator = anyOf([
  raw`[ \t]*(?:=>|:=|[=${wide.equals}](?![=~]))[ \t]*`,
  raw`[ \t]*[:${wide.colon}](?![:=])[ \t]*(?=["'\\]|[!-~]{4}|(?=[a-z]{1,2}[0-9]|[0-9]{1,2}[a-z])[a-z0-9]{3})`
])
const plainTail = anyOf(plainTails)
const tail = anyOf([
  raw`\d{1,4}|hash|value|base64|b64|old|new`,
  raw`[_-](?!(?:[\w-]{0,40}[_-])?${plainTail}(?![A-Za-z0-9]))[\w-]{1,40}`
]) + '?'
/** `password for pi: `, `password is: `, パスワード（確認）: */
const remark = raw`(?:[ \t]?[${wide.open}(][^()${wide.open}${wide.close}\n]{1,30}[)${wide.close}]| for [!-9;-~ ]{1,60}?| is)?`
const nameEnd = raw`${tail}\\{0,7}["']?\]?${remark}`
/** A word, a path, or a placeholder: no secret. */
const notPlain = `(?!${[
  plainValue + raw`[.?!:]{0,3}(?:[ \t\r\n"'\\,;)\]}<&]|${end})`,
  '/(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)/',
  raw`\$[{(]|\{[{%]|%\(|%s|${'`'}`,
  raw`${scheme}[\[{]?\*{3}|\[(?:redacted|removed)`
].join('|')})`
/** A value without quotes ends at a blank, and at a comma or a closing bracket after which something else begins. */
const bareStart = raw`(?=[!#-&(-~])(?![bu]["']|\\{1,7}["']|[{\[(](?:[ \t\r\n"'{\[]|${end})|[:=]|[!-9;-~]{0,60}:(?:[ \t\r\n]|${end}))`
const bare = bareStart + anyOf([
  raw`[^ \t\r\n,;&"'<>)\]}${wide.ends}\\]`,
  raw`\\(?!\\{0,6}["'])`,
  raw`[,;&](?![ \t\r\n"']|${end}|[A-Za-z_][\w.-]{0,40}["']?[ \t]?[=:])`,
  raw`["')\]}](?=[A-Za-z0-9])`
]) + '+'
/** Up to the closing quote, or to the end of the line if that was cut away. */
const escaped = raw`(?<=\\["'])(?:(?!\\{1,7}["'])[^\n])+`
const inDouble = raw`(?<=")(?:[^"\\\n]|\\[^\n])+`
const inSingle = raw`(?<=')(?:[^'\\\n]|\\[^\n]|'"'"'|'\\'')+`
/** Python writes b'…' and u'…', too. */
const openQuote = raw`(?:[bu]?\\{0,7}["'])?`
const value = `(?:${escaped}|${inDouble}|${inSingle}|${bare})`

const name = anyOf([...secretWords, ...shortSecretWords])
const valueOf = (words: string): string => `(${words}${nameEnd}${separator}${scheme}${openQuote}${notPlain})${value}`

/** The prefix of a line from journalctl. */
const linePrefix = raw`(?:\d{4}-\d\d-\d\dT[0-9:+.-]{8,24} (?:[!-~]{1,64} [!-~]{1,80}: )?)?`
const aloneOnLine = raw`(?!["']|[!-~]{0,200}:[ \t]*(?:[\r\n]|${end})|[A-Za-z_][\w.-]{0,40}=[^=\r\n])` +
  raw`[!-~]{3,}[!#-&(-~](?=["']?,?[ \t]*(?:[\r\n]|${end}))`
/** Digits, or a capital in the middle, rule out a word. */
const base64 = '(?=[A-Za-z+/]{0,200}[0-9=]|[A-Za-z]{1,20}[a-z][A-Z])[A-Za-z0-9+/]{8,}={0,2}'
const privateKey = '[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----'
const authorization = wordStart + raw`(?:proxy-)?authorization\\{0,7}["']?[ \t]*[:=][ \t]*`
const authorizationScheme = '(?:bearer|basic|token|negotiate|ntlm|apikey)'

interface ProgramOption {
  readonly programs: string
  readonly option: string
}

const mysql = 'mysql|mysql(?:dump|admin|import|check|show)|mariadb(?:-[a-z]{1,20})?'
/** Options that are followed by a secret, of programs that take it so. */
const programs: readonly ProgramOption[] = [
  { programs: mysql, option: '-p' },
  { programs: 'sshpass', option: raw`-p["']?(?:,?[ \t]+["']?)?` },
  { programs: 'redis-cli', option: raw`(?:-a|--pass)["']?,?[ \t]+` },
  { programs: 'mosquitto_(?:pub|sub|rr)', option: raw`(?:-P|--pw)["']?,?[ \t]+` },
  { programs: 'ldap(?:search|modify|add|delete|passwd|whoami)', option: raw`-w["']?(?:,?[ \t]+)?` },
  { programs: 'ipmitool', option: raw`-P["']?,?[ \t]+` },
  { programs: '(?:docker|podman|skopeo|helm)(?: registry)?["\']?,?[ \\t]+["\']?login', option: raw`-p["']?,?[ \t]+` },
  { programs: 'plink|pscp|psftp', option: raw`-pw["']?,?[ \t]+` },
  { programs: 'nmcli', option: raw`password["']?,?[ \t]+` },
  { programs: 'smbclient|rpcclient|mount\\.cifs', option: raw`-U["']?(?:,?[ \t]+)?["']?[^ \t%"']{0,100}%` },
  { programs: 'openssl', option: 'pass:' },
  { programs: '7z[ar]?|(?:un)?rar', option: '-p' }
]

/** Options that are followed by a user and, after a colon, a password. */
const userOptions: readonly ProgramOption[] = [
  { programs: 'curl', option: '-[A-Za-z]{0,6}[uU]|--user|--proxy-user' },
  { programs: raw`(?:https?|xh)(?=["']?,?[ \t])`, option: '-a|--auth' }
]

const behindProgram = (words: string): string => raw`(?<![\w.-])(?:${words})(?![\w-])[^\n]*`

export const rules: readonly Rule[] = [
  // Private key.
  {
    pattern: raw`-----BEGIN ${privateKey}(?:(?!-----END)[\s\S])*(?:-----END ${privateKey})?`,
    mask: '[private key]'
  },
  // End of a private key.
  {
    within: raw`(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/=]{20,}[ \t]*\r?\n)+(?:[A-Za-z0-9+/=]{1,80}\r?\n)?(?:-----END[^\n]*)?`,
    pattern: raw`^[\s\S]*-----END ${privateKey}`,
    mask: '[private key]'
  },
  // Vault.
  { pattern: raw`\$ANSIBLE_VAULT;[^ \t\r\n\\]*(?:(?:[ \t\r\n]|\\n)*[0-9a-f]{16,})*`, mask: '[vault]' },
  // Our own keys and tokens.
  { pattern: '(mm[kt]_)[A-Za-z0-9_-]{16,}' },
  // Tokens of others.
  { pattern: '(gh[pousr]_|github_pat_|gl(?:pat|dt|rt)-|glsa_|npm_|dckr_pat_|[rs]k_live_|xox[abprs]-|AKIA|AIza)[A-Za-z0-9_-]{16,}' },
  // AWS access key of a session.
  { pattern: '((?<![A-Za-z0-9])ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])' },
  // JSON Web Token.
  { pattern: raw`(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]{2,}){1,4}` },
  // crypt(5).
  { pattern: raw`(\$(?:1|2[abxy]|5|6|7|y|gy|argon2(?:id?|d))\$)[./A-Za-z0-9$=,+]{8,}` },
  // User and password in a URL. A user alone over SSH is no secret; over HTTP it is a token. A port is no password.
  {
    within: raw`(?<=[a-z0-9])://[^ \t\r\n"'<>]*`,
    pattern: raw`^(://)[^/@:\[]*:(?!\d{1,5}[/?#])[\s\S]*@(?=[^@])`,
    mask: '***@',
    ignoreCase: true
  },
  // Token in a URL.
  { within: raw`(?<=http|ttps)://[^ \t\r\n"'<>]*`, pattern: raw`^(://)[^/@:?#]+@(?=[^@])`, mask: '***@', ignoreCase: true },
  // Query of a URL.
  { pattern: raw`([?&](?:key|sig|signature|code|auth|pw)=)[^ \t\r\n&"'<>#]+`, ignoreCase: true },
  // Authorization. The scheme stays. In Go and Node.js a header is a list. Digest and others have many parts, all of them to the end.
  {
    pattern: raw`(${authorization}(?:\[[ \t]*)?\\{0,7}["']?${authorizationScheme}[ \t]+(?!\*{3}))[^ \t\r\n"'\\,;\]]+`,
    ignoreCase: true
  },
  // Authorization by other means.
  {
    pattern: raw`(${authorization}(?!(?:\[[ \t]*)?\\{0,7}["']?${authorizationScheme} )(?:\[[ \t]*(?=\\{0,7}["']))?` +
      raw`(?:${openQuote}${notPlain}))` +
      raw`(?:${escaped}|${inDouble}|${inSingle}|(?!\[[ \t]*\\{0,7}["'])[!#-&(-[\]-~][^\r\n]{5,})`,
    ignoreCase: true
  },
  // Bearer.
  { pattern: raw`(${wordStart}bearer[ \t]+${notPlain})[A-Za-z0-9._~+/=-]{8,}`, ignoreCase: true },
  // Basic.
  { pattern: raw`(${wordStart}[Bb]asic[ \t]+)${base64}` },
  // Password for chpasswd.
  {
    within: raw`(?<![^\n])[^\n]*\|[ \t]*(?:sudo[ \t]+)?chpasswd`,
    pattern: raw`(echo[ \t]+(?:-[a-z]{1,3}[ \t]+)?["']?[^ \t:"'|]{1,64}:)[^ \t"'|]+`
  },
  // Password for sudo.
  {
    within: raw`(?<![^\n])[^\n]*\|[ \t]*sudo[ \t]+-S`,
    pattern: raw`(echo[ \t]+["']?)[^ \t"'|]+(?=["']?[ \t]*\|[ \t]*sudo)`
  },
  // wpa_passphrase.
  {
    pattern: raw`(${wordStart}wpa_passphrase["']?,?[ \t]{1,8}(?:"[^"\n]{1,32}"|'[^'\n]{1,32}'|[^ \t"'\n]{1,32}),?[ \t]{1,8}` +
      raw`["']?${notPlain})[^ \t\r\n"']{8,63}`
  },
  // Line of .netrc.
  {
    within: raw`${wordStart}machine[ \t]{1,8}[^ \t\r\n]{1,200}[ \t]{1,8}(?:login|account|password)[^\r\n]*`,
    pattern: raw`([ \t]password[ \t]+)[^ \t]+`
  },
  // Auth of a registry.
  { pattern: raw`(\\{0,7}["']auth\\{0,7}["'][ \t]*:[ \t]*\\{0,7}["'])${base64}(?=\\{0,7}["'])` },
  // Cookie.
  {
    pattern: raw`(${wordStart}(?:set-)?cookie\\{0,7}["']?[ \t]*[:=][ \t]*${openQuote})[!#-:<>-~]{1,100}=(?:\\(?!["'])|[^"'\\\r\n])*`,
    ignoreCase: true
  },
  // Name and value in JSON.
  {
    pattern: raw`(["'](?:name|key)["'][ \t]*:[ \t]*["'][\w.-]{0,60}?${name}${tail}["'][ \t\r\n]*,[ \t\r\n]*` +
      raw`["']value["'][ \t]*:[ \t]*["']${notPlain})(?:${inDouble}|${inSingle})`,
    ignoreCase: true
  },
  // Element of XML.
  { pattern: raw`(<[\w:.-]{0,40}?${name}${tail}(?: [^<>\n]{0,200})?>${notPlain})[^<>\r\n]+`, ignoreCase: true },
  ...userOptions.flatMap(({ programs: words, option }) => [
    {
      within: behindProgram(words),
      pattern: raw`((?:^|[ \t"',\[])(?:${option})["']?(?:,?[ \t]+|=)?(?:["'])[^ \t:"']{0,200}:)[^"'\n]+`
    },
    {
      within: behindProgram(words),
      pattern: raw`((?:^|[ \t"',\[])(?:${option})(?:[ \t]+|=)?[^ \t:"'-][^ \t:"']{0,200}:)(?!\d{1,6}(?:[ \t"']|${end}))[^ \t"'\n]+`
    }
  ]),
  // User and password after -u. Of any program: a group's name has no digits, a port and a time nothing else.
  {
    pattern: raw`(${wordStart}-u["']?,?[ \t]+["']?[A-Za-z][\w.@-]{0,60}:)` +
      '(?=[A-Za-z_]{1,60}[0-9]|[0-9]{1,20}[A-Za-z])[A-Za-z0-9_!#$%&*+=?@^~-]{6,}'
  },
  // Option of mysql in quotes.
  { within: behindProgram(mysql), pattern: raw`((?:^|[ \t,\[])["']-p)(?:(?<="-p)[^"\n]+|(?<='-p)[^'\n]+)` },
  ...programs.map(({ programs: words, option }) => ({
    within: behindProgram(words), pattern: raw`((?:^|[ \t"',\[])${option}${openQuote})(?![ \t,])${value}`
  })),
  ...['"', "'"].map((quote) => ({
    pattern: raw`((?<=${quote})[\w.-]{0,60}?${name}${tail}=${notPlain})[^${quote}\n]+(?=${quote})`, ignoreCase: true
  })),
  // Option.
  {
    pattern: raw`((?:^|(?<=[ \t\r\n"',\[(]))--?[a-z0-9-]{0,40}?${name}${tail}(?:["'](?:,[ \t]*|[ \t]+)|[ \t]+)` +
      `${openQuote}${notPlain})(?!-)${value}`,
    ignoreCase: true
  },
  // Value of a name.
  { pattern: valueOf(name), ignoreCase: true },
  // Value of a name in camel case.
  { pattern: valueOf(anyOf(camelSecretWords)) },
  // Values of a name.
  {
    pattern: raw`((?:${name}${tail}|passwords|passphrases|secrets|(?:set-)?cookies?)\\{0,7}["'][ \t]*[:=][ \t]*[\[{][ \t]*)` +
      raw`(?=\\{0,7}["'])[^\[\]{}\r\n]+`,
    ignoreCase: true
  },
  // Escaped value of a URL.
  { pattern: raw`(${name}${tail}%3d)(?!%26)(?:%(?!26)|[^% \t\r\n&"'<>])+`, ignoreCase: true },
  // Password in quotes. `secret "kiosk-tls" not found` names one, so only passwords.
  {
    pattern: raw`((?:passw(?:or)?d|passphrase|passcode)[ \t]+(?:\\{0,7}["'])${notPlain})[!#-&(-[\]-~]{4,}(?=\\{0,7}["'])`,
    ignoreCase: true
  },
  // Password in a sentence.
  {
    pattern: raw`(${wordStart}(?:with (?:the )?passw(?:or)?d[ \t]+|identified by[ \t]+["'])${notPlain})` +
      raw`(?=[A-Za-z_-]{0,60}[0-9!#$%&*])[^ \t\r\n"',;)]{4,}`,
    ignoreCase: true
  },
  // Pass. `PASS: test_disk` is a test's result.
  {
    pattern: raw`(${wordStart}[Pp]ass[ \t]*:[ \t]+["']?)` +
      raw`(?=[A-Za-z]{1,60}[0-9!#$%&*]|[0-9]{1,20}[A-Za-z])[A-Za-z0-9!#$%&*+=?@^~]{6,}(?![\w.:/-])`
  },
  // Value in a Japanese sentence.
  { pattern: '((?:パスワード|パスフレーズ|暗証番号|合言葉)は[ \\t\u3000]{0,4})(?=[A-Za-z_-]{0,60}[0-9!#$%&*])[!-.0-~][!-~]{5,}' },
  // Value in Japanese brackets.
  { pattern: '((?:パスワード|パスフレーズ|暗証番号|トークン|秘密鍵|(?:API|アクセス|認証|端末)キー)[はがの]?「)[!-~]{4,}(?=」)', ignoreCase: true },
  // Value on the next line.
  {
    pattern: raw`(${name}${nameEnd}[ \t]*(?:=>|:=|[:=${wide.colon}${wide.equals}])[ \t]*(?:[|>][+-]?[ \t]*)?\r?\n` +
      raw`${linePrefix}[ \t]*(?:- )?["']?${notPlain})${aloneOnLine}`,
    ignoreCase: true
  },
  // Value below its name.
  {
    pattern: raw`((?:^|\n)${linePrefix}[ \t]*["']?(?:[A-Za-z]{1,20} ){0,2}${name}["']?[ \t]*\r?\n` +
      raw`${linePrefix}[ \t]*["']?${notPlain})(?=[!-~]{2,200}[0-9!-/:-@\[-` + '`' + raw`{-~])${aloneOnLine}`,
    ignoreCase: true
  }
]

/**
 * Words in or next to every secret that a rule can find: in a text without them no rule needs to be tried, which saves a small device the
 * time and the megabyte that they take. Without regard to case.
 */
export const suspicion = [
  'pass|pwd|[_-]pw|psk|secret|token|credential|key|auth|sess|cookie|bearer|basic',
  raw`://[^/:@ \t\r\n]*(?:@|:(?!\d{1,5}(?:[^0-9@]|${end})))`,
  raw`private|\$[0-9a-z]|mm[kt]_|gh[pousr]_|github_pat|gl(?:pat|dt|rt)-|glsa_|npm_|dckr_pat|k_live_|xox`,
  'akia|asia[0-9a-z]{16}|aiza|eyj',
  raw`curl|(?:https?|xh)["']?,?[ \t]|-u["']?,?[ \t]|identified|7z|rar|mysql|mariadb|redis-cli|mosquitto|ldap|ipmitool|login|sudo`,
  'plink|pscp|psftp|smbclient|rpcclient|cifs|[?&](?:sig|code|pw)',
  '[ｐＰ][ａＡ][ｓＳ]|パス|暗証|合言葉|鍵|キー|トークン|シークレット'
].join('|')

/** A name, as a key of a structure, whose value is a secret. Without regard to case. */
export const secretName = `(?:${anyOf([...secretWords, ...shortSecretWords.slice(0, 3)])}${tail}|authorization|cookies?|^pass|^pw)${end}`
