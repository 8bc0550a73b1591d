import type { GrafanaError } from '@mimamori/dashboards'
import type { Language } from '@mimamori/program/language'

type Problem = Pick<GrafanaError, 'about' | 'reason'>

const usage = {
  en: 'Usage: npm run grafana -- --url URL --token-file FILE [--collector-url URL] [--prometheus-url URL] [--loki-url URL] [--remove]',
  ja: '使い方：npm run grafana -- --url URL --token-file ファイル [--collector-url URL] [--prometheus-url URL] [--loki-url URL] [--remove]'
}

const en = {
  usage: usage.en,
  /** Its purpose, and the value of each option. */
  help: `${usage.en}
Puts Mimamori's dashboards into a running Grafana, in English and Japanese, each into a folder of its own. Run it again at any time: it
changes only what needs it.
  --url URL            address of Grafana, such as http://192.168.10.2:3000
  --token-file FILE    file with the token of a service account with the role Editor
  --collector-url URL  address of the collector's page, for links (default: on the server itself that of its settings, with sudo;
                       elsewhere port 8080 of Grafana's host)
  --prometheus-url URL address at which Grafana reaches Prometheus: adds a data source, which needs a token with the role Admin
  --loki-url URL       the same for Loki
  --remove             removes the dashboards and these data sources`,
  needed: (option: string) => `${option} is missing`,
  badUrl: (option: string, given: string) => `${option}: expected an address such as http://192.168.10.2:3000, got ` +
    `${JSON.stringify(given)}`,
  badTokenFile: (path: string, reason: string) => `--token-file: cannot read ${path}: ${reason}`,
  emptyTokenFile: (path: string) => `--token-file: ${path} is empty. Write the token of a service account into it.`,
  /** With --remove. */
  notUsed: (option: string) => `${option} has no effect with --remove`,
  unreachableSource: (option: string, address: string, grafana: string) =>
    `${option}: expected an address that Grafana on ${grafana} can reach, got ${address}, which there is that machine itself. Give ` +
    'the address of the server in the LAN. The Prometheus of npm start and install-server answers its own machine only: run Grafana ' +
    'on the server (docs/guides/grafana.md), or use docker compose (docs/guides/full-stack.md)',
  links: (collector: string) => `Links in the dashboards lead to the collector at ${collector}; --collector-url changes that.`,
  outcomes: {
    created: (title: string) => `created    ${title}`,
    changed: (title: string) => `changed    ${title}`,
    unchanged: (title: string) => `unchanged  ${title}`,
    removed: (title: string) => `removed    ${title}`,
    leftAlone: (title: string) => `kept       ${title}: somebody else's dashboards are in it`
  },
  defaultSources: 'The panels ask the data sources that this Grafana has; --prometheus-url and --loki-url add them.',
  open: (url: string) => `Open ${url}`,
  nothingThere: 'Nothing of Mimamori is in this Grafana.',
  problems: {
    unreachable: ({ reason }: Problem, url: string) => `Grafana at ${url} cannot be reached: ${reason}. Check that it is running and ` +
      'that the address is right.',
    notGrafana: ({ reason }: Problem, url: string) => `What answers at ${url} is not Grafana (${reason}). Check the address, with ` +
      'the path if Grafana is served below one.',
    tokenRejected: (_: Problem, url: string) => `Grafana at ${url} rejects the token. Create one in Grafana under Administration → ` +
      'Users and access → Service accounts, with the role Editor, and write it into the file.',
    noPermission: ({ about, reason }: Problem) => `The token may not change “${about}” (${reason}). Give its service account the ` +
      'role Editor in Grafana.',
    provisioned: ({ about }: Problem) => `“${about}” comes from a file that Grafana reads at its start. Change or remove that file; ` +
      'both ways at once do not work.',
    changedMeanwhile: ({ about }: Problem) => `Somebody is changing “${about}” at the same time. Run the command again.`,
    titleTaken: ({ about }: Problem) => `Another dashboard in the folder is also called “${about}”. Rename or move it in Grafana, ` +
      'and run the command again.',
    folderConflict: ({ about, reason }: Problem) => `The folder “${about}” cannot be created (${reason}). Rename the other folder in ` +
      'Grafana, and run the command again.',
    adminNeeded: ({ about }: Problem) => `The token may not change the data source “${about}”. Give its service account the role ` +
      'Admin in Grafana, or leave --prometheus-url and --loki-url out.',
    nameTaken: ({ about }: Problem) => `There is another data source called “${about}”. Rename it in Grafana, and run the command again.`,
    refused: ({ about, reason }: Problem) => `Grafana refuses${about === '' ? '' : ` “${about}”`}: ${reason}`
  }
}

