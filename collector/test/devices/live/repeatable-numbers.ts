/** Whole numbers from 0 to below a bound, the same at each run: Lehmer's generator, whose seed is not 0. */
export const repeatableNumbers = (seed: number): (bound: number) => number => {
  let state = seed
  return (bound) => (state = (state * 48_271) % 2_147_483_647) % bound
}
