/** What became of one piece of work. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }

/** Works on all inputs, at most `limit` at a time, and gives every outcome in the order of the inputs. */
export async function mapBounded<I, T>(
  inputs: readonly I[],
  limit: number,
  work: (input: I) => Promise<T>,
): Promise<Outcome<T>[]> {
  const outcomes: Outcome<T>[] = []
  const queue = inputs.entries()
  const lane = async (): Promise<void> => {
    for (const [index, input] of queue) {
      try {
        outcomes[index] = { ok: true, value: await work(input) }
      } catch (error) {
        outcomes[index] = { ok: false, error }
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, lane))
  return outcomes
}
