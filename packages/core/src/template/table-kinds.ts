/** Kinds of sections with rows and columns. Apart from the schemas, which a page that only reads has no use for. */
export const TABLE_KINDS = ["rows", "matrix", "indicators"] as const;
