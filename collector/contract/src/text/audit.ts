import type { AuditAction, AuditEntry, FieldChange } from '../audit.ts'
import type { Language } from '../language.ts'
import { formatDuration, formatExactTimestamp, formatShortDuration, type TimeOptions } from '../format-time.ts'

interface AuditText {
  readonly actions: Readonly<Record<AuditAction, string>>
  /** By the field's name, or by the changed subject's type and that; `labels.` with a dot: for each field that begins so. */
  readonly fields: Readonly<Record<string, string>>
  /** The texts of fixed values, by the field's name. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly yesNo: readonly [no: string, yes: string]
  /** By whom, with their role. */
  readonly by: (name: string, role: string) => string
  readonly onBehalfOf: (actor: string, account: string) => string
  readonly line: (field: string, value: string) => string
  readonly between: string
  readonly secret: { readonly given: string, readonly changed: string, readonly removed: string }
}

/** Stands for every device of the inventory: no device has this name. */
export const allDevices = '*'

export const auditText: Readonly<Record<Language, AuditText>> = {
  en: {
    actions: {
      enrollDevice: 'Device enrolled', importDevices: 'Device imported', changeDevice: 'Registration changed', pauseDevice: 'Device paused', resumeDevice: 'Device resumed',
      rotateDeviceKey: 'New key issued', endOldKeys: 'Old keys ended', retireDevice: 'Device retired', revokeDevice: 'Keys revoked', deleteDevice: 'Device deleted',
      createEnrollmentToken: 'Enrollment token created', endEnrollmentToken: 'Enrollment token ended', exchangeEnrollmentToken: 'Key fetched by the device',
      addReceiver: 'Receiver added', changeReceiver: 'Receiver changed', removeReceiver: 'Receiver removed', testReceiver: 'Receiver tested', setMailRelay: 'Mail relay set', removeMailRelay: 'Mail relay removed',
      acknowledgeAlert: 'Alert acknowledged', withdrawAcknowledgement: 'Acknowledgement withdrawn', addSilence: 'Silence added', endSilence: 'Silence ended',
      createUser: 'User created', changeUser: 'User changed', deleteUser: 'User deleted', changeOwnPassword: 'Own password changed', createUserLoginCode: 'Login link for a user created', endSession: 'Session ended',
      createToken: 'Token created', revokeToken: 'Token revoked', createLoginCode: 'Login link created',
      requestRun: 'Requested from the server', confirmClock: 'Clock confirmed',
      setLimits: 'Limits set', removeLimits: 'Limits removed',
      publishContent: 'Content published', selectContent: 'Content version selected', assignContent: 'Content assigned', removeContent: 'Content removed'
    },
    fields: {
      name: 'Name', address: 'Address', site: 'Site', role: 'Role', 'labels.': 'Label', state: 'State', pausedUntil: 'Paused until',
      pauseReason: 'Reason', silentAfterSeconds: 'Silent after', downAfterSeconds: 'Down after', downSeverity: 'Severity of DeviceDown',
      scrapeUrl: 'Metrics URL',
      'scrapeCredentials.user': 'Scrape user', 'scrapeCredentials.password': 'Scrape password', 'scrapeCredentials.token': 'Scrape token',
      keys: 'Valid keys, issued',
      language: 'Language', 'channel.type': 'Type', 'channel.to': 'To', 'channel.from': 'From', 'channel.url': 'URL', 'channel.server': 'Server', 'channel.topic': 'Topic', 'channel.token': 'Access token', 'channel.method': 'Method', 'channel.headers.': 'Header', 'channel.body': 'Body',
      sites: 'Sites', severities: 'Severities', 'repeatSeconds.': 'Repeat interval', 'quietHours.from': 'Quiet hours from', 'quietHours.to': 'Quiet hours to', 'quietHours.days': 'Quiet hours on', 'quietHours.timeZone': 'Time zone', enabled: 'Enabled',
      host: 'Host', port: 'Port', 'mail_relay.from': 'From', tls: 'Encryption', caFile: 'CA certificate', user: 'User', password: 'Password',
      what: 'What', device: 'Device', devices: 'Devices', alertname: 'Alert', matchers: 'Matchers', from: 'From', until: 'Until', reason: 'Reason', by: 'By', note: 'Comment', serverTime: 'Server’s time',
      version: 'Version', all: 'All devices', roles: 'Roles', labels: 'Labels'
    },
    values: {
      state: { pending: 'waiting for first report', active: 'in use', paused: 'paused', retired: 'retired', revoked: 'revoked' },
      what: { update: 'update', agent: 'upgrade the agent', restart: 'restart the services', reboot: 'reboot', 'rotate-keys': 'issue new keys' },
      devices: { [allDevices]: 'all' },
      language: { en: 'English', ja: 'Japanese' },
      severities: { critical: 'critical', warning: 'warning', info: 'info' },
      downSeverity: { critical: 'critical', warning: 'warning' },
      'quietHours.days': { monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat', sunday: 'Sun' }
    },
    yesNo: ['no', 'yes'],
    by: (name, role) => `${name} (${role})`,
    onBehalfOf: (actor, account) => `${actor}, on behalf of ${account}`,
    line: (field, value) => `${field}: ${value}`,
    between: ', ',
    secret: { given: 'set (not shown)', changed: 'changed (not shown)', removed: 'removed' }
  },
  ja: {
    actions: {
      enrollDevice: '端末を登録', importDevices: '端末を取り込み', changeDevice: '登録内容を変更', pauseDevice: '端末を一時停止', resumeDevice: '端末の監視を再開',
      rotateDeviceKey: 'キーを再発行', endOldKeys: '古いキーを無効化', retireDevice: '端末を廃止', revokeDevice: 'キーを失効', deleteDevice: '端末を削除',
      createEnrollmentToken: '登録用トークンを作成', endEnrollmentToken: '登録用トークンを失効', exchangeEnrollmentToken: '端末がキーを取得',
      addReceiver: '通知先を追加', changeReceiver: '通知先を変更', removeReceiver: '通知先を削除', testReceiver: '通知先をテスト', setMailRelay: 'メールサーバーを設定', removeMailRelay: 'メールサーバーの設定を削除',
      acknowledgeAlert: 'アラートを確認済みに変更', withdrawAcknowledgement: '確認済みを取り消し', addSilence: 'サイレンスを追加', endSilence: 'サイレンスを終了',
      createUser: 'ユーザーを作成', changeUser: 'ユーザーを変更', deleteUser: 'ユーザーを削除', changeOwnPassword: '自分のパスワードを変更', createUserLoginCode: 'ユーザーのログイン用リンクを作成', endSession: 'セッションを終了',
      createToken: 'トークンを作成', revokeToken: 'トークンを失効', createLoginCode: 'ログイン用リンクを作成', requestRun: 'サーバーに依頼', confirmClock: 'サーバーの時計を確認',
      setLimits: 'しきい値を設定', removeLimits: 'しきい値を削除',
      publishContent: 'コンテンツを公開', selectContent: 'コンテンツのバージョンを選択', assignContent: 'コンテンツの割り当てを変更', removeContent: 'コンテンツを削除'
    },
    fields: {
      name: '名前', address: 'アドレス', site: '拠点', role: '役割', 'labels.': 'ラベル', state: '状態', pausedUntil: '一時停止の期限', pauseReason: '理由',
      silentAfterSeconds: '「報告なし」とするまでの時間', downAfterSeconds: '「ダウン」とするまでの時間', downSeverity: 'DeviceDown の重大度',
      scrapeUrl: 'メトリクスの URL',
      'scrapeCredentials.user': 'scrape 用のユーザー', 'scrapeCredentials.password': 'scrape 用のパスワード', 'scrapeCredentials.token': 'scrape 用のトークン',
      keys: '有効なキーの発行日時',
      language: '言語', 'channel.type': '種類', 'channel.to': '宛先', 'channel.from': '差出人', 'channel.url': 'URL', 'channel.server': 'ntfy サーバー', 'channel.topic': 'トピック', 'channel.token': 'アクセストークン', 'channel.method': 'メソッド', 'channel.headers.': 'ヘッダー', 'channel.body': '本文',
      sites: '拠点', severities: '重大度', 'repeatSeconds.': '再通知の間隔', 'quietHours.from': '通知を控える時間帯の開始', 'quietHours.to': '通知を控える時間帯の終了', 'quietHours.days': '通知を控える曜日', 'quietHours.timeZone': 'タイムゾーン', enabled: '有効',
      host: 'ホスト', port: 'ポート', 'mail_relay.from': '差出人', tls: '暗号化', caFile: '認証局の証明書', user: 'ユーザー', password: 'パスワード',
      what: '内容', device: '端末', devices: '端末', alertname: 'アラート', matchers: '条件', from: '開始', until: '終了', reason: '理由', by: '登録者', note: 'コメント', serverTime: 'サーバーの時刻',
      version: 'バージョン', all: 'すべての端末', roles: '役割', labels: 'ラベル'
    },
    values: {
      state: { pending: '報告待ち', active: '使用中', paused: '一時停止', retired: '廃止', revoked: '失効' },
      what: { update: '更新', agent: 'エージェントの更新', restart: 'サービスの再起動', reboot: '端末の再起動', 'rotate-keys': 'キーの再発行' },
      devices: { [allDevices]: 'すべて' },
      language: { en: '英語', ja: '日本語' },
      severities: { critical: '緊急', warning: '警告', info: '情報' },
      downSeverity: { critical: '緊急', warning: '警告' },
      'quietHours.days': { monday: '月', tuesday: '火', wednesday: '水', thursday: '木', friday: '金', saturday: '土', sunday: '日' }
    },
    yesNo: ['いいえ', 'はい'],
    by: (name, role) => `${name}（${role}）`,
    onBehalfOf: (actor, account) => `${actor}、${account} の代理`,
    line: (field, value) => `${field}：${value}`,
    between: '、',
    secret: { given: '設定（値は記録しません）', changed: '変更（値は記録しません）', removed: '削除' }
  }
}

type Subject = Pick<AuditEntry, 'subject'>
type Options = Omit<TimeOptions, 'nowMs'>

const fieldWords = (field: string, { subject: { type } }: Subject, { fields }: AuditText): string => {
  const whole = fields[`${type}.${field}`] ?? fields[field]
  if (whole !== undefined) return whole
  const group = Object.keys(fields).find((key) => key.endsWith('.') && field.startsWith(key))
  return group === undefined ? field : `${fields[group]} ${field.slice(group.length)}`
}

/** As the collector writes times. */
const isTimestamp = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)

