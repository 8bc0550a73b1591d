/**
 * A line that looks like JSON, with its characters themselves and not `\u6e29`, as Python writes them: a rule for secrets
 * knows パスワード. The escapes that JSON needs stay.
 */
export const unescapeCharacters = (text: string): string => text.startsWith('{') && text.includes('\\u')
  ? text.replace(/\\(?:u([0-9a-fA-F]{4})|[^])/g, (escape: string, digits: string | undefined) => {
      const code = Number.parseInt(digits ?? '0', 16)
      return code < 0x80 ? escape : String.fromCharCode(code)
    })
  : text
