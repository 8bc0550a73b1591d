import type { Language } from '@mimamori/program/language'

/** All that `npm run lab` says to a person. */
export interface LabText {
  readonly help: string
  readonly noArguments: (given: string) => string
  readonly link: (link: string) => string
  /** How to get onto a device, and how to cut it off. */
  readonly device: (device: { readonly id: string, readonly address: string, readonly port: string, readonly keyFile: string }) => string
  readonly howToStop: string
}

const en: LabText = {
  help: `Usage: npm run lab
Boots three devices (systemd containers with the bundled agent) and a collector that watches them, until Ctrl-C.
It must run as root on Debian, and takes no arguments.`,
  noArguments: (given) => `expected no arguments, got ${given}; --help says what it does`,
  link: (link) => `\nOpen this link to log in (once, within ten minutes):\n\n  ${link}\n`,
  device: ({ id, address, port, keyFile }) => `  ${id}: ssh -i ${keyFile} root@${address}; pull its cable: ip link set ${port} down`,
  howToStop: '\nCtrl-C pulls every plug and removes all of it.'
}

const ja: LabText = {
  help: `使い方：npm run lab
端末 3 台（エージェントの入った systemd コンテナー）と、それを見守るコレクターを、Ctrl-C で止めるまで動かします。
Debian で root として実行してください。引数はありません。`,
  noArguments: (given) => `引数は使えません（入力：${given}）。何をするかは --help で表示されます`,
  link: (link) => `\n次のリンクを開いてログインしてください（10 分以内に 1 回だけ）：\n\n  ${link}\n`,
  device: ({ id, address, port, keyFile }) => `  ${id}: ssh -i ${keyFile} root@${address}。ケーブルを抜くには：ip link set ${port} down`,
  howToStop: '\nCtrl-C ですべての電源を切り、すべて片付けます。'
}

const texts = { en, ja } as const

export const labText = (language: Language): LabText => texts[language]