/** By its name, or that of its group. */
const isDuration = (field: string): boolean => /Seconds(?:\.|$)/.test(field)

/** Without seconds if there are none. */
const durationWords = (seconds: number, language: Language): string =>
  (seconds % 60 === 0 ? formatDuration : formatShortDuration)(seconds * 1000, language)

const valueWords = (field: string, value: NonNullable<FieldChange['after']>, options: Options): string => {
  const text = auditText[options.language]
  if (Array.isArray(value)) return value.map((each) => valueWords(field, each, options)).join(text.between)
  if (typeof value === 'boolean') return text.yesNo[Number(value)]!
  if (typeof value === 'number') return isDuration(field) ? durationWords(value, options.language) : String(value)
  return text.values[field]?.[value] ?? (isTimestamp(value) ? formatExactTimestamp(Date.parse(value), options) : value)
}

const isSecret = (value: FieldChange['after']): boolean => value === '***'

/** A changed field on the page and in the command: `Site: north → south`. */
export const changeWords = ({ field, before, after }: FieldChange, entry: Subject, options: Options): string => {
  const text = auditText[options.language]
  const said = (value: FieldChange['after']): string => value === null ? '–' : valueWords(field, value, options)
  const value = (): string => {
    if (isSecret(before) || isSecret(after)) return text.secret[after === null ? 'removed' : before === null ? 'given' : 'changed']
    return before === null ? said(after) : `${said(before)} → ${said(after)}`
  }
  return text.line(fieldWords(field, entry, text), value())
}

/** The author of the change, and the account for whom it was made: `enrollments (enroll), on behalf of sato`. */
export const actorWords = ({ actor: { name, role, onBehalfOf } }: Pick<AuditEntry, 'actor'>, language: Language): string => {
  const text = auditText[language]
  const by = text.by(name, role)
  return onBehalfOf === null ? by : text.onBehalfOf(by, onBehalfOf)
}

/** The subject of an entry, by a name that people know: a silence's id is none, and a run's action is among its changes. */
export const subjectWords = ({ subject: { type, name }, device }: Pick<AuditEntry, 'subject' | 'device'>): string =>
  type === 'silence' || type === 'run' ? '' : [name, type === 'alert' ? device : null].filter((part) => part !== null).join(' ')
