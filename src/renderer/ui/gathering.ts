/**
 * An act that many changes ask for. It is done `ms` after the first of them and serves all until then; it is not
 * put off by the next one, so that a screen still follows while changes come without a pause.
 */
export function gathering(
  after: (ms: number, act: () => void) => unknown,
  ms: number,
  act: () => void,
): () => void {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    after(ms, () => {
      waiting = false
      act()
    })
  }
}
