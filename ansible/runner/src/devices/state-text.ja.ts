import { deviceStates, type DeviceState } from '@mimamori/contract'

const stateWords = ['報告待ち', '使用中', '一時停止', '廃止', '失効'] as const

/** 端末の登録の状態を表す語。 */
export const stateWord = (state: DeviceState): string => stateWords[deviceStates.indexOf(state)]!
