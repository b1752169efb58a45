import { castOf } from "./cast.ts";
import { dayOf, lastDay, monthOf, monthParts, monthPlus, romanMonth } from "./months.ts";
import { drawName, drawNip, rankOf, type Tier, titled } from "./person-names.ts";
import { headTitle, secretaryTitle, verifierTitle } from "./post-titles.ts";
import { regencyOf } from "./regencies.ts";
import { draw, uuidOf } from "./seed.ts";
import type { Appointment, Person, PositionKind, Post, Rank, Roster, TenantId, Unit } from "./types.ts";
import { opdOf, opdTagged, unitOf, unitsOf } from "./units.ts";

export const demoPassword = "Selaras-2026!";
export const temporaryPassword = "Sementara-2026!";

/** The consultant who helps two regencies: one person, one subject, two memberships, no NIP. */
export const sharedPerson = { username: "pendamping.kukar", tenants: ["kukar", "nunukan"] as readonly TenantId[] };

/**
 * Everybody of a regency, the posts and who holds them when, seen from the open month ("2026-10"). All persons are
 * invented. Each OPD has a head, a verifier and a PPTK; the twists are in the cast.
 */
export function officialsOf(tenant: TenantId, openMonth: string): Roster {
  const build = new RosterBuild(tenant, openMonth);
  for (const unit of opdOf(tenant)) staffOpd(build, unit);
  staffTenantPosts(build);
  addTwists(build);
  // Last, so that the names of the others stay what they were.
  staffDivisions(build);
  return build.roster();
}

interface Seat {
  readonly unit: Unit;
  readonly kind: PositionKind;
  readonly title: string;
  readonly seat?: number;
  readonly tenantWide?: boolean;
}

interface Term {
  readonly basis?: Appointment["basis"];
  readonly decree?: string;
  readonly from?: string;
  readonly until?: string | null;
}

class RosterBuild {
  readonly tenant: TenantId;
  readonly openMonth: string;
  readonly year: number;
  readonly #persons = new Map<string, Person>();
  readonly #posts: Post[] = [];
  readonly #appointments: Appointment[] = [];
  readonly #names = new Set<string>();
  readonly #nips = new Set<string>();

  constructor(tenant: TenantId, openMonth: string) {
    this.tenant = tenant;
    this.openMonth = openMonth;
    this.year = monthParts(openMonth).year;
  }

  /** Invents a civil servant; `stem` is the username without the regency. Returns the username. */
  person(stem: string, unit: Unit, tier: Tier, rank?: Rank): string {
    const username = `${stem}.${this.tenant}`;
    const drawn = drawName(this.tenant, username, this.#names);
    const nip = drawNip(tier, drawn.sex, username, this.#nips);
    this.#names.add(drawn.bare);
    this.#nips.add(nip);
    const name = titled(drawn, unit.bidang[0] ?? "", tier, username);
    return this.#add(username, { name, nip, rank: rank ?? rankOf(tier, username) });
  }

  /** Somebody without NIP and rank. */
  outsider(username: string, name: string): string {
    return this.#add(username, { name, nip: null, rank: null });
  }

  /** The head of the region: elected, so neither NIP nor rank. */
  elected(stem: string): string {
    const username = `${stem}.${this.tenant}`;
    const drawn = drawName(this.tenant, username, this.#names);
    this.#names.add(drawn.bare);
    return this.outsider(username, titled(drawn, "", "head", username));
  }

  #add(username: string, own: Pick<Person, "name" | "nip" | "rank">): string {
    const isNew = username.startsWith("baru.");
    this.#persons.set(username, {
      username,
      subject: uuidOf(username),
      name: own.name,
      email: `${username}@contoh.selaras.id`,
      nip: own.nip,
      rank: own.rank,
      password: isNew ? temporaryPassword : demoPassword,
      passwordIsTemporary: isNew,
    });
    return username;
  }

  post({ unit, kind, title, seat = 1, tenantWide = false }: Seat): string {
    const id = `${unit.id}.${kind}.${seat}`;
    this.#posts.push({ id, unit: unit.id, kind, seat, title, tenantWide });
    return id;
  }

