import { stringify } from 'yaml'

/** YAML with a comment at its top; long expressions keep their line breaks. */
export const yamlFile = (comment: string, content: object): string =>
  comment
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
    .join('\n') +
  '\n' +
  stringify(content, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false })
