/** The texts about a server of a checkout that the package takes over. */
export const takeOverTextEn = {
  newerDatabase: ({ file, schema, known }: { readonly file: string, readonly schema: number, readonly known: number }) =>
    `${file} was written by a newer version of Mimamori (schema ${schema}, this version supports up to ${known}). Nothing was changed. ` +
    'Install that version or a later one, and run this command again',
  takeOver: (from: string, directory: string) => `Take over the server that runs from ${from}: first, copy its database into ${directory}`,
  copyInventory: (from: string, to: string) => `Copy ${from} to ${to}`,
  renewHttps: 'Have the certificate for https renewed by this version',
  checkoutUnused: (directory: string) => `\n${directory} is no longer used. Once you have seen that all devices report, you can delete it.`
}

export const takeOverTextJa: typeof takeOverTextEn = {
  newerDatabase: ({ file, schema, known }) => `${file} は、より新しいバージョンの Mimamori が書いたものです（スキーマ ${schema}。このバージョンは ${known} まで）。何も変えていません。そのバージョン以降をインストールしてから、このコマンドをもう一度実行してください`,
  takeOver: (from, directory) => `${from} で動いているサーバーを引き継ぐ。まず、データベースを ${directory} にコピーする`,
  copyInventory: (from, to) => `${from} を ${to} にコピーする`,
  renewHttps: 'https の証明書の更新を、このバージョンで行うようにする',
  checkoutUnused: (directory) => `\n${directory} は使われなくなりました。すべての端末が報告していることを確かめたら、削除できます。`
}
