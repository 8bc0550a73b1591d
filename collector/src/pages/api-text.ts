import type { Language } from '@mimamori/contract'

/** Texts of the page about the HTTP API. The summaries are with the routes. */
const en = {
  title: 'HTTP API',
  schemas: (link: string) => `The schemas of every request and answer are in ${link} (OpenAPI 3.1).`,
  keys: (device: string, operator: string) =>
    `A device sends its key as ${device}; people and services send ${operator} with a token of one of the roles named here.`,
  columns: ['Request', 'Who', 'What'] as readonly string[],
  anyone: 'anyone',
  device: 'device',
  comma: ', '
}

const ja: typeof en = {
  title: '連携 API',
  schemas: (link) => `すべてのリクエストと応答のスキーマは ${link}（OpenAPI 3.1）にあります。`,
  keys: (device, operator) => `端末は自分のキーを ${device} で送ります。人やサービスは、表にある役割のトークンを ${operator} で送ります。`,
  columns: ['リクエスト', '呼び出せる人', '内容'],
  anyone: '誰でも',
  device: '端末',
  comma: '、'
}

export const apiText: Readonly<Record<Language, typeof en>> = { en, ja }
