import type { CalendarText } from './calendar-text.en.ts'

/** カレンダーのファイルについての日本語。 */
export const calendarTextJa: CalendarText = {
  mistake: (place, where, expected, got) => `${place}: ${where}${expected}を書いてください（現在：${got}）`,
  unreadable: (file, reason) => `${file} を読み取れません：${reason}`,
  notInForce: (mistake, more) => `カレンダーに誤りがあるため、変更前のものを使っています。${mistake}${more === 0 ? '' : `（ほか ${more} 件）`}`,
  expected: {
    yaml: 'YAML の形式',
    bytes: (most) => `${most} バイト以内の内容`,
    noAlias: '時間や日付そのもの（エイリアスは使えません）',
    keyOnce: '同じ名前は一度だけ',
    fewSites: '1000 件以内の拠点',
    fewDates: '1 つのリストに 1000 日以内の日付',
    file: 'sites: と、その下に拠点（必要なら closed: も）',
    sites: '拠点と、その下に内容',
    siteName: 'north のような拠点の名前（表示できる文字で 64 文字まで）',
    site: 'time_zone:、open:、closed: のどれか',
    oneOf: (keys) => `${keys.join('、')} のどれか`,
    open: '曜日と営業時間',
    days: 'saturday のような曜日か、monday-friday のような範囲',
    dayOnce: '同じ曜日は一度だけ',
    hours: '08:00-18:00 のような時間（翌朝までなら 22:00-06:00）',
    closed: '日付のリスト',
    dates: '2026-12-29 のような日付か、2026-12-29 to 2027-01-04 のような期間（1 年以内）',
    timeZone: 'Asia/Tokyo のようなタイムゾーン'
  },
  got: { syntax: (message) => `構文エラー：${message}`, bytes: (count) => `${count} バイト`, nothing: 'なし', list: 'リスト', map: 'マップ' },
  alwaysOpen: '常に営業',
  closedDays: (count) => `休業日 ${count} 日`,
  openNow: '現在は営業時間内',
  offHours: '今後の営業日なし',
  offHoursUntil: (time) => `${time} まで営業時間外`,
  weekdays: { monday: '月', tuesday: '火', wednesday: '水', thursday: '木', friday: '金', saturday: '土', sunday: '日' },
  noSites: '拠点が書かれていません。',
  fine: (file) => `${file} に誤りはありません。`
}
