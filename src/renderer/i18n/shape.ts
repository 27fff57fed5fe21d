/** The same keys in another language. Chinese has one plural form, so keys that end in `_one` fall away. */
export type Shape<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Shape<T[K]>
}
