export { type Kernel, plainKernel } from './kernel.ts'
export { createResampler, type Stage, TELEPHONE_RATE } from './resample.ts'
export { type Shaped, type Shaping, shape } from './shape.ts'
