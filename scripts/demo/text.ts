import type { Language } from '@mimamori/program/language'

const usage = {
  en: 'Usage: npm run demo -- [--devices N] [--listen 127.0.0.1:PORT]',
  ja: '使い方：npm run demo -- [--devices 台数] [--listen 127.0.0.1:ポート番号]'
}

const en = {
  usage: usage.en,
  /** Its purpose, and the value of each option. */
  help: (most: number) => `${usage.en}
Runs a collector with a simulated fleet at three sites, and Prometheus and Alertmanager where they are installed, until Ctrl-C.
The data is new at each start.
  --devices N             number of devices, from 1 to ${most} (default: 30)
  --listen 127.0.0.1:PORT address and port of the page (default: MIMAMORI_LISTEN, or 127.0.0.1:8080)`,
  badCount: (most: number, given: string) => `--devices: expected a number from 1 to ${most}, got ${JSON.stringify(given)}`,
  badAddress: (given: string) => '--listen (or MIMAMORI_LISTEN): expected a loopback address with a port, such as 127.0.0.1:8080 ' +
    `(the demo is not served to the network), got ${JSON.stringify(given)}`,
  badAlerts: (given: string) => `MIMAMORI_ALERTS: expected yes or no, got ${JSON.stringify(given)}`,
  addressTaken: (address: string) => `${address} is already in use. Stop the program that uses it, or choose another port: npm run ` +
    'demo -- --listen 127.0.0.1:8090',
  reporting: (count: number, address: string) => `${count} simulated devices report to ${address}. Have a look at these:`,
  plot: (id: string, site: string, plot: string) => `  ${id} (${site}) ${plot}`,
  /** The state of each device that is not healthy, as a sentence whose subject is the device. */
  plots: {
    healthy: 'reports, and is healthy',
    silent: 'last reported 13 hours ago',
    late: 'last reported 20 minutes ago',
    'switched off': 'shuts down in half a minute',
    hot: 'is too hot and throttles its CPU',
    'disk full': 'has hardly any space left on its SD card',
    'wrong clock': 'has a clock that is 26 hours behind',
    'comes and goes': 'is offline for 90 seconds out of every three minutes'
  },
  alerts: 'Alerts about them fire within two minutes. Their receivers are part of the demo; nothing leaves this machine.',
  reported: (count: number, all: number) => `${count} of ${all} have reported …`,
  link: (link: string) => `\nOpen this link to log in (once, within ten minutes):\n\n  ${link}\n`,
  anotherLink: (command: string) => `For a new link, run this in a second terminal:\n\n  ${command}\n`,
  howToStop: 'Ctrl-C stops everything.',
  stopped: 'stopped'
}

/** All texts of `npm run demo`. */
export type DemoText = typeof en

const ja: DemoText = {
  usage: usage.ja,
  help: (most) => `${usage.ja}
3 つの拠点にある模擬の端末とコレクター（インストールされていれば Prometheus と Alertmanager も）を、Ctrl-C で止めるまで動かします。
データは起動のたびに新しくなります。
  --devices 台数                  端末の数（1〜${most}）。なければ 30
  --listen 127.0.0.1:ポート番号   ページのアドレスとポート。なければ MIMAMORI_LISTEN か 127.0.0.1:8080`,
  badCount: (most, given) => `--devices: 1 から ${most} までの数を指定してください（入力：${JSON.stringify(given)}）`,
  badAddress: (given) => '--listen（または MIMAMORI_LISTEN）：127.0.0.1:8080 ' +
    `のように、このマシン自身のアドレスとポートを指定してください。デモはネットワークには公開しません（入力：${JSON.stringify(given)}）`,
  badAlerts: (given) => `MIMAMORI_ALERTS: yes か no を指定してください（入力：${JSON.stringify(given)}）`,
  addressTaken: (address) => `${address} はすでに使われています。使っているものを止めるか、別のポートを指定してください：npm run demo -- --listen 127.0.0.1:8090`,
  reporting: (count, address) => `模擬の端末 ${count} 台が ${address} に報告しています。見どころは次の端末です：`,
  plot: (id, site, plot) => `  ${id}（${site}）：${plot}`,
  plots: {
    healthy: '正常に報告しています',
    silent: '最終報告は 13 時間前です',
    late: '最終報告は 20 分前です',
    'switched off': '30 秒後に終了を通知し、電源が切れます',
    hot: '高温のため、CPU の動作を遅くしています',
    'disk full': 'SD カードの空きがほとんどありません',
    'wrong clock': '時計が 26 時間遅れています',
    'comes and goes': '3 分ごとに 90 秒間、報告が途切れます'
  },
  alerts: 'これらの端末のアラートが 2 分ほどで発生します。通知先はデモの一部で、このマシンの外には何も送りません。',
  reported: (count, all) => `${all} 台のうち ${count} 台が報告しました…`,
  link: (link) => `\n次のリンクを開いてログインしてください（10 分以内に 1 回だけ）：\n\n  ${link}\n`,
  anotherLink: (command) => `新しいリンクを作るには、別のターミナルで：\n\n  ${command}\n`,
  howToStop: 'Ctrl-C ですべて止まります。',
  stopped: '停止しました'
}

const texts = { en, ja } as const

export const demoText = (language: Language): DemoText => texts[language]
