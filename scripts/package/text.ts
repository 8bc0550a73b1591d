import type { Language } from '@mimamori/program/language'

const usage = {
  en: 'Usage: npm run package [-- --architecture arm64|amd64]',
  ja: '使い方：npm run package [-- --architecture arm64|amd64]'
}

const en = {
  usage: usage.en,
  help: (directory: string) => `${usage.en}
Makes the Debian packages mimamori-agent and mimamori-server of this checkout in ${directory}, with Node.js inside. The
same commit gives the same bytes.
  --architecture ARCHITECTURE  of the machines that they are for: arm64 (Raspberry Pi) or amd64 (default: both)`,
  noArchitecture: (given: string) => `--architecture: expected arm64 or amd64, got ${JSON.stringify(given)}`,
  fetching: (spec: string) => `Fetching ${spec} …`,
  made: (file: string, megabytes: number) => `${file} (${megabytes} MB)`,
  missing: (spec: string, reason: string) => `${spec}, which is Node.js, could not be fetched: ${reason}`,
  damaged: (spec: string) => `The file of ${spec}, which is Node.js, is not the one that package-lock.json names: its SHA-512 ` +
    'differs. Delete its file, and run this again.',
  bring: (spec: string, file: string) => `Without internet access here, run on a computer that has it: npm pack ${spec}\nCopy the ` +
    `file to ${file}, and run this again.`,
  noTime: 'the time of the commit cannot be read from git. Run this in a clone with git installed, or set SOURCE_DATE_EPOCH.'
}

/** All texts of `npm run package`. */
export type PackageText = typeof en

const ja: PackageText = {
  usage: usage.ja,
  help: (directory) => `${usage.ja}
このチェックアウトから、Debian パッケージ mimamori-agent と mimamori-server を ${directory} に作ります。Node.js も含まれます。
同じコミットからは、常に同じファイルができます。
  --architecture アーキテクチャー  使うマシンのアーキテクチャー：arm64（Raspberry Pi）か amd64（標準：両方）`,
  noArchitecture: (given) => `--architecture には arm64 か amd64 を指定してください（指定された値：${JSON.stringify(given)}）`,
  fetching: (spec) => `${spec} を取得しています…`,
  made: (file, megabytes) => `${file}（${megabytes} MB）`,
  missing: (spec, reason) => `Node.js（${spec}）を取得できません：${reason}`,
  damaged: (spec) => `Node.js（${spec}）のファイルが、package-lock.json にあるものと異なります（SHA-512 が一致しません）。ファイルを削除して、もう一度実行してください。`,
  bring: (spec, file) => `ここからインターネットにつながらない場合は、つながるパソコンで次を実行します：npm pack ${spec}\nできたファイルを ${file} にコピーして、もう一度実行してください。`,
  noTime: 'コミットの日時を git から取得できません。git のあるクローンで実行するか、SOURCE_DATE_EPOCH を指定してください。'
}

const texts = { en, ja } as const

export const packageText = (language: Language): PackageText => texts[language]