/** All texts of `npm run grafana`. */
export type GrafanaText = typeof en

const ja: GrafanaText = {
  usage: usage.ja,
  help: `${usage.ja}
稼働中の Grafana に Mimamori のダッシュボードを登録します。英語版と日本語版を、それぞれのフォルダーに置きます。何度実行しても、
変更が必要なものだけを変更します。
  --url URL              Grafana のアドレス（例：http://192.168.10.2:3000）
  --token-file ファイル  サービスアカウント（ロールは Editor）のトークンを書いたファイル
  --collector-url URL    リンク先の管理画面のアドレス。なければ、サーバー上で sudo を付けて実行した場合はその設定のアドレス、
                         それ以外では Grafana と同じホストのポート 8080
  --prometheus-url URL   Grafana から見た Prometheus のアドレス。データソースを追加する（トークンのロールは Admin）
  --loki-url URL         Loki についても同様
  --remove               登録したダッシュボードとデータソースを取り除く`,
  needed: (option) => `${option} を指定してください`,
  badUrl: (option, given) => `${option}: http://192.168.10.2:3000 のようなアドレスを指定してください（入力：${JSON.stringify(given)}）`,
  badTokenFile: (path, reason) => `--token-file: ${path} を読めません：${reason}`,
  emptyTokenFile: (path) => `--token-file: ${path} が空です。サービスアカウントのトークンを書いてください。`,
  notUsed: (option) => `--remove と一緒に ${option} は指定できません`,
  unreachableSource: (option, address, grafana) => `${option}: ${grafana} の Grafana から接続できるアドレスを指定してください。${address} は、そこでは Grafana ` +
    'のマシン自身を指します。サーバーの LAN のアドレスを指定してください。npm start と install-server の Prometheus には同じマシンからしか接続できないため、Grafana ' +
    'をサーバーで動かすか（docs/ja/guides/grafana.md）、docker compose を使ってください（docs/ja/guides/full-stack.md）',
  links: (collector) => `ダッシュボードのリンク先は ${collector} です。--collector-url で変更できます。`,
  outcomes: {
    created: (title) => `作成      ${title}`,
    changed: (title) => `変更      ${title}`,
    unchanged: (title) => `変更なし  ${title}`,
    removed: (title) => `削除      ${title}`,
    leftAlone: (title) => `残した    ${title}（ほかのダッシュボードがあるため）`
  },
  defaultSources: 'パネルには、この Grafana にあるデータソースを使います。--prometheus-url と --loki-url で追加できます。',
  open: (url) => `${url} を開いてください`,
  nothingThere: 'この Grafana に Mimamori のダッシュボードはありません。',
  problems: {
    unreachable: ({ reason }, url) => `Grafana（${url}）に接続できません：${reason}。起動しているか、アドレスが正しいか確認してください。`,
    notGrafana: ({ reason }, url) => `${url} から応答がありましたが、Grafana ではありません（${reason}）。アドレスと、必要ならパスを確認してください。`,
    tokenRejected: (_, url) => `Grafana（${url}）がトークンを拒否しました。Grafana の Administration → Users and access → Service accounts でロール ` +
      'Editor のトークンを作り、ファイルに書いてください。',
    noPermission: ({ about, reason }) => `このトークンでは「${about}」を変更できません（${reason}）。Grafana でサービスアカウントのロールを Editor にしてください。`,
    provisioned: ({ about }) => `「${about}」は Grafana が起動時に読むファイルから作られています。そのファイルを変更するか取り除いてください。両方の方法は併用できません。`,
    changedMeanwhile: ({ about }) => `「${about}」をほかの人が変更しています。もう一度実行してください。`,
    titleTaken: ({ about }) => `フォルダーに「${about}」という別のダッシュボードがあります。Grafana で名前を変えるか移動してから、もう一度実行してください。`,
    folderConflict: ({ about, reason }) => `フォルダー「${about}」を作成できません（${reason}）。Grafana で別のフォルダーの名前を変えてから、もう一度実行してください。`,
    adminNeeded: ({ about }) => `このトークンではデータソース「${about}」を変更できません。Grafana でサービスアカウントのロールを Admin にするか、--prometheus-url と --loki-url ` +
      'を外してください。',
    nameTaken: ({ about }) => `「${about}」という別のデータソースがあります。Grafana で名前を変えてから、もう一度実行してください。`,
    refused: ({ about, reason }) => `Grafana が拒否しました${about === '' ? '' : `（${about}）`}: ${reason}`
  }
}

const texts = { en, ja } as const

export const grafanaText = (language: Language): GrafanaText => texts[language]
