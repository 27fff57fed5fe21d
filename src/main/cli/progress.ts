/** The part of a terminal that is used; a test gives its own. */
export type ProgressStream = { readonly isTTY?: boolean | undefined; write(text: string): void }

const ERASE = '\r\u001b[2K'
const WIDTH = 24

/**
 * One line at the end of a terminal that says how many of how many are done and how long the rest may take.
 * Nothing where the output is no terminal.
 *
 * @param now milliseconds, for the time left
 */
export function createProgress(all: number, stream?: ProgressStream, now: () => number = Date.now) {
  const shown = stream?.isTTY === true ? stream : undefined
  const began = now()
  let done = 0

  function draw(): void {
    const filled = Math.round((done / all) * WIDTH)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
    const left = done === 0 ? '' : `, ${Math.ceil(((now() - began) / done) * ((all - done) / 1000))} s left`
    shown?.write(`${ERASE}${bar} ${done}/${all}${done === all ? '' : left}`)
  }

  return {
    step(): void {
      done += 1
      draw()
    },
    /** Lets something else be written above the line. */
    aside(write: () => void): void {
      shown?.write(ERASE)
      write()
      if (done < all) draw()
    },
    end: () => shown?.write(ERASE),
  }
}
