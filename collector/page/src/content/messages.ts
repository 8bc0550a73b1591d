import type { PathMistake } from '@mimamori/contract/content-path'
import { pair } from '../text/index.ts'

const devices = (count: number): string => `${count} ${count === 1 ? 'device' : 'devices'}`
const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`

/** The messages about content. */
export const contentMessages = {
  hint: pair(
    'Pictures, videos, web pages and settings for devices. Each device downloads what changed, and keeps what it has while it is offline.',
    '端末に配信する画像、動画、Web ページ、設定ファイルです。端末は変更分だけを受信し、オフラインの間も受信済みのものを使い続けます。'
  ),
  loading: pair('Loading the content …', 'コンテンツを読み込んでいます…'),
  unavailable: pair('The content could not be loaded. Trying again …', 'コンテンツを読み込めません。再試行しています…'),
  none: pair('No content yet.', 'コンテンツはまだありません。'),
  notFound: pair((name: string) => `There is no content ${name}.`, (name) => `${name} というコンテンツはありません。`),
  back: pair('All content', 'コンテンツの一覧'),
  publish: pair('Publish', '公開'),
  publishNew: pair('Publish content', 'コンテンツを公開'),
  publishVersion: pair('Publish a new version', '新しいバージョンを公開'),
  viewer: pair(
    'You are logged in as a viewer. Only administrators can publish. This command on the server prints a link to log in as one:',
    '閲覧のみできます。公開できるのは管理者だけです。サーバーで次のコマンドを実行し、表示された管理者用のリンクでログインしてください：'
  ),
  version: pair((number: number) => `Version ${number}`, (number) => `バージョン ${number}`),
  noVersion: pair('nothing yet', 'まだなし'),
  published: pair((by: string, when: string) => `published by ${by}, ${when}`, (by, when) => `${by} が公開（${when}）`),
  contains: pair((count: number, bytes: string) => `${files(count)}, ${bytes}`, (count, bytes) => `${count} ファイル、${bytes}`),
  taken: pair((count: number, all: number) => `${count} of ${devices(all)} up to date`, (count, all) => `${all} 台中 ${count} 台が最新`),
  forNobody: pair('no devices yet', '配信先なし'),
  states: {
    current: pair('Up to date', '最新'),
    downloading: pair('Downloading', '受信中'),
    waiting: pair('Waiting', '待機中'),
    failed: pair('Failed', '失敗')
  },
  counted: {
    downloading: pair((count: number) => `${count} downloading`, (count) => `受信中 ${count} 台`),
    waiting: pair((count: number) => `${count} waiting`, (count) => `待機中 ${count} 台`),
    failed: pair((count: number) => `${count} failed`, (count) => `失敗 ${count} 台`)
  },
  targets: pair('Devices', '配信先'),
  versions: pair('Versions', 'バージョン'),
  current: pair('Current', '現在'),
  left: pair((bytes: string) => `${bytes} left`, (bytes) => `残り ${bytes}`),
  since: pair((when: string) => `since ${when}`, (when) => `${when} から`),
  goBack: pair('Go back', '戻す'),
  goBackTo: pair((number: number) => `Go back to version ${number}`, (number) => `バージョン ${number} に戻す`),
  sureBack: pair(
    (name: string, number: number, count: number) =>
      `${devices(count)} will go back to version ${number} of ${name}. Devices still have their previous version; any other is downloaded.`,
    (name, number, count) => `${count} 台の端末が ${name} のバージョン ${number} に戻ります。直前のバージョンは端末に残っており、それ以外は受信し直します。`
  ),
  removeSet: pair((name: string) => `Remove ${name}`, (name) => `${name} を削除`),
  sureRemove: pair(
    'All its versions are removed from the server, which cannot be undone. Devices keep what they have.',
    'サーバーにあるすべてのバージョンが削除され、元に戻せません。端末にあるものは残ります。'
  ),
  changeTargets: pair('Change devices', '配信先を変更'),
  kinds: { device: pair('Device', '端末'), site: pair('Site', '拠点'), role: pair('Role', '役割'), label: pair('Label', 'ラベル') },
  allDevices: pair('All devices', 'すべての端末'),
  ofDevice: {
    title: pair('Content', 'コンテンツ'),
    wanted: pair((number: number) => `current: version ${number}`, (number) => `公開中のバージョン：${number}`)
  },
  name: pair('Name', '名前'),
  nameHint: pair(
    'Lowercase letters, digits and hyphens, such as lobby-signage. An existing name gets a new version.',
    '英小文字、数字、ハイフン（例：lobby-signage）。既存の名前を指定すると新しいバージョンになります。'
  ),
  wrongName: pair(
    'Enter 1 to 63 lowercase letters, digits and hyphens, such as lobby-signage.',
    '英小文字、数字、ハイフンを使って 1〜63 文字で入力してください（例：lobby-signage）。'
  ),
  drop: pair('Drop a folder or a zip file here, or choose one:', 'フォルダーまたは zip ファイルをここにドロップするか、選択してください：'),
  chooseFolder: pair('Choose a folder', 'フォルダーを選択'),
  chooseZip: pair('Choose a zip file', 'zip ファイルを選択'),
  reading: pair((bytes: string, all: string) => `Reading the files: ${bytes} of ${all}`, (bytes, all) => `ファイルを読んでいます：${bytes} / ${all}`),
  chosen: pair((from: string, count: number, bytes: string) => `${from}: ${files(count)}, ${bytes}`, (from, count, bytes) => `${from}：${count} ファイル、${bytes}`),
  noFiles: pair('Choose a folder or a zip file first.', '先にフォルダーまたは zip ファイルを選択してください。'),
  preview: pair('Preview', '内容を確認'),
  changes: pair('Changes', '変更内容'),
  fileChanges: pair(
    (added: number, changed: number, removed: number, unchanged: number) =>
      `${files(added)} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
    (added, changed, removed, unchanged) => `追加 ${added} 件、変更 ${changed} 件、削除 ${removed} 件、変更なし ${unchanged} 件`
  ),
  andOthers: pair((count: number) => `… and ${count} more`, (count) => `…ほか ${count} 件`),
  getting: pair((count: number) => `${devices(count)} ${count === 1 ? 'gets' : 'get'} this`, (count) => `配信先の端末：${count} 台`),
  nobodyGets: pair('No device gets this yet: choose devices above.', '配信先の端末がありません。上で端末を選んでください。'),
  noLongerFor: pair(
    (ids: string) => `No longer for: ${ids}. They keep the files that they have downloaded.`,
    (ids) => `配信対象から外れる端末：${ids}。受信済みのファイルは端末に残ります。`
  ),
  unmatched: pair((targets: string) => `No device matches: ${targets}`, (targets) => `該当する端末がありません：${targets}`),
  download: pair((bytes: string) => `downloads ${bytes}`, (bytes) => `受信量 ${bytes}`),
  downloadAtMost: pair((bytes: string) => `at most ${bytes} each`, (bytes) => `受信量は 1 台あたり最大 ${bytes}`),
  spaceUnknownOf: pair((count: number) => `free space of ${count} not known`, (count) => `うち ${count} 台は空きが不明`),
  cannotTake: pair(
    (count: number) => `${devices(count)} cannot use this version as it is:`,
    (count) => `このままでは ${count} 台に配信できません：`
  ),
  devicesInDetail: pair((count: number) => `Show ${devices(count)}`, (count) => `${count} 台の内訳を表示`),
  fits: pair((bytes: string) => `fits: ${bytes} available`, (bytes) => `空きは十分（${bytes}）`),
  spaceUnknown: pair('free space not known', '空きは不明'),
  exceeded: pair((why: string) => `This cannot be published: ${why}.`, (why) => `公開できません。${why}。`),
  refusedFiles: pair('These files are not valid. Correct them and choose the folder again.', 'ファイルに誤りがあります。修正してから、フォルダーを選び直してください。'),
  uploading: pair((done: string, all: string) => `Uploading: ${done} of ${all}`, (done, all) => `アップロードしています：${done} / ${all}`),
  pauses: {
    cut: pair(
      'No connection to the server. The upload resumes automatically; keep this page open.',
      'サーバーに接続できません。接続が戻ると自動で再開します。このページを開いたままにしてください。'
    ),
    busy: pair(
      'The server is busy with other uploads. This one resumes automatically; keep this page open.',
      'サーバーはほかのアップロードを処理しています。まもなく自動で再開します。このページを開いたままにしてください。'
    ),
    unwritable: pair(
      'The server cannot write to its disk. Check the disk of the server; the upload resumes automatically.',
      'サーバーのディスクに書き込めません。サーバーのディスクを確認してください。直ると自動で再開します。'
    ),
    taken: pair(
      'Another upload sends the same file. This one resumes automatically once it has ended.',
      '同じファイルを別のアップロードが送信しています。終わると自動で再開します。'
    )
  },
  resumes: pair(
    'If this page is closed, choose the same folder again: the upload resumes where it stopped.',
    'ページを閉じてしまっても、同じフォルダーを選び直せば、続きからアップロードします。'
  ),
  full: pair(
    'The server does not have enough disk space for these files. Remove content that you no longer need, then try again.',
    'サーバーのディスクに空きが足りません。不要なコンテンツを削除してから、もう一度実行してください。'
  ),
  problems: {
    name: pair(
      (file: string, why: PathMistake) => `${file}: ${why.en}. Rename it and choose the files again.`,
      (file, why) => `${file}：この名前のファイルは公開できません（${why.ja}）。名前を変えて、ファイルを選び直してください。`
    ),
    twins: pair(
      (file: string, other: string) => `${file} and ${other} have the same name on an SD card. Rename one of them and choose the folder again.`,
      (file, other) => `${file} と ${other} は、SD カードでは同じ名前になります。どちらかの名前を変えて、フォルダーを選び直してください。`
    ),
    empty: pair('It contains no files.', 'ファイルがありません。'),
    tooMuch: pair((why: PathMistake) => `These files cannot be published: ${why.en}.`, (why) => `公開できません。${why.ja}。`),
    unreadable: pair(
      (file: string) => `${file} cannot be read. It may be a link, or have changed: choose the folder again.`,
      (file) => `${file} を読み取れません。リンクか、変更された可能性があります。フォルダーを選び直してください。`
    ),
    changed: pair(
      (file: string) => `${file} changed while it was uploaded, so nothing was published. Choose the folder again once it is complete.`,
      (file) => `${file} がアップロード中に変更されたため、公開していません。書き込みが終わってから、フォルダーを選び直してください。`
    ),
    oneThing: pair('Drop one folder or one zip file.', 'フォルダーか zip ファイルを 1 つだけドロップしてください。'),
    noZip: pair((file: string) => `${file} is not a zip file that can be read.`, (file) => `${file} は zip ファイルとして読み取れません。`),
    encrypted: pair((file: string) => `${file} in the zip file has a password. Make the zip file without one.`, (file) => `zip ファイルの ${file} にパスワードが付いています。パスワードなしで作り直してください。`),
    link: pair((file: string) => `${file} in the zip file is a link. Put the file itself there.`, (file) => `zip ファイルの ${file} はリンクです。ファイルそのものを入れてください。`),
    ratio: pair(
      (file: string, packed: string, bytes: string) =>
        `${file} would grow from ${packed} to ${bytes}, so it was not unpacked. If that is right, unpack it and choose the folder.`,
      (file, packed, bytes) =>
        `${file} は展開すると ${packed} から ${bytes} になるため、展開していません。正しいファイルなら、展開したフォルダーを選択してください。`
    ),
    other: pair(
      (why: string) => `This did not work (${why}). Reload the page and try again.`,
      (why) => `処理できませんでした（${why}）。ページを再読み込みして、もう一度実行してください。`
    ),
    bomb: pair(
      (file: string) => `${file} in the zip file is larger than the zip file says. It was not unpacked.`,
      (file) => `zip ファイルの ${file} が、記載されたサイズより大きいため、展開を中止しました。`
    )
  }
}
