import type { Language } from '@mimamori/program/language'

const usage = {
  en: 'Usage: npm run publish-agent [-- --to DIRECTORY]',
  ja: '使い方：npm run publish-agent [-- --to ディレクトリー]'
}

const en = {
  usage: usage.en,
  help: (directory: string) => `${usage.en}
Packs the agent of this checkout with the Node.js that runs it, an archive for each architecture (arm64, x64), for
ansible-playbook playbooks/agent.yml to install on the devices. Run it again after every update of Mimamori.
  --to DIRECTORY  where to put them (default: ${directory}); agent_directory in the inventory names another one`,
  fetching: (spec: string) => `Fetching ${spec} …`,
  packed: (file: string, megabytes: number) => `packed     ${file} (${megabytes} MB)`,
  unchanged: (file: string, megabytes: number) => `unchanged  ${file} (${megabytes} MB)`,
  published: (revision: string, directory: string) => `The agent ${revision} is in ${directory}.`,
  missing: (architecture: string, reason: string) => `Node.js for ${architecture} could not be fetched: ${reason}\nDevices with this ` +
    'architecture get no new agent until it is here.',
  damaged: (architecture: string) => `The package of Node.js for ${architecture} is not the one that package-lock.json names: its ` +
    'SHA-512 differs. Delete its file, and run this again.',
  /** The way to get the package's file without internet. */
  bring: (spec: string, file: string) => `Without internet access here, run on a computer that has it: npm pack ${spec}\nCopy the ` +
    `file to ${file}, and run this again.`,
  notWritten: (directory: string, reason: string) => `Cannot write to ${directory}: ${reason}\nRun it with sudo, or choose another ` +
    'directory with --to.'
}

/** All texts of `npm run publish-agent`. */
export type PublishAgentText = typeof en

const ja: PublishAgentText = {
  usage: usage.ja,
  help: (directory) => `${usage.ja}
このチェックアウトのエージェントを、動作に必要な Node.js と一緒に、アーキテクチャー（arm64、x64）ごとに 1 つのアーカイブに
まとめます。端末には ansible-playbook playbooks/agent.yml でインストールします。Mimamori を更新したら、もう一度実行してください。
  --to ディレクトリー  置き場所（標準：${directory}）。変えた場合は、インベントリーの agent_directory にも書く`,
  fetching: (spec) => `${spec} を取得しています…`,
  packed: (file, megabytes) => `作成      ${file}（${megabytes} MB）`,
  unchanged: (file, megabytes) => `変更なし  ${file}（${megabytes} MB）`,
  published: (revision, directory) => `エージェント ${revision} を ${directory} に用意しました。`,
  missing: (architecture, reason) => `${architecture} 用の Node.js を取得できません：${reason}\n用意できるまで、このアーキテクチャーの端末のエージェントは新しくなりません。`,
  damaged: (architecture) => `${architecture} 用の Node.js のパッケージが、package-lock.json にあるものと異なります（SHA-512 が一致しません）。ファイルを削除して、もう一度実行してください。`,
  bring: (spec, file) => `ここからインターネットにつながらない場合は、つながるパソコンで次を実行します：npm pack ${spec}\nできたファイルを ${file} にコピーして、もう一度実行してください。`,
  notWritten: (directory, reason) => `${directory} に書き込めません：${reason}\nsudo を付けて実行するか、--to で別のディレクトリーを指定してください。`
}

const texts = { en, ja } as const

export const publishAgentText = (language: Language): PublishAgentText => texts[language]
