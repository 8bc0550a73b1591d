import type { PathMistake } from '@mimamori/contract/content-path'
import { lackingSpaceText } from '@mimamori/contract/lacking-space'
import type { Reader } from './pair.ts'

interface FileCounts { readonly added: number, readonly changed: number, readonly removed: number, readonly unchanged: number }

const files = (count: number): string => `${count} ${count === 1 ? 'file' : 'files'}`
const devicesEn = (count: number): string => `${count} ${count === 1 ? 'device' : 'devices'}`

/** Messages about content. */
export const contentText = ({ mimamori, pair }: Reader) => ({
  contentStates: {
    current: pair('up to date', '最新'),
    downloading: pair('downloading', '受信中'),
    waiting: pair('waiting', '待機中'),
    failed: pair('failed', '失敗')
  },
  targetKinds: { device: pair('device', '端末'), site: pair('site', '拠点'), role: pair('role', '役割'), labels: pair('label', 'ラベル') },
  allDevices: pair('all devices', 'すべての端末'),
  nobody: pair('no device', 'なし'),
  takenBy: pair((count: number, all: number) => `${count} of ${devicesEn(all)} up to date`, (count, all) => `${all} 台中 ${count} 台が最新`),
  noContent: pair(
    `No content yet. To publish a folder: ${mimamori} content publish NAME DIR`,
    `コンテンツはまだありません。フォルダーを公開するには：${mimamori} content publish 名前 フォルダー`
  ),
  contentOf: pair(
    (name: string, targets: string, counts: string) => `${name}: for ${targets}; ${counts}`,
    (name, targets, counts) => `${name}：配信先は${targets}。${counts}`
  ),
  currentVersion: pair((number: number) => `${number} (current)`, (number) => `${number}（現在）`),
  fileChanges: pair(
    ({ added, changed, removed, unchanged }: FileCounts) =>
      `${files(added)} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
    ({ added, changed, removed, unchanged }) => `追加 ${added} 件、変更 ${changed} 件、削除 ${removed} 件、変更なし ${unchanged} 件`
  ),
  andOthers: pair((count: number) => `… and ${count} more`, (count) => `…ほか ${count} 件`),
  contentDevices: pair((count: number) => `For ${devicesEn(count)}:`, (count) => `配信先の端末：${count} 台`),
  contentForNobody: pair('It is for no device yet.', '配信先の端末はまだありません。'),
  noLongerFor: pair(
    (ids: string) => `No longer for: ${ids}. They keep the files that they have downloaded.`,
    (ids) => `配信対象から外れる端末：${ids}。受信済みのファイルは端末に残ります。`
  ),
  unusableOnDevices: pair(
    (devices: string) => `these devices cannot use it, and keep what they have: ${devices}`,
    (devices) => `次の端末では使えません。今あるものを使い続けます：${devices}`
  ),
  unmatchedTargets: pair(
    (targets: string) => `no device matches ${targets} yet; one that is enrolled later gets it`,
    (targets) => `該当する端末がまだありません：${targets}。後から登録した端末には配信されます`
  ),
  lackingSpace: pair(lackingSpaceText.en, lackingSpaceText.ja),
  deviceWith: pair((device: string, reason: string) => `${device} (${reason})`, (device, reason) => `${device}（${reason}）`),
  tooFullDevices: pair(
    (devices: string) => `these devices keep what they have until they have the space: ${devices}`,
    (devices) => `次の端末は、空きができるまで今あるものを使い続けます：${devices}`
  ),
  unknownSpace: pair('not known', '不明'),
  contentRefused: pair('the files are not valid; nothing was published', 'ファイルに誤りがあるため、公開していません'),
  askPublish: pair((name: string) => `Publish ${name}? [y/N]`, (name) => `${name} を公開しますか [y/N]`),
  askAssign: pair((name: string) => `Assign ${name} to these devices? [y/N]`, (name) => `${name} の配信先をこのように変更しますか [y/N]`),
  askRollBack: pair(
    (name: string, number: number) => `Go back to version ${number} of ${name}? [y/N]`,
    (name, number) => `${name} をバージョン ${number} に戻しますか [y/N]`
  ),
  askRemoveContent: pair(
    (name: string, counts: string) => `Remove ${name} and all its versions (${counts})? Devices keep what they have. [y/N]`,
    (name, counts) => `${name} とそのすべてのバージョンを削除しますか（${counts}）。端末にあるものは残ります [y/N]`
  ),
  readingFiles: pair((bytes: string) => `Reading the files: ${bytes}`, (bytes) => `ファイルを読んでいます：${bytes}`),
  serverFull: pair(
    (needed: string, free: string) =>
      `the server has no space for these files: they need ${needed}, and ${free} is free for content. Remove content that nobody needs ` +
        `(${mimamori} content remove NAME) or add a disk, and publish again`,
    (needed, free) =>
      `サーバーの空き容量が足りません（必要：${needed}、コンテンツに使える空き：${free}）。不要なコンテンツを削除するか（${mimamori} content remove 名前）、` +
        'ディスクを増やしてから、もう一度公開してください'
  ),
  uploadingFiles: pair((done: string, all: string) => `Uploading: ${done} of ${all}`, (done, all) => `アップロードしています：${done} / ${all}`),
  contentPublished: pair(
    (name: string, number: number, sent: string) => `Version ${number} of ${name} is published; ${sent} were uploaded.`,
    (name, number, sent) => `${name} のバージョン ${number} を公開しました（アップロード：${sent}）。`
  ),
  sameContent: pair(
    (number: number) => `Nothing has changed: version ${number} stays current.`,
    (number) => `変更はありません。バージョン ${number} のままです。`
  ),
  noFileChanged: pair(
    (number: number) => `The files have not changed: version ${number} stays current.`,
    (number) => `ファイルに変更はありません。バージョン ${number} のままです。`
  ),
  contentFollow: pair(
    (name: string) => `To see which devices have it: ${mimamori} content show ${name}`,
    (name) => `端末の状況を見るには：${mimamori} content show ${name}`
  ),
  contentAssignNext: pair(
    (name: string) => `It is for no device yet. To assign it: ${mimamori} content assign ${name} --site SITE`,
    (name) => `配信先の端末はまだありません。割り当てるには：${mimamori} content assign ${name} --site 拠点`
  ),
  contentAssigned: pair((name: string, targets: string) => `${name} is for ${targets}.`, (name, targets) => `${name} の配信先：${targets}`),
  contentRolledBack: pair(
    (name: string, number: number) => `Version ${number} of ${name} is current again.`,
    (name, number) => `${name} をバージョン ${number} に戻しました。`
  ),
  contentRemoved: pair((name: string) => `${name} is removed; devices keep what they have of it.`, (name) => `${name} を削除しました。端末にあるものは残ります。`),
  noTargets: pair(
    'give who gets it (--to-all, --device, --site, --role, --label), or --to-none',
    '配信先（--to-all、--device、--site、--role、--label）か --to-none のどちらかを指定してください'
  ),
  noVersionBefore: pair(
    (name: string, number: number) => `no version of ${name} before ${number} is stored`,
    (name, number) => `${name} のバージョン ${number} より前は保存されていません`
  ),
  noSuchVersion: pair(
    (name: string, number: number, stored: string) => `${name} has no version ${number}; stored: ${stored}`,
    (name, number, stored) => `${name} にバージョン ${number} はありません。保存されているバージョン：${stored}`
  ),
  isLink: pair(
    (file: string) => `${file} is a link; put the file itself there, and publish again`,
    (file) => `${file} はリンクです。リンク先のファイルそのものを置いて、もう一度公開してください`
  ),
  isNoFile: pair((file: string) => `${file} is neither a file nor a folder`, (file) => `${file} はファイルでもフォルダーでもありません`),
  noFolder: pair(
    (folder: string) => `there is no folder ${folder}: give the folder whose files are to be published`,
    (folder) => `${folder} というフォルダーはありません。公開するファイルを入れたフォルダーを指定してください`
  ),
  emptyFolder: pair((folder: string) => `${folder} has no files`, (folder) => `${folder} にファイルがありません`),
  tooMuchContent: pair((folder: string, mistake: PathMistake) => `${folder}: ${mistake.en}`, (folder, mistake) => `${folder}：${mistake.ja}`),
  wrongFileName: pair(
    (file: string, mistake: PathMistake) => `${file}: ${mistake.en}; rename it, and publish again`,
    (file, mistake) => `${file}：この名前のファイルは公開できません（${mistake.ja}）。名前を変えて、もう一度公開してください`
  ),
  sameFileName: pair(
    (file: string, other: string) => `${file} and ${other} are the same name to an SD card; rename one of them`,
    (file, other) => `${file} と ${other} は、SD カードでは同じ名前になります。どちらかの名前を変えてください`
  ),
  fileChanged: pair(
    (file: string) => `${file} changed while it was uploaded; nothing was published. Publish again once it is complete`,
    (file) => `${file} がアップロード中に変更されたため、公開していません。書き込みが終わってから、もう一度公開してください`
  )
})
