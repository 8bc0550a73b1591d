import type { ErrorObject } from '@fastify/ajv-compiler'
import type { Message } from './mistake.ts'

type Parameters = Readonly<Record<string, unknown>>

const types: Readonly<Record<string, string>> = {
  string: '文字列', number: '数値', integer: '整数', boolean: 'true か false', object: 'オブジェクト', array: '配列', null: 'null'
}
const longest = 200
const json = (value: unknown): string => JSON.stringify(value).slice(0, longest)
const ofType = (type: unknown): string => {
  const names = String(type).split(',').map((each) => types[each] ?? each)
  return names.length > 1 ? `次のいずれかの型にしてください（${names.join('、')}）` : `${names[0]}にしてください`
}

const limited = (rule: string) => ({ limit }: Parameters): string => `${String(limit)} ${rule}にしてください`

/** The Japanese message of each keyword (https://ajv.js.org/api.html#error-parameters). */
const japanese: Readonly<Record<string, (parameters: Parameters) => string>> = {
  type: ({ type }) => ofType(type),
  required: ({ missingProperty }) => `必須の項目「${String(missingProperty)}」がありません`,
  additionalProperties: ({ additionalProperty }) => `使えない項目です（${String(additionalProperty)}）`,
  enum: ({ allowedValues }) => `次のいずれかにしてください（${json(allowedValues)}）`,
  const: ({ allowedValue }) => `${json(allowedValue)} にしてください`,
  minimum: limited('以上'),
  maximum: limited('以下'),
  exclusiveMinimum: limited('より大きい値'),
  exclusiveMaximum: limited('未満'),
  multipleOf: ({ multipleOf }) => `${String(multipleOf)} の倍数にしてください`,
  minLength: limited('文字以上'),
  maxLength: limited('文字以内'),
  minItems: limited('要素以上'),
  maxItems: limited('要素以内'),
  minProperties: limited('項目以上'),
  maxProperties: limited('項目以内'),
  uniqueItems: ({ i, j }) => `要素が重複しています（${Number(j) + 1} 番目と ${Number(i) + 1} 番目）`,
  pattern: ({ pattern }) => `正規表現 ${String(pattern).slice(0, longest)} に一致しません`,
  format: ({ format }) => `${String(format)} の形式ではありません`,
  anyOf: () => 'anyOf のどの条件にも合いません',
  oneOf: () => 'oneOf の条件のうち、1 つだけに合うようにしてください',
  not: () => 'not の条件に合うため使えません'
}

/** Describes what the validator has found, after its place in the settings; without a Japanese message of the keyword, by a quotation. */
export const schemaMessage = ({ instancePath, keyword, message = 'is refused', params }: ErrorObject): Message => {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string, allowedValues?: unknown }
  const detail = additionalProperty ?? (allowedValues === undefined ? undefined : json(allowedValues))
  const said = Object.hasOwn(japanese, keyword) ? japanese[keyword]!(params as Parameters) : `スキーマに合いません（「${message}」）`
  const place = instancePath || '/'
  return { en: `${place}: ${message}${detail === undefined ? '' : ` (${detail})`}`, ja: `${place}：${said}` }
}
