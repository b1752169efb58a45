/** The same shape, read only all the way down: what is made of data that nobody changes any more. */
export type Immutable<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer U)[]
    ? readonly Immutable<U>[]
    : { readonly [K in keyof T]: Immutable<T[K]> };
