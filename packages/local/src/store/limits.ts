/** Largest object the store accepts, in bytes; the product's own limits lie well below. */
export const MAX_OBJECT_BYTES = 50 * 1024 * 1024;

/** Room for the frames of a chunked upload or the fields of a form around the object, in bytes. */
export const MAX_FRAMING_BYTES = 1024 * 1024;

/** Largest XML or JSON document accepted as a setting or a batch, in bytes. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** Longest key in bytes of UTF-8 (S3's own limit). */
export const MAX_KEY_BYTES = 1024;

/** Most user metadata on one object, names and values together, in bytes (S3's own limit). */
export const MAX_METADATA_BYTES = 2048;

/** Most keys on one page of a listing and in one batch delete (S3's own limit). */
export const MAX_PAGE_KEYS = 1000;

/** Most tags on one object (S3's own limit). */
export const MAX_OBJECT_TAGS = 10;

/** How far a signed request's clock may be from the store's, in milliseconds (S3's own limit). */
export const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;

/** Longest life of a presigned address, in seconds (S3's own limit: seven days). */
export const MAX_PRESIGNED_SECONDS = 604_800;
