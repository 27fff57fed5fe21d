/* Runs in the thread of the sound: hands over what the microphone gives, a tenth of a second at a time. */
const BATCH = 4800

class Capture extends AudioWorkletProcessor {
  batch = new Float32Array(BATCH)
  filled = 0

  process([input]) {
    const [channel] = input
    if (channel === undefined) return true
    for (const sample of channel) {
      this.batch[this.filled] = sample
      this.filled += 1
      if (this.filled === BATCH) {
        this.port.postMessage(this.batch)
        this.batch = new Float32Array(BATCH)
        this.filled = 0
      }
    }
    return true
  }
}

registerProcessor('capture', Capture)
