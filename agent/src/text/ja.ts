import type { Text } from './text.ts'
import { en } from './en.ts'
/** 日本語. */
export const ja: Text = en
