const generic = /^(kabupaten|kota|provinsi|kab\.?|pemerintah)$/iu;

/** Two letters for a region: "Kabupaten Kutai Kartanegara" is KK, "Kota Palembang" is PA. */
export function monogramOf(name: string): string {
  const telling = name.split(/\s+/u).filter((word) => word !== "" && !generic.test(word));
  const [first = "", second = ""] = telling;
  return (second === "" ? first.slice(0, 2) : first.slice(0, 1) + second.slice(0, 1)).toUpperCase();
}
