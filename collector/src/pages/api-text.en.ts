/** What the page about the HTTP API says. An operation's summary stands with its route, in English. */
export const apiTextEn = {
  title: 'HTTP API',
  schemas: (link: string) => `The schemas of every request and answer are in ${link} (OpenAPI 3.1).`,
  keys: (device: string, operator: string) => `A device sends its key as ${device}; people and services send ${operator} with a token of one of the roles named here.`,
  columns: ['Request', 'Who', 'What'] as readonly string[],
  anyone: 'anyone',
  device: 'device',
  comma: ', ',
  summary: (_operationId: string, english: string) => english
}

/** The same in another language. */
export type ApiText = typeof apiTextEn
