/**
 * A text with every control character but the tab as JSON writes it (`\u001b`): what a device sends moves no cursor of a terminal and
 * ends no line, and JSON stays JSON.
 */
export const escapeControls = (text: string): string => text.replace(/[^\P{Cc}\t]/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`)