  /** Puts a person in a post; without dates since some day two or three years ago and without an end. */
  appoint(post: string, username: string, term: Term = {}): void {
    const key = `${post}/${username}`;
    const month = monthOf(this.year - 3 + draw(`year/${key}`, 2), 1 + draw(`month/${key}`, 12));
    const from = term.from ?? dayOf(month, 1 + draw(`day/${key}`, 28));
    this.#appointments.push({
      post,
      username,
      basis: term.basis ?? "definitif",
      decree: term.decree ?? decreeOf(this.tenant, key, from),
      from,
      until: term.until ?? null,
    });
  }

  endTerms(post: string, until: string): void {
    this.#appointments.forEach((one, place) => {
      if (one.post === post && one.until === null) this.#appointments[place] = { ...one, until };
    });
  }

  roster(): Roster {
    return {
      tenant: this.tenant,
      persons: [...this.#persons.values()],
      posts: this.#posts,
      appointments: this.#appointments,
    };
  }
}

// Numbers of decrees look different in every regency; the patterns follow published ones, the numbers are invented.
function decreeOf(tenant: TenantId, key: string, from: string): string {
  const number = 20 + draw(`decree/${key}`, 700);
  const year = from.slice(0, 4);
  const patterns: Readonly<Record<TenantId, string>> = {
    kukar: `800.1.3.3/${number}/BKPSDM/${year}`,
    nunukan: `B/${number} BKPSDM.800.1.3.1/${year}`,
    bombana: `Keputusan Bupati Bombana Nomor ${number} Tahun ${year}`,
    palembang: `821.2/${number}/BKPSDM-III/${year}`,
  };
  return patterns[tenant];
}

function actingDecree(key: string, month: string): string {
  return `800.1.11.1/${20 + draw(`acting/${key}`, 700)}/BKPSDM/${romanMonth(month)}/${monthParts(month).year}`;
}

/** The term of a PPTK: by decree of the head of the OPD, for this budget year and the one before. */
function pptkTerm(build: RosterBuild, unit: Unit): Term {
  const number = String(1 + draw(`pptk/${build.tenant}/${unit.id}`, 60)).padStart(3, "0");
  return {
    decree: `900/${number}/${unit.tag.toUpperCase()}/I/${build.year - 1}`,
    from: `${build.year - 1}-01-02`,
    until: `${build.year}-12-31`,
  };
}

function pptkTitle(unit: Unit): string {
  return `PPTK ${unit.name}`;
}

function staffOpd(build: RosterBuild, unit: Unit): void {
  const head = build.post({ unit, kind: "kepala", title: headTitle(unit) });
  const verifier = build.post({ unit, kind: "kabid", title: verifierTitle(unit) });
  const pptk = build.post({ unit, kind: "pptk", title: pptkTitle(unit) });
  build.appoint(head, headPerson(build, unit));
  build.appoint(verifier, build.person(`kabid.${unit.tag}`, unit, "verifier"));
  if (castOf(build.tenant).sharedPptk.also !== unit.id) {
    build.appoint(pptk, build.person(`pptk.${unit.tag}`, unit, "officer"), pptkTerm(build, unit));
  }
}

/** A camat ranks like a verifier elsewhere (eselon III); the Sekda is the highest civil servant. */
function headPerson(build: RosterBuild, unit: Unit): string {
  if (unit.kind === "sekretariat_daerah") {
    return build.person("sekda", unit, "head", { name: "Pembina Utama Madya", grade: "IV/d" });
  }
  return build.person(`kepala.${unit.tag}`, unit, unit.kind === "kecamatan" ? "verifier" : "head");
}

