import type { Language } from '../language.ts'
import { calendarTextEn, type CalendarText } from './calendar-text.en.ts'
import { calendarTextJa } from './calendar-text.ja.ts'

export type { CalendarText }

export const calendarText = (language: Language): CalendarText => language === 'ja' ? calendarTextJa : calendarTextEn
