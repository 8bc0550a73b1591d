const words = [
  'connection',
  'refused',
  'sensor',
  'temperature',
  'retry',
  'timeout',
  'value',
  'socket',
  'mqtt',
  'published',
  'queue',
  'worker',
  'finished',
  'status',
  'request',
  'kernel',
  'usb',
  'eth0',
  'wlan0',
  'link',
  'up',
  'down',
  'cpu',
  'throttled',
  'GET',
  'POST',
  '/api/items/',
  '温度が',
  '温度計',
  '停止しました',
  '停止',
  '失敗',
  '開始',
  '起動',
  '通信',
  '異常なし',
  'ドアを開けました'
]

/** Bytes of a line, as far as whole words allow. */
const lineBytes = 200

/** One that stands in one line of all. */
export const rareWord = 'zebrafish'

/**
 * A source of log lines of about 200 bytes, the same for the same seed: words of English and Japanese, numbers, and an id that is in no
 * other line.
 */
export const createLogLines = (seed: number): (id: number) => string => {
  let state = seed
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state % limit
  }
  return (id) => {
    let line = `request=${id.toString(16).padStart(8, '0')}`
    for (let bytes = line.length; bytes < lineBytes;) {
      const word = ` ${words[below(words.length)]!}${below(5) === 0 ? `=${below(10_000)}` : ''}`
      line += word
      bytes += Buffer.byteLength(word)
    }
    return line
  }
}
