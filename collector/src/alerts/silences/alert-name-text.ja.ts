import type { AlertNameText } from './alert-name-text.en.ts'

export const alertNameTextJa: AlertNameText = {
  unknown: ({ name, nearest }) => nearest === undefined
    ? `「${name}」というアラートはまだありません。自分で追加したルールの名前であれば、サイレンスは有効です。`
    : `「${name}」というアラートはありません。「${nearest}」の間違いではないか確認してください。`
}
