import type { EnrollmentObstacles } from '@mimamori/contract'
import { useEffect, useState } from 'preact/hooks'
import { answerOf, send } from '../../server/send.ts'

/** What keeps devices from enrolling themselves, before one is registered; undefined until the server has answered. */
export const useObstacles = () => {
  const [obstacles, setObstacles] = useState<EnrollmentObstacles>()
  const check = () => { void send<EnrollmentObstacles>('GET', '/api/enrollment-obstacles').then((sent) => setObstacles(answerOf(sent))) }
  useEffect(check, [])
  return { obstacles, check }
}
