const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const TIME_LETTERS = 10;
const RANDOM_LETTERS = 16;

/** A new ULID: ten letters of time and sixteen random ones. Names one command, however often it is sent. */
export function newCommandId(now: number = Date.now()): string {
  let time = "";
  for (let left = now, place = 0; place < TIME_LETTERS; place += 1) {
    time = LETTERS.charAt(left % 32) + time;
    left = Math.floor(left / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS));
  return time + [...random].map((byte) => LETTERS.charAt(byte % 32)).join("");
}