function staffTenantPosts(build: RosterBuild): void {
  const { tenant } = build;
  const regency = regencyOf(tenant);
  const setda = unitOf(tenant, "setda");
  const inspektorat = unitOf(tenant, "inspektorat");
  const bappeda = opdTagged(tenant, "bappeda");
  const diskominfo = opdTagged(tenant, "diskominfo");
  const adbang = unitOf(tenant, "bagian-adbang");
  const wide = { tenantWide: true } as const;
  const hold = (seat: Seat, username: string) => build.appoint(build.post({ ...seat, ...wide }), username);

  const title = `${regency.headTitle} ${regency.shortName}`;
  const elected = build.elected(regency.kind === "kota" ? "walikota" : "bupati");
  build.appoint(build.post({ unit: setda, kind: "pimpinan", title, ...wide }), elected, {
    decree: `Keputusan Menteri Dalam Negeri (nomor contoh) Tahun ${build.year - 1}`,
    from: `${build.year - 1}-02-20`,
  });
  hold({ unit: setda, kind: "pimpinan", seat: 2, title: "Sekretaris Daerah" }, `sekda.${tenant}`);
  hold(
    { unit: diskominfo, kind: "admin", title: `Administrator Selaras ${diskominfo.shortName}` },
    build.person("admin", diskominfo, "officer"),
  );
  // Versions of templates and chains are released by a second person.
  hold(
    { unit: bappeda, kind: "admin", title: `Administrator Templat ${bappeda.shortName}` },
    build.person("admin2", bappeda, "officer"),
  );
  hold(
    { unit: bappeda, kind: "bappeda", title: `Kepala Bidang Pengendalian dan Evaluasi ${bappeda.shortName}` },
    build.person("bappeda", bappeda, "verifier"),
  );
  hold(
    { unit: adbang, kind: "adbang", title: "Kepala Bagian Administrasi Pembangunan" },
    build.person("adbang", setda, "verifier"),
  );
  hold(
    { unit: inspektorat, kind: "inspektorat", title: "Auditor Ahli Madya Inspektorat Daerah" },
    build.person("inspektorat", inspektorat, "verifier", { name: "Pembina", grade: "IV/a" }),
  );
  if (sharedPerson.tenants.includes(tenant)) {
    hold(
      { unit: diskominfo, kind: "admin", seat: 2, title: "Pendamping Teknis Selaras" },
      build.outsider(sharedPerson.username, "Lintang Samudrawan"),
    );
  }
}

function addTwists(build: RosterBuild): void {
  const { tenant, openMonth } = build;
  const cast = castOf(tenant);
  addVacancy(build, cast.vacant.unit, cast.vacant.actingHeadOf);
  addAbsence(build, unitOf(tenant, cast.away));

  const also = unitOf(tenant, cast.sharedPptk.also);
  const serving = unitOf(tenant, cast.sharedPptk.of);
  build.appoint(`${also.id}.pptk.1`, `pptk.${serving.tag}.${tenant}`, pptkTerm(build, also));

  const first = unitOf(tenant, cast.detailed[0] ?? "");
  const seat = build.post({ unit: first, kind: "pptk", seat: 2, title: pptkTitle(first) });
  build.appoint(seat, build.person("baru", first, "officer"), {
    decree: `900/${String(61 + draw(`new/${tenant}`, 30)).padStart(3, "0")}/${first.tag.toUpperCase()}/${romanMonth(openMonth)}/${build.year}`,
    from: dayOf(openMonth, 1),
    until: `${build.year}-12-31`,
  });
}

/** The heads of the Bagian of the Setda, who verify there; the Sekda signs one unit higher. */
function staffDivisions(build: RosterBuild): void {
  for (const unit of unitsOf(build.tenant).filter(({ kind, parent }) => kind === "bagian" && parent === "setda")) {
    const seat = build.post({ unit, kind: "kabag", title: `Kepala ${unit.name}` });
    const known = unit.id === "bagian-adbang" ? `adbang.${build.tenant}` : null;
    build.appoint(seat, known ?? build.person(`kabag.${unit.id.replace("bagian-", "")}`, unit, "verifier"));
  }
}

/** The head left four months ago; since then the head of another OPD acts (Plt, six months at most). */
function addVacancy(build: RosterBuild, unit: string, actingHeadOf: string): void {
  const { tenant, openMonth } = build;
  const post = `${unit}.kepala.1`;
  const since = monthPlus(openMonth, -3);
  build.endTerms(post, lastDay(monthPlus(openMonth, -4)));
  build.appoint(post, `kepala.${unitOf(tenant, actingHeadOf).tag}.${tenant}`, {
    basis: "plt",
    decree: actingDecree(`${tenant}/${post}`, since),
    from: dayOf(since, 1),
    until: lastDay(monthPlus(openMonth, 2)),
  });
}

/** The head is away from the 5th to the 18th of the open month; the secretary stands in (Plh). */
function addAbsence(build: RosterBuild, unit: Unit): void {
  const secretary = build.person(`sekretaris.${unit.tag}`, unit, "verifier", { name: "Pembina Tk. I", grade: "IV/b" });
  const seat = build.post({ unit, kind: "kabid", seat: 2, title: secretaryTitle(unit) });
  build.appoint(seat, secretary);
  build.appoint(`${unit.id}.kepala.1`, secretary, {
    basis: "plh",
    decree: actingDecree(`${build.tenant}/${unit.id}/plh`, build.openMonth),
    from: dayOf(build.openMonth, 5),
    until: dayOf(build.openMonth, 18),
  });
}
